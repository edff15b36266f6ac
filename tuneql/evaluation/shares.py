"""Computes the shares of a set of questions, and of slices of the set."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Final, get_args

from pydantic import BaseModel

from tuneql.evaluation.intervals import Interval, bootstrap_mean, wilson
from tuneql.evaluation.score import Score
from tuneql.sql.slices import FEATURES, Hardness

# Each share, and the attribute of a score that it counts.
_COUNTED: Final = {
    "parses": "parses",
    "binds": "binds",
    "read_only": "read_only",
    "executes": "executes",
    "execution_accuracy": "correct",
    "robust_execution_accuracy": "robust_correct",
    "specification_agreement": "agrees_with_spec",
    "subset_accuracy": "subset_correct",
    "exact_match": "exact_match",
}
BUCKETS: Final[tuple[Hardness, ...]] = get_args(Hardness)

SCHEMAS: Final = 50
"""How many schemas have their own shares: those with the most questions."""


class Shares(BaseModel, frozen=True):
    """Shares of a set of questions, each from 0 to 1.

    Attributes:
        examples: questions in the set.
        parses, binds, read_only, executes, execution_accuracy, exact_match: of the questions for which it was measured.
        robust_execution_accuracy: on several databases per question, see `tuneql.evaluation.robust`.
        specification_agreement: of the questions that are specifications, those whose answer means the same.
        subset_accuracy: execution accuracy that permits additional columns; never a headline.
        similarity: the mean over the questions.
        measured: metric → for how many questions it was measured.
        ci95: metric → its 95 % interval: Wilson's for shares, a seeded bootstrap for the mean; slices by feature and by
            schema have none for the mean.
    """

    examples: int
    parses: float | None
    binds: float | None
    read_only: float | None
    executes: float | None
    execution_accuracy: float | None
    robust_execution_accuracy: float | None = None
    specification_agreement: float | None = None
    subset_accuracy: float | None = None
    exact_match: float | None
    similarity: float | None
    measured: dict[str, int]
    ci95: dict[str, Interval]


def shares_of(scores: Sequence[Score], *, of_mean: bool = False) -> Shares:
    """The shares of a set of scores; `of_mean` adds the interval of the mean, which takes longest to compute."""
    counted = {name: _measured(scores, attribute) for name, attribute in _COUNTED.items()}
    samples = {**counted, "similarity": [score.similarity for score in scores]}
    intervals = {name: wilson(round(sum(values)), len(values)) for name, values in counted.items() if values}
    if of_mean and scores:
        intervals["similarity"] = bootstrap_mean(samples["similarity"])
    return Shares.model_validate(
        {
            "examples": len(scores),
            **{name: fmean(values) if values else None for name, values in samples.items()},
            "measured": {name: len(values) for name, values in samples.items()},
            "ci95": intervals,
        }
    )


def by_hardness(scores: Iterable[Score]) -> dict[str, Shares]:
    """Shares by hardness: easy, medium, hard, extra, without those that do not occur."""
    found = _sliced((score.hardness, score) for score in scores)
    return {name: shares_of(found[name], of_mean=True) for name in BUCKETS if name in found}


def by_feature(scores: Iterable[Score]) -> dict[str, Shares]:
    """Shares by feature of the gold SQL, see `tuneql.sql.features`; a question counts in each feature that it has."""
    found = _sliced((feature, score) for score in scores for feature in score.features)
    return {name: shares_of(found[name]) for name in FEATURES if name in found}


def by_schema(scores: Sequence[Score]) -> dict[str, Shares]:
    """Shares by database id, for the `SCHEMAS` databases with the most questions, in that order."""
    found = _sliced((score.db_id, score) for score in scores if score.db_id is not None)
    sizes = Counter({name: len(members) for name, members in found.items()})
    return {name: shares_of(found[name]) for name, _ in sizes.most_common(SCHEMAS)}


def _sliced(pairs: Iterable[tuple[str, Score]]) -> Mapping[str, list[Score]]:
    slices: dict[str, list[Score]] = {}
    for name, score in pairs:
        slices.setdefault(name, []).append(score)
    return slices


def _measured(scores: Iterable[Score], attribute: str) -> list[float]:
    """1.0 or 0.0 for each score in which the attribute was measured."""
    return [float(value) for score in scores if (value := getattr(score, attribute)) is not None]
