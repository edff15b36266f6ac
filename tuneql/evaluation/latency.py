"""Summarises timed answers as latencies. What was not measured is None, never 0."""

from collections.abc import Sequence
from statistics import fmean
from typing import Self

from pydantic import BaseModel

from tuneql.pricing.queries import query_cost_usd


class Timing(BaseModel, frozen=True, from_attributes=True):
    """The timing of one answer, as the caller sees it.

    Attributes:
        first_token_ms: from the request to the first text; None if the answer was not streamed.
        latency_ms: from the request to the end of the answer.
        input_tokens, output_tokens: as billed.
    """

    first_token_ms: float | None
    latency_ms: float
    input_tokens: int
    output_tokens: int


class Spread(BaseModel, frozen=True):
    """The median and the 95th percentile, each by nearest rank: a measured value, not a mean of two."""

    p50: float
    p95: float


class ColdStart(BaseModel, frozen=True, extra="ignore"):
    """The first answer of a model that nobody has asked before.

    Attributes:
        cold_ms: from the first request to the end of the first answer, including all requests in between that found
            the model not ready.
        first_token_ms: the same to the first text of the answer; None if it was not streamed.
        attempts: requests in the call of WarmUp that got the answer; earlier calls, if any, made more.
    """

    cold_ms: float
    first_token_ms: float | None
    attempts: int


class ModelLatency(BaseModel, frozen=True):
    """How fast one model answers.

    Attributes:
        model: its id or ARN.
        measured: questions that were answered.
        no_answers: questions whose answer was cut off, filtered or empty; no other number includes them.
        cold: None if the model had been asked before.
        first_token_ms: None if answers were not streamed.
        latency_ms: of whole answers.
        output_tokens_per_second: after the first text; None if answers were not streamed.
        input_tokens, output_tokens: per question, the mean.
        usd: per question, the mean; None if the model is not billed by tokens.
        stopped: why not every question was asked; None if every one was.
    """

    model: str
    measured: int
    no_answers: int
    cold: ColdStart | None = None
    first_token_ms: Spread | None
    latency_ms: Spread | None
    output_tokens_per_second: float | None
    input_tokens: float | None
    output_tokens: float | None
    usd: float | None
    stopped: str | None = None

    @classmethod
    def of(
        cls,
        timings: Sequence[Timing],
        *,
        model: str,
        billed: str | None = None,
        no_answers: int = 0,
        cold: ColdStart | None = None,
        stopped: str | None = None,
    ) -> Self:
        """Summarise the timed answers of one model.

        Args:
            timings: of the answers.
            model: its id or ARN.
            billed: the model whose price applies; None if tokens are not billed.
            no_answers: questions without a timing.
            cold: the model's very first answer.
            stopped: why there are no more timings.

        Raises:
            InvalidInput: `billed` is not in the price table.
        """
        firsts = [timing.first_token_ms for timing in timings if timing.first_token_ms is not None]
        return cls(
            model=model,
            measured=len(timings),
            no_answers=no_answers,
            cold=cold,
            first_token_ms=spread(firsts),
            latency_ms=spread([timing.latency_ms for timing in timings]),
            output_tokens_per_second=tokens_per_second(timings),
            input_tokens=fmean(timing.input_tokens for timing in timings) if timings else None,
            output_tokens=fmean(timing.output_tokens for timing in timings) if timings else None,
            usd=_usd(timings, billed) if timings and billed else None,
            stopped=stopped,
        )


class LatencyReport(BaseModel, frozen=True):
    """The contents of `evaluation/latency.json`.

    Attributes:
        questions: how many each model was to be asked.
        models: candidate, base and, if there is one, champion.
    """

    questions: int
    models: dict[str, ModelLatency]


def _usd(timings: Sequence[Timing], billed: str) -> float:
    inputs, outputs = (sum(getattr(timing, name) for timing in timings) for name in ("input_tokens", "output_tokens"))
    return query_cost_usd(inputs, outputs, model=billed) / len(timings)


def spread(values: Sequence[float]) -> Spread | None:
    """Median and 95th percentile; None if there are no values."""
    ordered = sorted(values)
    return Spread(p50=nearest_rank(ordered, 50), p95=nearest_rank(ordered, 95)) if ordered else None


def nearest_rank(ordered: Sequence[float], percent: int) -> float:
    """The least of the sorted values that at least `percent` percent of them do not exceed.

    Example:
        >>> nearest_rank([1, 2, 3, 4], 50)
        2
    """
    return ordered[max(0, -(-percent * len(ordered) // 100) - 1)]


def tokens_per_second(timings: Sequence[Timing]) -> float | None:
    """The speed of text once it has begun: tokens after the first, by the time after the first, over all answers.

    It is one rate over all answers, not a mean of rates, so that short answers, which come in few pieces, count little.
    """
    begun = [(timing, timing.first_token_ms) for timing in timings if timing.first_token_ms is not None]
    seconds = sum(timing.latency_ms - first for timing, first in begun) / 1000
    tokens = sum(max(timing.output_tokens - 1, 0) for timing, _ in begun)
    return tokens / seconds if tokens and seconds > 0 else None
