"""The hyperparameters of Nova Micro: strings, each in its range."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from local.bedrock.errors import invalid
from tuneql.limits import EPOCHS, LEARNING_RATE, LEARNING_RATE_WARMUP_STEPS, Range

# What the service takes when a value is left out. Source: Amazon Nova user guide, "Fine-tuning hyperparameters".
DEFAULTS: Final[Mapping[str, str]] = {"epochCount": "2", "learningRate": "0.00001", "learningRateWarmupSteps": "10"}
_RANGES: Final[Mapping[str, Range]] = {
    "epochCount": EPOCHS,
    "learningRate": LEARNING_RATE,
    "learningRateWarmupSteps": LEARNING_RATE_WARMUP_STEPS,
    "batchSize": Range(low=1, high=1),
}
_WHOLE: Final = frozenset({"epochCount", "learningRateWarmupSteps", "batchSize"})


@dataclass(frozen=True, kw_only=True)
class Hyperparameters:
    """Read, and in range."""

    epochs: int
    learning_rate: float
    warmup_steps: int


def read(given: Mapping[str, str]) -> Hyperparameters:
    """The values that a job trains with.

    Raises:
        ServiceError: ValidationException for a name that the model does not have, or a value that is out of range.
    """
    values = {name: _number(name, text) for name, text in {**DEFAULTS, **given}.items()}
    return Hyperparameters(
        epochs=int(values["epochCount"]),
        learning_rate=values["learningRate"],
        warmup_steps=int(values["learningRateWarmupSteps"]),
    )


def _number(name: str, text: str) -> float:
    if name not in _RANGES:
        raise invalid(f"The hyperparameter {name} is not supported by this model; it has {', '.join(_RANGES)}.")
    try:
        value = int(text) if name in _WHOLE else float(text)
    except ValueError:
        kind = "a whole number" if name in _WHOLE else "a number"
        raise invalid(f"The hyperparameter {name} must be {kind}, is {text!r}.") from None
    if value not in _RANGES[name]:
        raise invalid(f"The hyperparameter {name} must be {_RANGES[name]}, is {text}.")
    return value
