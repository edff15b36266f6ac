"""The interface of a model to the runtime, and how its training ends: with reports of its steps, or stopped."""

from dataclasses import dataclass
from typing import Protocol


class Model(Protocol):
    """Something that answers."""

    def answer(self, system: str, user: str) -> str:
        """The answer to the last text of a user, under a system text. Never raises, never empty."""
        ...


class Stopped(Exception):
    """A training was asked to stop."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step of the optimizer.

    Attributes:
        number: from 0, over all epochs.
        epoch: from 0.
        training_loss: mean negative log-likelihood per decision of this step's records, before the step, in nats.
        validation_loss: the same for the validation records after this step; None but at the end of an epoch.
    """

    number: int
    epoch: int
    training_loss: float
    validation_loss: float | None = None
