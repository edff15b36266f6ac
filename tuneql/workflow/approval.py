"""Approval: with the setting `approval`, a run ends once its candidate is measured, and a person may promote it.

The execution does not wait for the person. If it waited for a task token, it would stay open for days and end with a
time-out, a deployment would meanwhile change its functions, and whoever approves would need the token and
`states:SendTaskSuccess`. Instead the run ends, reports everything, and keeps its model. To approve it is to release it
by hand, with the same smoke test and the same way back: `tuneql release promote RUN`.
"""

from tuneql.release.gate import Decision
from tuneql.workflow.run import Run


def approval_command(run: Run) -> str:
    """The command with which a person approves the run."""
    return f"tuneql release promote {run.id}"


def await_approval(decision: Decision, run: Run) -> Decision:
    """The gate's decision; if promotions need approval, a decision to promote becomes one that awaits it."""
    if not (run.approval and decision.promote):
        return decision
    reason = f"awaits approval: {approval_command(run)}"
    return decision.model_copy(update={"promote": False, "reasons": (*decision.reasons, reason)})


def awaits_approval(run: Run, *, passed: bool) -> bool:
    """Whether a run ends now, and keeps its model for a person to approve."""
    return run.approval and run.promote and passed
