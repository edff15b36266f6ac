"""The CSV files with the losses of a training.

Laid out as in the Amazon Bedrock user guide, "Analyze the results of a model customization job".
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final

from local.bedrock.model.answering import Step

TRAINING: Final = "training_artifacts/step_wise_training_metrics.csv"
VALIDATION: Final = "validation_artifacts/post_fine_tuning_validation/validation_metrics.csv"


def loss_files(steps: Sequence[Step]) -> dict[str, bytes]:
    """The files by name; the validation losses only where some were measured."""
    files = {TRAINING: _table("training", [(step.number, step.epoch, step.training_loss) for step in steps])}
    if measured := [(s.number, s.epoch, s.validation_loss) for s in steps if s.validation_loss is not None]:
        files[VALIDATION] = _table("validation", measured)
    return files


def _table(kind: str, rows: Iterable[tuple[int, int, float]]) -> bytes:
    head = f"step_number,epoch_number,{kind}_loss,perplexity"
    lines = [f"{step},{epoch},{loss:.6f},{math.exp(loss):.6f}" for step, epoch, loss in rows]
    return ("\n".join([head, *lines]) + "\n").encode()
