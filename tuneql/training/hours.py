"""Estimates how long a SageMaker job trains, which is what it bills."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from tuneql.errors import InvalidInput
from tuneql.limits import OPEN_WEIGHTS_INSTANCE_TYPES

_HOUR: Final = 3600

# The only measurement that AWS has published, in its post on Nova Micro text-to-SQL: 20,000 records, 2 epochs, about 4
# hours on ml.g5.48xlarge. Its corpus, sql-create-context, has about 250 tokens per record with the prompt.
_MEASURED_HOURS: Final = 4.0
_MEASURED_RECORDS: Final = 20_000 * 2
_MEASURED_TOKENS: Final = _MEASURED_RECORDS * 250
# Fetching the image and the base model; it is not known how much of the four hours this takes.
_START_HOURS: Final = 0.25

# How much slower than ml.g5.48xlarge. A 12xlarge has 4 GPUs instead of 8. An L4 (g6) reads its memory at half the speed
# of an A10G (g5) but computes faster; half is used, so that estimates are rather too high. None of it was measured.
_SLOWNESS: Final[Mapping[str, float]] = {
    "ml.g5.48xlarge": 1,
    "ml.g5.12xlarge": 2,
    "ml.g6.48xlarge": 2,
    "ml.g6.12xlarge": 4,
}


def estimate_training_hours(records: int, tokens: int, epochs: int, *, instance_type: str) -> float:
    """About how many hours a Nova Micro LoRA recipe is billed for, from its start to its end.

    Records and tokens each give an estimate, and the longer one counts: short records are padded, and the time of long
    ones depends on their tokens.

    Args:
        records: in the training set.
        tokens: of all these records, prompts and answers.
        epochs: passes over the records.
        instance_type: one that the recipe supports.

    Raises:
        InvalidInput: no recipe supports the instance type.

    Example:
        >>> estimate_training_hours(20_000, 5_000_000, 2, instance_type="ml.g5.48xlarge")
        4.0
    """
    if instance_type not in _SLOWNESS:
        raise _unknown(instance_type, _SLOWNESS)
    share = max(records / _MEASURED_RECORDS, tokens / _MEASURED_TOKENS) * epochs
    return _START_HOURS + (_MEASURED_HOURS - _START_HOURS) * share * _SLOWNESS[instance_type]


# Open weights. LoRA takes about 4 operations per parameter and token: 2 forward, 2 back to the adapters, whose own
# gradients are small. An instance has one GPU; its dense bf16 rate, in operations per second, is NVIDIA's, of which a
# script uses a third. Ours has not been measured on these GPUs; `benchmarks/training.py` would do it.
_GPU_RATES: Final[Mapping[str, float]] = {"ml.g5": 70e12, "ml.g6": 121e12, "ml.g6e": 362e12}
_OPERATIONS: Final = 4
_USE: Final = 0.3
# Fetching image and weights, validating, merging, loading the merged model again to check it, uploading.
_OVERHEAD_HOURS: Final = 0.5


def estimate_script_hours(tokens: int, epochs: int, *, parameters: int, instance_type: str) -> float:
    """About how many hours a training job for open weights is billed for.

    Args:
        tokens: of all training records, prompts and answers.
        epochs: passes over the records.
        parameters: of the base model.
        instance_type: with one GPU.

    Raises:
        InvalidInput: the instance type is unknown.

    Example:
        >>> round(estimate_script_hours(5_000_000, 3, parameters=8_000_000_000, instance_type="ml.g6e.2xlarge"), 2)
        1.73
    """
    rate = _GPU_RATES.get(instance_type.rpartition(".")[0])
    if rate is None:
        raise _unknown(instance_type, OPEN_WEIGHTS_INSTANCE_TYPES)
    return _OVERHEAD_HOURS + _OPERATIONS * parameters * tokens * epochs / (rate * _USE) / _HOUR


def _unknown(instance_type: str, known: Iterable[str]) -> InvalidInput:
    return InvalidInput(
        field="instance_type",
        value=instance_type,
        rule="has no training time to estimate from",
        remedy=f"choose {', '.join(known)}",
    )


def in_words(span: timedelta) -> str:
    """A time span for people.

    Example:
        >>> in_words(timedelta(minutes=90)), in_words(timedelta(seconds=40))
        ('1.5 hours', '40 seconds')
    """
    seconds = span.total_seconds()
    return f"{seconds / _HOUR:.1f} hours" if seconds >= _HOUR else f"{seconds:.0f} seconds"
