"""The trained model: chooses a skeleton, fills its slots, writes the statement."""

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from local.bedrock.model.base import BaseModel
from local.bedrock.model.ddl import read_tables
from local.bedrock.model.inventory import Inventory
from local.bedrock.model.linking import Candidate, Filled, Value, candidates, dynamic, static
from local.bedrock.model.question import Question, read_question
from local.bedrock.model.skeleton import Skeleton, Slot
from local.bedrock.model.weights import Floats, Vocabulary
from local.bedrock.model.writing import Habits, write

_SKELETONS: Final = 8  # that are tried
_BEAM: Final = 4  # fillings of one skeleton that are followed
# What each value that the question marks, and the statement leaves out, counts against it, in nats.
_LEFT_OUT: Final[Mapping[str, float]] = {"number": 2.5, "quoted": 3.0, "date": 2.5, "month": 2.5, "capital": 1.5}
_VALUE_LEFT_OUT: Final = 1.0


@dataclass(frozen=True)
class _Path:
    score: float
    filled: Filled


class TunedModel:
    """What training returns.

    Args:
        inventory: skeletons and their weights.
        vocabulary, weights: of the linking features.
        known: values of columns, by `value_name`.
        habits: how tables are called for short.
    """

    def __init__(
        self,
        *,
        inventory: Inventory,
        vocabulary: Vocabulary,
        weights: Floats,
        known: Mapping[str, tuple[str, ...]],
        habits: Habits,
    ) -> None:
        self._inventory, self._vocabulary, self._known, self._habits = inventory, vocabulary, known, habits
        self._weights: list[float] = weights.tolist()
        self._base = BaseModel()

    def answer(self, system: str, user: str) -> str:
        """One statement. What cannot be filled from the schema is answered as before training."""
        question = read_question(user, read_tables(system), self._known)
        if not question.tables or not question.words:
            return self._base.answer(system, user)
        skeleton, filled = self._choose(question)
        if skeleton is None:
            return self._base.answer(system, user)
        return write(skeleton, filled, self._habits)

    def _choose(self, question: Question) -> tuple[Skeleton | None, Filled]:
        """The likeliest skeleton that can be filled. Filling only lowers a score, so the search can end early."""
        best, cache = -math.inf, dict[Hashable, float]()
        found: tuple[Skeleton | None, Filled] = (None, Filled())
        for log, skeleton in self._inventory.best(question, _SKELETONS):
            if log <= best:
                break
            path = self._fill(question, skeleton, log, cache)
            if path is not None and path.score > best:
                best, found = path.score, (skeleton, path.filled)
        return found

    def _fill(self, question: Question, skeleton: Skeleton, log: float, cache: dict[Hashable, float]) -> _Path | None:
        """The likeliest filling, less what it leaves out."""
        paths = [_Path(log, Filled())]
        for slot in skeleton.slots:
            grown = [path for start in paths for path in self._grow(question, slot, start, cache)]
            paths = sorted(grown, key=lambda path: -path.score)[:_BEAM]
        rated = [_Path(path.score - _left_out(question, path.filled), path.filled) for path in paths]
        return max(rated, key=lambda path: path.score, default=None)

    def _grow(self, question: Question, slot: Slot, path: _Path, cache: dict[Hashable, float]) -> Iterable[_Path]:
        options = candidates(question, slot, path.filled)
        scores = [self._score(question, slot, option, path.filled, cache) for option in options]
        if not scores:
            return []
        top = max(scores)
        total = top + math.log(sum(math.exp(score - top) for score in scores))
        ranked = sorted(zip(scores, options, strict=True), key=lambda pair: -pair[0])[:_BEAM]
        return [_Path(path.score + score - total, path.filled.fill(question, slot, option)) for score, option in ranked]

    def _score(
        self, question: Question, slot: Slot, option: Candidate, filled: Filled, cache: dict[Hashable, float]
    ) -> float:
        column = filled.columns.get(slot.column)
        named = option.text if isinstance(option, Value) else option
        key = (slot.role, slot.uses, slot.before, slot.function, column, named)
        if key not in cache:
            cache[key] = self._sum(self._vocabulary.known(static(question, slot, option, column)))
        return cache[key] + self._sum(self._vocabulary.known(dynamic(question, slot, option, filled)))

    def _sum(self, features: Iterable[int]) -> float:
        return sum(self._weights[feature] for feature in features)


def _left_out(question: Question, filled: Filled) -> float:
    """What the question says and the statement does not."""
    literals = frozenset().union(*(value.places for value in filled.literals.values()))
    marked = sum(_LEFT_OUT.get(span.kind, 0.0) for span in question.spans if not span.places & filled.used)
    said = {
        span.places
        for table in filled.tables.values()
        for column in table.columns
        for span in question.value_spans(column)
    }
    return marked + _VALUE_LEFT_OUT * sum(not places & (literals | filled.used) for places in said)
