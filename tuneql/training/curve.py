"""The loss curves that Bedrock writes: `step_wise_training_metrics.csv` and `validation_metrics.csv`.

Columns, as in the Bedrock user guide: `step_number` (from 0), `epoch_number`, `training_loss` or `validation_loss`, and
`perplexity`.
"""

from statistics import fmean
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from tuneql.training.csv_table import Row, read_rows

LossColumn = Literal["training_loss", "validation_loss"]

# A loss per step is noisy: the ends of a curve are means over a twentieth of it, and 2 % is no movement.
_END: Final = 20
_FLAT: Final = 0.02
_OVERFIT: Final = 0.05


class Point(BaseModel):
    """The loss at one step.

    Attributes:
        step: as the file counts, from 0.
        epoch: as the file counts.
        loss: mean cross-entropy per token, in nats.
        perplexity: e to the loss, where the file has it.
    """

    model_config = ConfigDict(frozen=True)

    step: int
    epoch: float
    loss: float
    perplexity: float | None = None


class Curve(BaseModel):
    """Losses in the order of their steps; at least one point."""

    model_config = ConfigDict(frozen=True)

    points: tuple[Point, ...] = Field(min_length=1)

    @property
    def first_loss(self) -> float:
        """The loss at the first step."""
        return self.points[0].loss

    @property
    def last_loss(self) -> float:
        """The loss at the last step."""
        return self.points[-1].loss

    @property
    def steps(self) -> int:
        """How many steps were written down."""
        return len(self.points)


def read_step_metrics(text: str, *, source: str, loss: LossColumn = "training_loss") -> Curve:
    """A metrics file of a customization job.

    Args:
        text: the CSV; case, blank lines, other columns and row order do not matter.
        source: its name or S3 URI, for messages.
        loss: the column to read.

    Raises:
        RunFailed: if a value is missing or is no number, or there are no rows; names the file and the line.
    """
    rows = read_rows(text, source=source, required=("step_number", "epoch_number", loss))
    points = (_point(row, loss) for row in rows)
    return Curve(points=tuple(sorted(points, key=lambda point: point.step)))


def describe(training: Curve, validation: Curve | None = None) -> str:
    """How training went, in one sentence: falling, flat, rising or overfitting."""
    width = max(1, training.steps // _END)
    losses = [point.loss for point in training.points]
    first, last = fmean(losses[:width]), fmean(losses[-width:])
    change = (last - first) / first if first else 0.0
    means = f" (means of the first and last {width})" if width > 1 else ""
    span = f"from {first:.3g} to {last:.3g} over {training.steps} steps{means}"
    if change > _FLAT:
        return f"Training loss rose {span}: training diverged; lower the learning rate."
    if change > -_FLAT:
        return (
            f"Training loss stayed flat, {span}: the model learned next to nothing; raise the learning rate or epochs."
        )
    return f"Training loss fell {span}{_overfitting(validation)}."


def _overfitting(validation: Curve | None) -> str:
    if validation is None:
        return ""
    best = min(validation.points, key=lambda point: point.loss)
    if validation.last_loss > best.loss * (1 + _OVERFIT):
        return (
            f", but validation loss was lowest ({best.loss:.3g}) at step {best.step} and ended at "
            f"{validation.last_loss:.3g}: it overfits; train for fewer epochs"
        )
    return f", and validation loss ended at {validation.last_loss:.3g}"


def _point(row: Row, loss: LossColumn) -> Point:
    return Point(
        step=row.count("step_number"),
        epoch=row.number("epoch_number"),
        loss=row.number(loss),
        perplexity=row.number("perplexity") if row.cells.get("perplexity") else None,
    )
