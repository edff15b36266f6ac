"""How many instances of a type an account may train on at a time, on demand and spot.

In a new AWS account these quotas are often 0, which is the commonest reason why a first training job is refused.
"""

import zlib
from collections.abc import Mapping
from typing import Any, Final

from local.faults import Faults
from tuneql.limits import NOVA_INSTANCE_TYPES, OPEN_WEIGHTS_INSTANCE_TYPES
from tuneql.training.sagemaker.quota import training_quota

INSTANCES: Final = 1
# Codes of Service Quotas, the same in every account; as seen in public listings of SageMaker's quotas (2026).
_KNOWN: Final[Mapping[str, str]] = {
    "ml.g5.12xlarge for training job usage": "L-C6383286",
    "ml.g5.48xlarge for training job usage": "L-6BC98A55",
    "ml.g6.12xlarge for training job usage": "L-62F9E6DE",
    "ml.g6.48xlarge for training job usage": "L-8CCF67BD",
    "ml.g6e.2xlarge for training job usage": "L-D1AFBF6F",
    "ml.g6e.2xlarge for spot training job usage": "L-29512C0F",
    "ml.g6e.4xlarge for training job usage": "L-945D83D8",
}


def name_for(params: Mapping[str, Any]) -> str:
    """The quota that a job needs, by the request for it."""
    return training_quota(params["ResourceConfig"]["InstanceType"], spot=params.get("EnableManagedSpotTraining", False))


def instances(faults: Faults) -> int:
    """The quota of each type."""
    return 0 if faults.active("no-quota") else INSTANCES


def _code(name: str) -> str:
    """Of a quota that no public listing was found for: one of the local account's own, in the form of AWS's."""
    return _KNOWN.get(name, f"L-{zlib.crc32(name.encode()):08X}")


_TYPES: Final = (*NOVA_INSTANCE_TYPES, *OPEN_WEIGHTS_INSTANCE_TYPES)
# Codes by the quota's name.
QUOTAS: Final[Mapping[str, str]] = {
    name: _code(name) for name in (training_quota(each, spot=spot) for each in _TYPES for spot in (False, True))
}
