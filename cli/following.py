"""Showing an execution as it goes through its states."""

from collections.abc import Iterable

from cli.console import ERR
from tuneql.aws.executions import Visit

# What each stage does; states that only wait or choose are not shown.
STAGES = {
    "Plan": "validate the input, estimate the cost",
    "PrepareShards": "read, check and convert the corpus",
    "AssembleDataset": "deduplicate, split without leaks, write the dataset",
    "Preflight": "count records and tokens against limits and budget",
    "StartTraining": "start the training job",
    "CheckTraining": "train",
    "ImportModel": "import the checkpoint into Bedrock",
    "CheckModel": "wait for the import",
    "DeployCandidate": "deploy the candidate",
    "CheckDeployment": "wait for the candidate deployment",
    "WarmUp": "warm it up",
    "MeasureLatency": "time its answers, and those of the others",
    "EvaluateShards": "ask the held-out questions, run the answers",
    "Report": "score, draw the report",
    "Gate": "decide",
    "Promote": "put the model behind the champion",
    "CompareAnew": "there is another champion now: compare with it",
    "CheckPromotion": "wait for the champion",
    "SmokeTest": "ask the champion",
    "Prune": "delete old models",
    "Retire": "delete the candidate deployment",
    "Notify": "notify",
    "CleanUp": "undo what the run made",
    "NotifyFailure": "notify of the failure",
}


def show_visits(visits: Iterable[Visit]) -> None:
    """Print each stage with its time once the next has begun; on a terminal, show the one under way."""
    stage, since, last = "", 0.0, 0.0
    with ERR.status("") as status:
        for visit in visits:
            last = visit.at
            if visit.state not in STAGES or visit.state == stage:
                continue
            _show(stage, last - since)
            stage, since = visit.state, visit.at
            status.update(f"{stage}: {STAGES[stage]}")
    _show(stage, last - since)


def _show(stage: str, seconds: float) -> None:
    if stage:
        ERR.print(f"  [bold]{stage:<16}[/] {STAGES[stage]:<56} [dim]{seconds:6.1f} s[/]")
