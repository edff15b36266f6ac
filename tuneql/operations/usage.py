"""How questions fare and what they cost, day by day, from the query log."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel

from tuneql.evaluation.latency import nearest_rank
from tuneql.serving.query_log import Outcome


class Query(BaseModel, frozen=True):
    """A line of the query log (`tuneql.serving.query_log`), without its words.

    Attributes:
        cost_micro_usd: in millionths of a dollar; None for a model that is billed by the minute.
        rules: the guard's, that withheld the answer.
    """

    at: datetime
    model: str
    outcome: Outcome
    latency_ms: float
    input_tokens: int
    output_tokens: int
    cost_micro_usd: float | None = None
    repairs: int = 0
    rules: tuple[str, ...] = ()


class DailyUsage(BaseModel, frozen=True):
    """The questions of one day (UTC) to one model.

    Attributes:
        day: ISO 8601.
        model: the run that trained it.
        questions: answered, refused, declined, busy, failed and invalid ones together.
        repaired: answers that took a repair.
        latency_p50_ms, latency_p95_ms: of answers, by nearest rank; None if there are none.
        input_tokens, output_tokens: as billed, including those of questions without an answer.
        cost_usd: of these tokens; None for a model that is billed by the minute.
        withheld_by: how often each rule of the guard withheld an answer.
    """

    day: str
    model: str
    questions: int
    answered: int
    refused: int
    declined: int
    busy: int
    failed: int
    invalid: int
    repaired: int
    latency_p50_ms: float | None
    latency_p95_ms: float | None
    input_tokens: int
    output_tokens: int
    cost_usd: float | None
    withheld_by: dict[str, int]


def usage(queries: Iterable[Query]) -> list[DailyUsage]:
    """The usage by day and model, the earliest day first."""
    found: defaultdict[tuple[str, str], list[Query]] = defaultdict(list)
    for each in queries:
        found[each.at.date().isoformat(), each.model].append(each)
    return [_usage(day, model, asked) for (day, model), asked in sorted(found.items())]


def _usage(day: str, model: str, asked: list[Query]) -> DailyUsage:
    outcomes = Counter(each.outcome for each in asked)
    times = sorted(each.latency_ms for each in asked if each.outcome == "answered")
    costs = [each.cost_micro_usd for each in asked if each.cost_micro_usd is not None]
    return DailyUsage(
        day=day,
        model=model,
        questions=len(asked) - outcomes["outdated"],
        answered=outcomes["answered"],
        refused=outcomes["refused"],
        declined=outcomes["declined"],
        busy=outcomes["busy"],
        failed=outcomes["failed"],
        invalid=outcomes["invalid"],
        repaired=sum(each.outcome == "answered" and each.repairs > 0 for each in asked),
        latency_p50_ms=nearest_rank(times, 50) if times else None,
        latency_p95_ms=nearest_rank(times, 95) if times else None,
        input_tokens=sum(each.input_tokens for each in asked),
        output_tokens=sum(each.output_tokens for each in asked),
        cost_usd=round(sum(costs) / 1e6, 9) if costs else None,
        withheld_by=dict(Counter(rule for each in asked for rule in each.rules).most_common()),
    )
