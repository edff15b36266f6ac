"""Reads the loss curves that Bedrock writes: `step_wise_training_metrics.csv` and `validation_metrics.csv`.

Columns, as in the Bedrock user guide: `step_number` (from 0), `epoch_number`, `training_loss` or `validation_loss`; and
`perplexity`, which is e to the power of the loss, and is not read.
"""

import math
from typing import Literal

from pydantic import BaseModel, Field

from tuneql.training.csv_table import Row, read_rows

LossColumn = Literal["training_loss", "validation_loss"]


class Point(BaseModel, frozen=True):
    """The loss at one step.

    Attributes:
        step: as in the file, from 0.
        epoch: as in the file.
        loss: mean cross-entropy per token, in nats; nan or infinite if training diverged.
    """

    step: int
    epoch: float
    loss: float


class Curve(BaseModel, frozen=True):
    """Losses in the order of their steps; at least one point."""

    points: tuple[Point, ...] = Field(min_length=1)

    @property
    def finite(self) -> tuple[Point, ...]:
        """The points whose loss is a number."""
        return tuple(point for point in self.points if math.isfinite(point.loss))

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
        """How many steps were recorded."""
        return len(self.points)


def read_step_metrics(text: str, *, source: str, loss: LossColumn = "training_loss") -> Curve:
    """A metrics file of a customization job.

    Args:
        text: the CSV; case, blank lines, other columns and row order do not matter.
        source: its name or S3 URI, for messages.
        loss: the column to read.

    Raises:
        RunFailed: a value is missing or is not a number (nan and inf are accepted in the loss), or there are no rows;
            names the file and the line.
    """
    rows = read_rows(text, source=source, required=("step_number", "epoch_number", loss))
    points = (_point(row, loss) for row in rows)
    return Curve(points=tuple(sorted(points, key=lambda point: point.step)))


def _point(row: Row, loss: LossColumn) -> Point:
    return Point(
        step=row.count("step_number"),
        epoch=row.number("epoch_number"),
        loss=row.number(loss, finite=False),
    )
