"""How many instances of a type an account may train on at a time.

In a new AWS account these quotas are often 0, which is the commonest reason why a first training job is refused.
"""

from collections.abc import Mapping
from typing import Final

from local.faults import Faults

# Codes of Service Quotas, the same in every account; as seen in public listings of SageMaker's quotas (2026).
CODES: Final[Mapping[str, str]] = {
    "ml.g5.12xlarge": "L-C6383286",
    "ml.g5.48xlarge": "L-6BC98A55",
    "ml.g6.12xlarge": "L-62F9E6DE",
    "ml.g6.48xlarge": "L-8CCF67BD",
}
INSTANCES: Final = 1


def name_of(instance_type: str) -> str:
    """What Service Quotas calls the quota.

    Example:
        >>> name_of("ml.g5.12xlarge")
        'ml.g5.12xlarge for training job usage'
    """
    return f"{instance_type} for training job usage"


def instances(faults: Faults) -> int:
    """The quota of each type."""
    return 0 if faults.active("no-quota") else INSTANCES
