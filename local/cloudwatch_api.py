"""CloudWatch over HTTP: moto answers, after the alarms on metric filters have been evaluated here.

The metrics of services are not measured, so that alarms on them never change; and no alarm tells its topic.

Sources: CloudWatch user guide, "Alarm evaluation window" (one that slides); CloudWatch Logs user guide, "Filter and
pattern syntax", of which only comparisons of JSON fields joined by `&&` are read.
"""

import operator
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from moto.cloudwatch.models import cloudwatch_backends
from moto.logs.models import logs_backends

from local.identities import ACCOUNT_ID
from local.protocol.http import Application, Environ, StartResponse
from local.protocol.json_text import read_json

_CONDITION: Final = re.compile(r'\$\.(\w+) (=|>=|>|<=|<) (?:"([^"]*)"|(-?[\d.]+))')
_OPERATORS: Final[Mapping[str, Callable[[float, float], bool]]] = {
    "=": operator.eq, ">=": operator.ge, ">": operator.gt, "<=": operator.le, "<": operator.lt,
}  # fmt: skip


class CloudWatchApi:
    """The WSGI application for CloudWatch.

    Args:
        moto: what answers.
        region: where the alarms are.
        take_in: gives moto what functions have written to a log group.
    """

    def __init__(self, *, moto: Application, region: str, take_in: Callable[[str], None]) -> None:
        self._moto, self._take_in = moto, take_in
        self._alarms: Any = cloudwatch_backends[ACCOUNT_ID][region]
        self._logs: Any = logs_backends[ACCOUNT_ID][region]

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        for alarm in list(self._alarms.alarms.values()):
            filters = self._logs.describe_metric_filters(
                metric_name=alarm.metric_name, metric_namespace=alarm.namespace
            )
            if filters:
                self._evaluate(alarm, filters)
        return self._moto(environ, start_response)

    def _evaluate(self, alarm: Any, filters: list[dict[str, Any]]) -> None:
        """Set the state of an alarm on a sum; the app has no other on such metrics."""
        since = (time.time() - alarm.period * alarm.evaluation_periods) * 1000
        total = sum(value for each in filters for value in self._values(each, since))
        state = "ALARM" if total > alarm.threshold else "OK"
        if state != alarm.state_value:
            alarm.update_state(f"Threshold Crossed: the sum is {total:g}", "{}", state)

    def _values(self, metric_filter: Mapping[str, Any], since: float) -> Iterator[float]:
        group, pattern = metric_filter["logGroupName"], metric_filter["filterPattern"]
        self._take_in(group)
        (transformation,) = metric_filter["metricTransformations"]
        field = transformation["metricValue"].removeprefix("$.")
        for stream in self._logs.groups[group].streams.values():
            lines = (_object(event.message) for event in stream.events if event.timestamp >= since)
            yield from (line[field] for line in lines if matches(pattern, line))


def matches(pattern: str, line: Mapping[str, Any]) -> bool:
    """Whether a filter pattern matches a line of JSON.

    Raises:
        ValueError: the local account does not read patterns of this kind.

    Example:
        >>> matches('{ $.mark = "a" && $.cost >= 0 }', {"mark": "a", "cost": 1.5})
        True
    """
    return all(_holds(condition.strip(), line) for condition in pattern.strip("{} ").split("&&"))


def _holds(condition: str, line: Mapping[str, Any]) -> bool:
    read = _CONDITION.fullmatch(condition)
    if read is None:
        raise ValueError(f"the local account does not read the condition {condition!r} of a filter pattern")
    name, compared, text, number = read.groups()
    found = line.get(name)
    if text is not None:
        return compared == "=" and bool(found == text)
    return isinstance(found, int | float) and _OPERATORS[compared](found, float(number))


def _object(text: str) -> Mapping[str, Any]:
    try:
        found = read_json(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
