"""Scores into metrics. A metric that was not measured is None, never 0."""

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import Final, get_args

from pydantic import BaseModel, ConfigDict

from tuneql.evaluation.intervals import Interval, bootstrap_mean, wilson
from tuneql.evaluation.score import Score
from tuneql.limits import NOVA_MICRO
from tuneql.pricing import query_cost_usd
from tuneql.sql.hardness import Hardness

# Each share that is counted, and the attribute of a score that it counts.
_COUNTED: Final = {
    "parses": "parses",
    "binds": "binds",
    "read_only": "read_only",
    "executes": "executes",
    "execution_accuracy": "correct",
    "exact_match": "exact_match",
}
BUCKETS: Final[tuple[Hardness, ...]] = get_args(Hardness)


class Shares(BaseModel):
    """Shares of a set of questions, each from 0 to 1.

    Attributes:
        examples: questions in the set.
        parses, binds, read_only, executes, execution_accuracy, exact_match: of the questions where it was measured.
        robust_execution_accuracy: on several databases per question; not measured here.
        similarity: the mean over the questions.
        measured: metric → of how many questions it is the share, or the mean.
        ci95: metric → its 95 % interval: Wilson's for what is counted, a seeded bootstrap for the mean.
    """

    model_config = ConfigDict(frozen=True)

    examples: int
    parses: float | None
    binds: float | None
    read_only: float | None
    executes: float | None
    execution_accuracy: float | None
    robust_execution_accuracy: float | None = None
    exact_match: float | None
    similarity: float | None
    measured: dict[str, int]
    ci95: dict[str, Interval]


class Latency(BaseModel):
    """Milliseconds from request to answer: the median and the 95th percentile (nearest rank)."""

    model_config = ConfigDict(frozen=True)

    p50: float
    p95: float


class Tokens(BaseModel):
    """Tokens of all answers together, as billed."""

    model_config = ConfigDict(frozen=True)

    input: int
    output: int


class Metrics(Shares):
    """What `metrics.json` holds.

    Attributes:
        errors: kind → predictions that failed so; wrong rows are no error.
        by_hardness: easy, medium, hard, extra (those that occur) → shares of the questions of that hardness.
        gold_errors: questions whose gold SQL does not run, left out of execution accuracy.
        latency_ms, tokens, cost_usd: of the answers where it was measured.
    """

    errors: dict[str, int]
    by_hardness: dict[str, Shares]
    gold_errors: int
    latency_ms: Latency | None
    tokens: Tokens | None
    cost_usd: float | None


def summarise(scores: Iterable[Score], *, seed: int = 0, model: str | None = NOVA_MICRO.inference_id) -> Metrics:
    """The metrics of a set of scores.

    Args:
        scores: one per question.
        seed: of the bootstrap; the same scores and seed give the same metrics.
        model: whose price the tokens have; None where tokens are not what is paid for.

    Raises:
        InvalidInput: for a model that is not in the price table.
    """
    found = tuple(scores)
    tokens = _tokens(found)
    return Metrics(
        **dict(_shares(found, seed)),
        errors=dict(Counter(score.error for score in found if score.error).most_common()),
        by_hardness=_by_hardness(found, seed),
        gold_errors=sum(score.gold_error is not None for score in found),
        latency_ms=_latency(found),
        tokens=tokens,
        cost_usd=query_cost_usd(tokens.input, tokens.output, model=model) if tokens and model else None,
    )


def _by_hardness(scores: Iterable[Score], seed: int) -> dict[str, Shares]:
    buckets: dict[Hardness, list[Score]] = {name: [] for name in BUCKETS}
    for score in scores:
        buckets[score.hardness].append(score)
    return {name: _shares(bucket, seed) for name, bucket in buckets.items() if bucket}


def _shares(scores: Sequence[Score], seed: int) -> Shares:
    counted = {name: _measured(scores, attribute) for name, attribute in _COUNTED.items()}
    samples = {**counted, "similarity": [score.similarity for score in scores]}
    return Shares.model_validate(
        {
            "examples": len(scores),
            **{name: fmean(values) if values else None for name, values in samples.items()},
            "measured": {name: len(values) for name, values in samples.items()},
            "ci95": {name: _interval(name, values, seed) for name, values in samples.items() if values},
        }
    )


def _measured(scores: Iterable[Score], attribute: str) -> list[float]:
    """1.0 and 0.0 for each score in which the attribute was measured."""
    return [float(value) for score in scores if (value := getattr(score, attribute)) is not None]


def _interval(name: str, values: Sequence[float], seed: int) -> Interval:
    return wilson(round(sum(values)), len(values)) if name in _COUNTED else bootstrap_mean(values, seed=seed)


def _latency(scores: Iterable[Score]) -> Latency | None:
    times = sorted(score.latency_ms for score in scores if score.latency_ms is not None)
    return Latency(p50=_rank(times, 50), p95=_rank(times, 95)) if times else None


def _rank(ordered: Sequence[float], percent: int) -> float:
    """The nearest-rank percentile: a value that was measured, not a mean of two."""
    return ordered[max(0, -(-percent * len(ordered) // 100) - 1)]


def _tokens(scores: Iterable[Score]) -> Tokens | None:
    counted = [(s.input_tokens, s.output_tokens) for s in scores if s.input_tokens is not None]
    if not counted:
        return None
    return Tokens(input=sum(i for i, _ in counted), output=sum(o or 0 for _, o in counted))
