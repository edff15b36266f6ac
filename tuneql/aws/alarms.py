"""Reads the alarm on what a day's questions cost."""

from dataclasses import dataclass
from typing import Any

from tuneql.aws.clients import translated_errors


@dataclass(frozen=True, kw_only=True)
class SpendingAlarm:
    """The present state of the alarm.

    Attributes:
        daily_usd: dollars of tokens within 24 hours, above which it is on.
        is_on: whether it is on.
    """

    daily_usd: float
    is_on: bool


def find_spending_alarm(client: Any, name: str) -> SpendingAlarm | None:
    """The alarm of this name; None if somebody has deleted it.

    Args:
        client: a boto3 `cloudwatch` client.
        name: the output `SpendingAlarm`.
    """
    with translated_errors(f"look at the alarm {name}"):
        found = client.describe_alarms(AlarmNames=[name])["MetricAlarms"]
    return next((_alarm(each) for each in found), None)


def _alarm(told: dict[str, Any]) -> SpendingAlarm:
    return SpendingAlarm(daily_usd=told["Threshold"] / 1e6, is_on=told["StateValue"] == "ALARM")
