"""How an execution ended, for people."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cli.console import show, show_table
from tuneql.errors import RunFailed
from tuneql.evaluation.formats import percent

if TYPE_CHECKING:  # it imports boto3, which scoring does not need
    from tuneql.aws.executions import Outcome

SCORES = (
    "execution_accuracy",
    "robust_execution_accuracy",
    "exact_match",
    "parses",
    "binds",
    "read_only",
    "similarity",
)


def failed(outcome: "Outcome") -> RunFailed:
    """The error that the command ends with."""
    return RunFailed(f"the execution ended {outcome.status}: {outcome.error}: {outcome.cause}")


def print_outcome(outcome: "Outcome") -> None:
    """Scores side by side, and the gate's reasons."""
    print_scores(outcome.output["evaluation"]["scores"])
    promoted = outcome.output["gate"]["promote"]
    show(f"\n{'Promoted' if promoted else 'Not promoted'}:")
    for reason in outcome.output["gate"]["reasons"]:
        show(f"  - {reason}")


def print_scores(scores: Mapping[str, Mapping[str, Any]]) -> None:
    """Print scores: a row for each score, a column for each model."""
    rows = [[name.replace("_", " "), *(_share(found.get(name)) for found in scores.values())] for name in SCORES]
    show_table("Held-out questions", ("score", *scores), rows)


def _share(value: float | None) -> str:
    return "not measured" if value is None else percent(value)
