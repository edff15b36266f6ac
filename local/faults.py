"""Faults that can be injected into the local account, by name.

A fault is switched on for the whole account, before or during a run. The part that serves a request asks `active`;
nothing else in the account knows of faults. With a share (`throttled=0.2`) it is active at that share of the looks.
"""

import random
import threading
from collections.abc import Iterable, Mapping
from typing import Final

from tuneql.errors import InvalidInput

FAULTS: Final[Mapping[str, str]] = {
    "stalled-stage": "A customization job validates its data, and its training then never starts.",
    "failed-job": "A customization job fails with Bedrock's own internal error message.",
    "rejected-records": "A customization job completes, and its manifest.report.csv counts rejected records.",
    "throttling": "The runtime answers ThrottlingException (429) to every third request; trying again works.",
    "throttled": "The runtime answers ThrottlingException (429) to every request.",
    "model-not-ready": "The runtime answers ModelNotReadyException (429) to the first requests to a custom model.",
    "never-ready": "The runtime answers ModelNotReadyException (429) to every request to a custom model.",
    "hanging": "The runtime gives no answer to a custom model's request for a minute.",
    "failed-deployment": "A new deployment ends in Failed; one whose name holds `champion` is spared.",
    "failed-promotion": "The champion (a deployment whose name holds `champion`) ends in Failed when created, in "
    "UpdateFailed when updated.",
    "bad-champion": "The champion (a deployment whose name holds `champion`) answers with text that is no SQL.",
    "bad-first-answers": "Every custom model's first answer of a conversation names a table that does not exist; told "
    "so, it answers as it would have.",
    "no-capacity": "A training job waits for instances (Pending), and ends in Failed with CapacityError.",
    "image-pull-failure": "A training job ends in Failed, because its image cannot be pulled.",
    "algorithm-error": "A training job ends in Failed with AlgorithmError, out of its training.",
    "training-timeout": "A training job is Stopped with MaxRuntimeExceeded, out of its training.",
    "interrupted": "A training job is interrupted once in its training, starts again, and completes.",
    "missing-manifest": "A training job completes, and leaves no manifest.json.",
    "failed-import": "The import of a trained model ends in Failed.",
    "no-quota": "The quotas of instances for training jobs are 0, and CreateTrainingJob is refused.",
    "bad-answers": "Every custom model answers with text that is no SQL.",
}


class Faults:
    """The faults that are switched on now. Safe to share between threads.

    Args:
        names: names of faults, or `name=share`.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._lock = threading.Lock()
        self._shares = dict(_parsed(name) for name in names)
        self._draw = random.Random(0)  # noqa: S311 - no secret, and the same each time

    def active(self, name: str) -> bool:
        """Whether the fault is active at this look; InvalidInput if there is none of that name."""
        with self._lock:
            share = self._shares.get(known(name), 0.0)
            return share == 1 or (share > 0 and self._draw.random() < share)

    def enable(self, name: str, share: float = 1.0) -> None:
        """Switch a fault on, for a share of the looks; InvalidInput if there is none of that name."""
        with self._lock:
            self._shares[known(name)] = share

    def disable(self, name: str) -> None:
        """Switch a fault off; InvalidInput if there is none of that name."""
        with self._lock:
            self._shares.pop(known(name), None)


def known(name: str) -> str:
    """The name itself, if a fault has it."""
    if name not in FAULTS:
        raise InvalidInput(
            field="fault", value=name, rule="must be the name of a fault", remedy=f"choose one of {', '.join(FAULTS)}"
        )
    return name


def _parsed(text: str) -> tuple[str, float]:
    """A fault and its share."""
    name, _, share = text.partition("=")
    try:
        number = float(share or "1")
    except ValueError:
        number = 0.0
    if not 0 < number <= 1:
        rule = "has a share that is no number above 0 and up to 1"
        raise InvalidInput(field="fault", value=text, rule=rule, remedy=f"write, for instance, {name}=0.2")
    return known(name), number
