"""Where people approve of promotions: a run ends with its candidate measured, and a person promotes it, or does not.

The execution does not wait for them. One that waits for a task token stays open for days, ends by its time-out, and
whoever approves needs the token and `states:SendTaskSuccess`; waiting is free, but a deploy meanwhile changes the
functions under it. One that is over has told everything, and keeps its model. So an approval is a release by hand,
with the same smoke test and the same way back: `tuneql release promote RUN`.
"""

from tuneql.release.gate import Decision
from tuneql.workflow.run import Run


def approval_command(run: Run) -> str:
    """What a person who approves of the run runs."""
    return f"tuneql release promote {run.id}"


def await_approval(decision: Decision, run: Run) -> Decision:
    """The gate's decision; where people approve of promotions, one to promote is put before them."""
    if not (run.approval and decision.promote):
        return decision
    reason = f"awaits approval: {approval_command(run)}"
    return decision.model_copy(update={"promote": False, "reasons": (*decision.reasons, reason)})


def awaits_approval(run: Run, *, passed: bool) -> bool:
    """Whether a run that ends now waits for a person, and its model with it."""
    return run.approval and run.promote and passed
