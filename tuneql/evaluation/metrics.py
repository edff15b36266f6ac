"""Summarises scores as metrics. A metric that was not measured is None, never 0."""

import math
from collections import Counter
from collections.abc import Iterable
from statistics import fmean
from typing import Final, Literal

from pydantic import BaseModel, Field

from tuneql.evaluation.latency import Spread, spread
from tuneql.evaluation.score import Score, is_right
from tuneql.evaluation.shares import BUCKETS, Shares, by_feature, by_hardness, by_schema, shares_of
from tuneql.limits import NOVA_MICRO
from tuneql.pricing.queries import query_cost_usd

__all__ = ["BUCKETS", "Hallucinations", "Metrics", "Shares", "Spending", "Tokens", "summarise"]

# How many made-up names are listed, the most frequent first.
_NAMES: Final = 20


class Tokens(BaseModel, frozen=True):
    """The tokens of all answers together, as billed."""

    input: int
    output: int


class Spending(BaseModel, frozen=True):
    """What answers cost, over those whose tokens were counted.

    Attributes:
        tokens_per_query, tokens_per_correct_query: all tokens divided by all answers, and by the right ones; None if
            there are none.
        cost_per_query_usd, cost_per_correct_query_usd: the same in dollars; None for a model not billed by tokens.
    """

    tokens_per_query: float
    tokens_per_correct_query: float | None
    cost_per_query_usd: float | None
    cost_per_correct_query_usd: float | None


class Hallucinations(BaseModel, frozen=True):
    """Names that the schema does not have: how many answers have some, and the most frequent ones, as written."""

    answers: int = 0
    tables: dict[str, int] = Field(default_factory=dict)
    columns: dict[str, int] = Field(default_factory=dict)


class Metrics(Shares):
    """The contents of `metrics.json`.

    Attributes:
        errors: kind → predictions that failed so, see `tuneql.evaluation.taxonomy`; wrong rows are no error.
        by_hardness: easy, medium, hard or extra → shares of the questions of that hardness, if there are any.
        by_feature: feature of the gold SQL → shares of the questions that have it.
        by_schema: database → shares of the questions about it, for the 50 with the most questions.
        rows: whether execution accuracy was measured on given or on generated rows, or on both.
        gold_errors: questions whose gold SQL does not run, left out of execution accuracy.
        refusals: answers in words, without a statement.
        forbidden: answers with a statement that would write, or is no query.
        hallucinations: names that are not in the schema.
        efficiency: the gold's work divided by the prediction's, the geometric mean over the right answers on databases
            that are large enough (`measured` tells how many): 0.5 means twice the gold's work.
        latency_ms, tokens, cost_usd, spending: of the answers for which it was measured.
    """

    errors: dict[str, int]
    by_hardness: dict[str, Shares]
    by_feature: dict[str, Shares] = Field(default_factory=dict)
    by_schema: dict[str, Shares] = Field(default_factory=dict)
    rows: Literal["given", "generated", "both"] | None = None
    gold_errors: int
    refusals: int = 0
    forbidden: int = 0
    hallucinations: Hallucinations = Hallucinations()
    efficiency: float | None = None
    latency_ms: Spread | None
    tokens: Tokens | None
    cost_usd: float | None
    spending: Spending | None = None


def summarise(scores: Iterable[Score], *, model: str | None = NOVA_MICRO.inference_id) -> Metrics:
    """The metrics of a set of scores.

    Args:
        scores: one per question.
        model: whose price applies; None for one that is not billed by tokens.

    Raises:
        InvalidInput: for a model that is not in the price table.
    """
    found = tuple(scores)
    tokens = _tokens(found)
    cost = query_cost_usd(tokens.input, tokens.output, model=model) if tokens and model is not None else None
    ratios = [score.efficiency for score in found if score.efficiency is not None]
    shares = shares_of(found, of_mean=True)
    return Metrics(
        **(dict(shares) | {"measured": {**shares.measured, "efficiency": len(ratios)}}),
        errors=dict(Counter(score.error for score in found if score.error).most_common()),
        by_hardness=by_hardness(found),
        by_feature=by_feature(found),
        by_schema=by_schema(found),
        rows=_rows(found),
        gold_errors=sum(score.gold_error is not None for score in found),
        refusals=sum(score.refused for score in found),
        forbidden=sum(score.forbidden for score in found),
        hallucinations=_hallucinations(found),
        efficiency=math.exp(fmean(map(math.log, ratios))) if ratios else None,
        latency_ms=spread([score.latency_ms for score in found if score.latency_ms is not None]),
        tokens=tokens,
        cost_usd=cost,
        spending=_spending(found, tokens, cost),
    )


def _rows(scores: Iterable[Score]) -> Literal["given", "generated", "both"] | None:
    found = {score.rows for score in scores if score.rows is not None}
    return "both" if len(found) > 1 else next(iter(found), None)


def _hallucinations(scores: Iterable[Score]) -> Hallucinations:
    guilty = [score for score in scores if score.hallucinated_tables or score.hallucinated_columns]
    tables = Counter(name for score in guilty for name in score.hallucinated_tables)
    columns = Counter(name for score in guilty for name in score.hallucinated_columns)
    return Hallucinations(
        answers=len(guilty), tables=dict(tables.most_common(_NAMES)), columns=dict(columns.most_common(_NAMES))
    )


def _tokens(scores: Iterable[Score]) -> Tokens | None:
    counted = [(s.input_tokens, s.output_tokens) for s in scores if s.input_tokens is not None]
    if not counted:
        return None
    return Tokens(input=sum(i for i, _ in counted), output=sum(o or 0 for _, o in counted))


def _spending(scores: Iterable[Score], tokens: Tokens | None, cost: float | None) -> Spending | None:
    if tokens is None:
        return None
    counted = [score for score in scores if score.input_tokens is not None]
    queries, right = len(counted), sum(is_right(score) is True for score in counted)
    total = tokens.input + tokens.output
    return Spending(
        tokens_per_query=total / queries,
        tokens_per_correct_query=total / right if right else None,
        cost_per_query_usd=None if cost is None else cost / queries,
        cost_per_correct_query_usd=cost / right if right and cost is not None else None,
    )
