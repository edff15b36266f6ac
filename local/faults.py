"""What can be made to go wrong in the local account, by name.

A fault is switched on for the whole account, before or during a run. Whoever serves the request asks `active`; nothing
else in the account knows that faults exist.
"""

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
    """The faults that are switched on now. Safe to share between threads."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._lock = threading.Lock()
        self._names = {known(name) for name in names}

    def active(self, name: str) -> bool:
        """Whether the fault is switched on; InvalidInput if there is none of that name."""
        with self._lock:
            return known(name) in self._names

    def enable(self, name: str) -> None:
        """Switch a fault on; InvalidInput if there is none of that name."""
        with self._lock:
            self._names.add(known(name))

    def disable(self, name: str) -> None:
        """Switch a fault off; InvalidInput if there is none of that name."""
        with self._lock:
            self._names.discard(known(name))


def known(name: str) -> str:
    """The name itself, if a fault has it."""
    if name not in FAULTS:
        raise InvalidInput(
            field="fault", value=name, rule="must be the name of a fault", remedy=f"choose one of {', '.join(FAULTS)}"
        )
    return name
