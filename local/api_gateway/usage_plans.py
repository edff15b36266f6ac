"""API keys and usage plans: who may call a stage, and how often in a day.

Source: API Gateway developer guide, "Usage plans and API keys for REST APIs". A key is valid only for stages that a
plan joins it to. Quotas by week or month are not enforced here.
"""

import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from local.api_gateway.throttling import Throttle
from local.cloudformation.template import Template

TYPE: Final = "AWS::ApiGateway::"


@dataclass(frozen=True, kw_only=True)
class UsagePlan:
    """A plan.

    Attributes:
        id: its logical id.
        stages: the API and the name of each.
        keys: the values of its keys.
        daily: requests of one key in a day; None for no limit.
        throttle: of one key; None for no limit.
    """

    id: str
    stages: frozenset[tuple[str, str]]
    keys: frozenset[str]
    daily: int | None
    throttle: Throttle | None


class Usage:
    """What has been used of the plans. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock, self._used = threading.Lock(), Counter[tuple[str, str, str]]()

    def count(self, plan: UsagePlan, key: str) -> bool:
        """Count a request; False if it exceeds the quota of the day, which begins at midnight UTC."""
        counted = (plan.id, key, f"{datetime.now(UTC):%Y-%m-%d}")
        with self._lock:
            self._used[counted] += 1
            return plan.daily is None or self._used[counted] <= plan.daily


def make_keys(template: Template, client: Any) -> Mapping[str, str]:
    """The values of a template's keys, by what `Ref` gives for each.

    CloudFormation would make the keys, but moto's does not. Keys that are there already, by their names, are kept.
    """
    known = {each["name"]: each["value"] for each in client.get_api_keys(includeValues=True)["items"]}
    return {
        template.reference(logical): known.get(properties.get("Name", logical)) or _make(logical, properties, client)
        for logical, properties in template.of_type(f"{TYPE}ApiKey").items()
    }


def _make(logical: str, properties: Mapping[str, Any], client: Any) -> str:
    given = {"value": properties["Value"]} if "Value" in properties else {}
    made = client.create_api_key(
        name=properties.get("Name", logical), enabled=properties.get("Enabled", False), **given
    )
    return str(made["value"])


def read_plans(template: Template, keys: Mapping[str, str]) -> Iterator[UsagePlan]:
    """The plans of a template.

    Args:
        template: with the plans, and the stages and keys that they join.
        keys: from `make_keys`.
    """
    stages = {template.reference(id_): each["StageName"] for id_, each in template.of_type(f"{TYPE}Stage").items()}
    enabled = {
        template.reference(id_) for id_, each in template.of_type(f"{TYPE}ApiKey").items() if each.get("Enabled")
    }
    joined = list(template.of_type(f"{TYPE}UsagePlanKey").values())
    for logical, plan in template.of_type(f"{TYPE}UsagePlan").items():
        own = (each["KeyId"] for each in joined if each["UsagePlanId"] == template.reference(logical))
        yield UsagePlan(
            id=logical,
            stages=frozenset((each["ApiId"], stages.get(each["Stage"], each["Stage"])) for each in plan["ApiStages"]),
            keys=frozenset(keys[id_] for id_ in own if id_ in enabled),
            daily=_daily(plan.get("Quota", {})),
            throttle=Throttle.read(plan.get("Throttle", {}), "RateLimit", "BurstLimit"),
        )


def find_plan(plans: Iterable[UsagePlan], *, api: str, stage: str, key: str) -> UsagePlan | None:
    """The plan by which a key may call a stage; None if there is none."""
    return next((plan for plan in plans if (api, stage) in plan.stages and key in plan.keys), None)


def _daily(quota: Mapping[str, Any]) -> int | None:
    return int(quota["Limit"]) if quota.get("Period") == "DAY" else None
