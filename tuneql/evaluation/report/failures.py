"""The wrong answers that are worth reading, and where they differ from the gold SQL."""

import re
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType

from pydantic import BaseModel

from tuneql.evaluation.formats import clip
from tuneql.evaluation.score import Score, is_right
from tuneql.evaluation.shares import BUCKETS

_TOKEN = re.compile(r"\s+|'[^'\n]*'|\w+|[^\w\s]")


class Failure(BaseModel, frozen=True):
    """A wrong answer, or one that is right only on the given rows.

    Attributes:
        score: the candidate's.
        lost_to: the name of the compared model, if that is right; None if it is wrong, too.
        mark: a judge's, from 0 to 100; None if it gave none.
    """

    score: Score
    lost_to: str | None = None
    mark: int | None = None

    @property
    def is_lucky(self) -> bool:
        """Whether the rows are the gold's by chance: on a derived database, they are not."""
        return self.score.correct is True


class Segment(BaseModel, frozen=True):
    """A part of a statement; `differs` if the other statement has something else there."""

    text: str
    differs: bool


def worth_reading(
    scores: Iterable[Score],
    compared: Iterable[Score] = (),
    *,
    name: str = "base",
    limit: int = 12,
    marks: Mapping[str, int] = MappingProxyType({}),
) -> tuple[Failure, ...]:
    """The first `limit` wrong answers: first those that the compared model has right, then the easiest questions.

    Answers that are right only on the given rows come after those that are wrong on them.

    Args:
        scores: the candidate's.
        compared: the champion's, or the base model's, on the same questions.
        name: what the compared model is called in the report.
        limit: how many to keep.
        marks: a judge's, by question.
    """
    right = {score.id for score in compared if is_right(score)}
    wrong = (
        score for score in scores if is_right(score) is False or (is_right(score) and score.robust_correct is False)
    )
    chosen = sorted(wrong, key=lambda score: _urgency(score, right))[:limit]
    return tuple(
        Failure(score=score, lost_to=name if _is_lost(score, right) else None, mark=marks.get(score.id))
        for score in chosen
    )


def differences(gold: str, predicted: str) -> tuple[tuple[Segment, ...], tuple[Segment, ...]]:
    """Both statements as written, cut into parts that agree and parts that differ.

    Layout and case make no difference. The texts of the segments together are the statements.
    """
    left, right = _TOKEN.findall(clip(gold)), _TOKEN.findall(clip(predicted))
    blocks = SequenceMatcher(None, _keys(left), _keys(right), autojunk=False).get_matching_blocks()
    return (
        _segments(left, {block.a + step for block in blocks for step in range(block.size)}),
        _segments(right, {block.b + step for block in blocks for step in range(block.size)}),
    )


def _is_lost(score: Score, right: AbstractSet[str]) -> bool:
    return score.id in right and not is_right(score)


def _urgency(score: Score, right: AbstractSet[str]) -> tuple[bool, bool, int, str]:
    return not _is_lost(score, right), score.correct is True, BUCKETS.index(score.hardness), score.id


def _keys(tokens: Iterable[str]) -> list[str]:
    return [token.casefold() if token.strip() else " " for token in tokens]


def _segments(tokens: list[str], agreeing: set[int]) -> tuple[Segment, ...]:
    """Neighbouring tokens of the same kind as one segment."""
    differing = [index not in agreeing for index in range(len(tokens))]
    inner = (_is_inside(index, tokens, differing) for index in range(len(tokens)))
    runs = groupby(zip(inner, tokens, strict=True), key=itemgetter(0))
    return tuple(Segment(text="".join(token for _, token in run), differs=differs) for differs, run in runs)


def _is_inside(index: int, tokens: list[str], differing: list[bool]) -> bool:
    """Whether to mark a token; white space only between two marked ones."""
    if tokens[index].strip():
        return differing[index]
    return 0 < index < len(tokens) - 1 and differing[index - 1] and differing[index + 1]
