"""The skeletons seen in training, and which of them fits a question.

A skeleton's score is the sum of the scores of its parts and of their words (`Part.units`), and each of those is scored
by the words of the question. So a WHERE, or an AVG, that is learned in one statement counts in another, and parts can
be put together that never stood together.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import numpy as np

from local.bedrock.model.ddl import Column
from local.bedrock.model.linking import Feature
from local.bedrock.model.question import Question
from local.bedrock.model.skeleton import Part, Skeleton
from local.bedrock.model.weights import Adagrad, Floats, Integers, Vocabulary

_FEATURES: Final = 6000  # the most frequent ones are kept
_SEEDS: Final = 3  # skeletons that are varied
_SWAPS: Final = 3  # parts that are tried in place of one
_MARKS: Final = ("#number", "#value", "#measure", "#text", "#table", "#capital", "#quoted", "#month", "#date")
_NEW: Final = -1.0  # what a combination that was never seen has against it


def question_features(question: Question) -> Iterator[Feature]:
    """What is asked, without what it is asked of: words, and word pairs with names and values abstracted."""
    shape = _shape(question)
    framed = ["^", *shape, "$"]
    yield ("bias",)
    yield from (("w", each) for each in dict.fromkeys(question.stems))
    yield from (("p", *pair) for pair in pairwise(framed))
    yield from (("q", *triple) for triple in zip(framed, framed[1:], framed[2:], strict=False))
    yield "start", *question.stems[:2]
    yield "tables", min(4, question.tables_needed)
    for mark in _MARKS:
        yield mark, min(3, sum(1 for at, each in enumerate(shape) if each == mark and shape[at - 1 : at] != [mark]))


def _shape(question: Question) -> list[str]:
    """The stems of the words, with mentions of names and values put as marks."""
    shape = list(question.stems)
    for table in question.tables:
        _mark(shape, question.mentions[table].places, "#table")
        for column in table.columns:
            if question.mentions[column].share == 1:
                _mark(shape, question.mentions[column].places, "#measure" if _counts(column) else f"#{column.kind}")
            for span in question.value_spans(column):
                _mark(shape, span.places, "#value")
    marks = {"numeral": "#number", "day": "#date"}
    for span in question.spans:
        if "-" not in span.kind and not any(shape[place] == "#value" for place in span.places):
            _mark(shape, span.places, marks.get(span.kind, f"#{span.kind}"))
    return shape


def _counts(column: Column) -> bool:
    """Whether a column is a number that can be summed: no key."""
    return column.kind == "number" and not column.primary and column.references is None


def _mark(shape: list[str], places: Iterable[int], mark: str) -> None:
    for place in places:
        shape[place] = mark


class Inventory:
    """The skeletons of a training set, with the weights that choose among them.

    Attributes:
        skeletons: each once, in the order in which they were seen.
        parts: the clauses they are made of.
        index: the number of each skeleton, by its key.
    """

    def __init__(self, skeletons: Sequence[Skeleton], questions: Sequence[Question]) -> None:
        self.skeletons = list({skeleton.key: skeleton for skeleton in skeletons}.values())
        self.index = {skeleton.key: number for number, skeleton in enumerate(self.skeletons)}
        parts = {part.key: part for skeleton in self.skeletons for part in skeleton.parts}
        self.parts = list(parts.values())
        units = dict.fromkeys(unit for part in self.parts for unit in part.units)
        self._units = {unit: number for number, unit in enumerate(units)}
        self._contains = np.zeros((len(self.skeletons), len(units)))
        for number, skeleton in enumerate(self.skeletons):
            for part in skeleton.parts:
                self._contains[number, [self._units[unit] for unit in part.units]] += 1
        self._vocabulary = _frequent(questions)
        self._rows = Adagrad(np.zeros((len(self._vocabulary), len(units))))
        self._priors = Adagrad(np.zeros(len(self.skeletons)))

    def features(self, question: Question) -> list[int]:
        """The numbers of a question's features."""
        return self._vocabulary.known(question_features(question))

    def scores(self, features: Sequence[list[int]]) -> tuple[Floats, Floats]:
        """Scores of the units, and log probabilities of the skeletons, for each question."""
        rows = np.fromiter((each for some in features for each in some), dtype=np.int64)
        starts = np.cumsum([0, *(len(some) for some in features[:-1])])
        units = np.add.reduceat(self._rows.weights[rows], starts, axis=0)
        totals = units @ self._contains.T + self._priors.weights
        totals -= totals.max(axis=1, keepdims=True)
        return units, totals - np.log(np.exp(totals).sum(axis=1, keepdims=True))

    def step(self, features: Sequence[list[int]], gold: Integers, rate: float) -> Floats:
        """Learn from a batch of questions; the negative log-likelihood of each, before that."""
        _, logs = self.scores(features)
        batch = np.arange(len(gold))
        error = np.exp(logs)
        error[batch, gold] -= 1
        self._priors.step(np.arange(len(self.skeletons)), error.sum(axis=0), rate)
        by_unit = error @ self._contains
        rows, which = np.unique(np.concatenate([np.asarray(some) for some in features]), return_inverse=True)
        owners = np.repeat(batch, [len(some) for some in features])
        gathered = np.zeros((len(rows), len(features)))
        gathered[which, owners] = 1
        self._rows.step(rows, gathered @ by_unit, rate)
        return np.asarray(-logs[batch, gold])

    def best(self, question: Question, count: int) -> list[tuple[float, Skeleton]]:
        """The likeliest skeletons, new combinations among them, best first."""
        units, logs = self.scores([self.features(question)])
        order = np.argsort(-logs[0], kind="stable")[:count]
        seen = [(float(logs[0, number]), self.skeletons[number]) for number in order]
        known = {skeleton.key for _, skeleton in seen}
        new = {
            skeleton.key: (seed + gain + _NEW, skeleton)
            for seed, start in seen[:_SEEDS]
            for gain, skeleton in self._varied(start, units[0])
            if skeleton.key not in self.index and skeleton.key not in known
        }
        return sorted([*seen, *new.values()], key=lambda pair: -pair[0])[:count]

    def _varied(self, start: Skeleton, scores: Floats) -> Iterator[tuple[float, Skeleton]]:
        """Skeletons that differ in one clause, with what that changes of the score."""
        if start.parts[0].clause == "WHOLE":
            return
        for old in start.parts:
            for new in self._alternatives(old.clause, scores):
                gain = self._score(new, scores) - self._score(old, scores)
                varied = Skeleton(tuple(new if part is old else part for part in start.parts))
                if varied.fits():
                    yield gain, varied

    def _alternatives(self, clause: str, scores: Floats) -> list[Part]:
        same = [part for part in self.parts if part.clause == clause]
        return sorted(same, key=lambda part: -self._score(part, scores))[:_SWAPS]

    def _score(self, part: Part, scores: Floats) -> float:
        return float(scores[[self._units[unit] for unit in part.units]].sum())


def _frequent(questions: Sequence[Question]) -> Vocabulary:
    counts: dict[Feature, int] = {}
    for question in questions:
        for feature in question_features(question):
            counts[feature] = counts.get(feature, 0) + 1
    kept = sorted((feature for feature, count in counts.items() if count > 1), key=lambda feature: -counts[feature])
    vocabulary = Vocabulary()
    vocabulary.add([("bias",), *kept[:_FEATURES]])
    return vocabulary
