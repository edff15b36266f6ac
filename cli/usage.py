"""`tuneql usage`: how the endpoint's questions fared and what they cost, day by day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from typing import Annotated, Any, Final

import typer

from cli.console import show, show_json, show_table
from cli.deployed import query_log
from cli.options import AsJson
from tuneql.aws.alarms import SpendingAlarm, find_spending_alarm
from tuneql.aws.clients import patient_client
from tuneql.aws.log_lines import lines_of
from tuneql.aws.stacks import find_output
from tuneql.errors import InvalidInput
from tuneql.limits import QUERY_LOG_MARK
from tuneql.operations.usage import DailyUsage, Query
from tuneql.operations.usage import usage as usage_of

COLUMNS: Final = (
    "day", "questions", "answered", "refused", "declined", "failed", "repaired", "p50 ms", "p95 ms", "tokens in", "out",
    "$",
)  # fmt: skip


def usage(
    days: Annotated[int, typer.Option(min=1, max=3_653, help="How many days (UTC), up to and with today.")] = 7,
    as_json: AsJson = False,
) -> None:
    """How the questions of each day fared, how long answers took, and what tokens cost, from the query log."""
    stacks = patient_client("cloudformation")
    since = datetime.combine(datetime.now(UTC).date() - timedelta(days=days - 1), time(), UTC)
    found = usage_of(lines_of(Query, query_log(stacks, mark=QUERY_LOG_MARK, since=since)))
    limit = _limit(stacks)
    if as_json:
        show_json({"usage": [each.model_dump() for each in found], "limit": limit and asdict(limit)})
        return
    if not found:
        show(f"no model has been asked a question since {since:%Y-%m-%d}")
    for model in dict.fromkeys(each.model for each in found):
        show_table(f"{model}, by days in UTC", COLUMNS, table_of([each for each in found if each.model == model]))
        show("")
    for line in sentences(found):
        show(line)
    if limit is not None:
        state = "on" if limit.is_on else "off"
        show(f"the alarm on more than {limit.daily_usd:g} dollars within 24 hours is {state}")


def _limit(stacks: Any) -> SpendingAlarm | None:
    """The alarm on spending, if the deployment has one."""
    try:
        name = find_output(stacks, "SpendingAlarm")
    except InvalidInput:
        return None
    return find_spending_alarm(patient_client("cloudwatch"), name)


def table_of(found: Sequence[DailyUsage]) -> Iterator[tuple[str, ...]]:
    """The figures of a model, with a row for each day and one for their sums."""
    for each in found:
        times = ("" if each is None else f"{each:,.0f}" for each in (each.latency_p50_ms, each.latency_p95_ms))
        cost = "" if each.cost_usd is None else f"{each.cost_usd:.4f}"
        yield (each.day, *_counts([each]), *times, *_tokens([each]), cost)
    yield ("total", *_counts(found), "", "", *_tokens(found), f"{sum(each.cost_usd or 0 for each in found):.4f}")


def _counts(found: Sequence[DailyUsage]) -> Iterator[str]:
    """Questions, and what became of them; failed ones include those that found the model busy."""
    for names in (("questions",), ("answered",), ("refused",), ("declined",), ("failed", "busy"), ("repaired",)):
        yield f"{sum(getattr(each, name) for each in found for name in names):,}"


def _tokens(found: Sequence[DailyUsage]) -> tuple[str, str]:
    return f"{sum(each.input_tokens for each in found):,}", f"{sum(each.output_tokens for each in found):,}"


def sentences(found: Sequence[DailyUsage]) -> Iterator[str]:
    """What the table does not say."""
    rules: Counter[str] = Counter()
    for each in found:
        rules.update(each.withheld_by)
    if rules:
        yield "answers withheld by: " + ", ".join(f"{rule} {count:,}" for rule, count in rules.most_common())
    for what, count in (
        ("of those that failed, the model was busy for", sum(each.busy for each in found)),
        ("invalid requests, which are in no other column", sum(each.invalid for each in found)),
    ):
        if count:
            yield f"{what}: {count:,}"
    if any(each.cost_usd is None for each in found):
        yield "a model without a cost is billed by the minute"
