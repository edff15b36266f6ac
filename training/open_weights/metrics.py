"""Writes `step_wise_training_metrics.csv` and `validation_metrics.csv`, in the layout of Bedrock's jobs."""

import math
from collections.abc import Iterable
from pathlib import Path
from typing import Final, Literal

Kind = Literal["training", "validation"]
Point = tuple[int, int, float]
"""Step and epoch, from 0, and the mean loss per answer token, in nats."""

FILES: Final[dict[Kind, str]] = {
    "training": "step_wise_training_metrics.csv",
    "validation": "validation_metrics.csv",
}


def begin(folder: Path, kind: Kind, points: Iterable[Point]) -> None:
    """Write a file anew, with the points that a resumed training already has."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"step_number,epoch_number,{kind}_loss,perplexity", *map(_line, points)]
    (folder / FILES[kind]).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def append(folder: Path, kind: Kind, point: Point) -> None:
    """Add a point to a file that `begin` has written."""
    with (folder / FILES[kind]).open("a", encoding="utf-8") as file:
        file.write(f"{_line(point)}\n")


def _line(point: Point) -> str:
    step, epoch, loss = point
    return f"{step},{epoch},{loss:.6f},{_perplexity(loss):.6f}"


def _perplexity(loss: float) -> float:
    try:
        return math.exp(loss)
    except OverflowError:
        return math.inf
