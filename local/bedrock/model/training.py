"""Trains a model on conversation records.

The model is log-linear throughout: a softmax chooses a skeleton, and another the candidate of each slot. A step lowers
the negative log-likelihood of a batch of records, and that is the loss which is reported.
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from local.bedrock.model.answering import Step, Stopped
from local.bedrock.model.ddl import read_tables
from local.bedrock.model.inventory import Inventory
from local.bedrock.model.linking import Candidate, Filled, Value, candidates, dynamic, static
from local.bedrock.model.question import Question, read_question, value_name
from local.bedrock.model.skeleton import Slot
from local.bedrock.model.statement import Reading, read_statement
from local.bedrock.model.tuned import TunedModel
from local.bedrock.model.weights import Adagrad, Floats, Integers, Vocabulary
from local.bedrock.model.writing import Habits

BATCH: Final = 16
SEED: Final = 0  # of the order of the records
# Nova's learning rates (1e-6 to 1e-4) move a network of billions of weights. This one has thousands, and takes steps
# that are longer by this factor; at 1e-5, five epochs of a few hundred records are about enough.
STEP_SCALE: Final = 3000.0
# What a skeleton that training has not shown counts in a validation loss, where its likelihood is not defined.
UNSEEN: Final = 10.0


@dataclass(frozen=True)
class _Choice:
    """One slot of one record: the features of each candidate, and which one is right."""

    features: tuple[list[int], ...]
    gold: int


@dataclass(frozen=True)
class _Lesson:
    """A record to learn from. `skeleton` is -1 if it is not in the inventory."""

    features: list[int]
    skeleton: int
    choices: tuple[_Choice, ...]


def train(
    records: Sequence[Mapping[str, Any]],
    validation: Sequence[Mapping[str, Any]],
    *,
    epochs: int,
    learning_rate: float,
    warmup: int,
    stop: threading.Event | None = None,
) -> tuple[TunedModel, tuple[Step, ...]]:
    """Train on conversation records; returns the model and the report of each step.

    Args:
        records: in Bedrock's conversation format, valid (`local.bedrock.records`).
        validation: the same, only measured.
        epochs: how often each record is learned from.
        learning_rate: as Nova takes it; the step is that times `STEP_SCALE`.
        warmup: steps over which the rate grows to its full size.
        stop: set to end the training early.

    Raises:
        Stopped: it was ended early.
    """
    known = _known_values(records)
    counts = Counter((name, value) for record in records for name, value in _values(_read(record, {})[1]))
    readings = [_read(record, known, counts) for record in records]
    inventory = Inventory([reading.skeleton for _, reading in readings], [question for question, _ in readings])
    vocabulary = Vocabulary()
    lessons = [_lesson(question, reading, inventory, vocabulary.add) for question, reading in readings]
    held_out = [_lesson(*_read(record, known), inventory, vocabulary.known) for record in validation]
    trainer = _Trainer(inventory, Adagrad(vocabulary.priors()), learning_rate * STEP_SCALE, warmup)
    steps = []
    for step in trainer.steps(lessons, held_out, epochs):
        steps.append(step)
        if stop is not None and stop.is_set():
            raise Stopped
    model = TunedModel(
        inventory=inventory,
        vocabulary=vocabulary,
        weights=trainer.linker.weights,
        known=known,
        habits=Habits(reading for _, reading in readings),
    )
    return model, tuple(steps)


def prompt_of(record: Mapping[str, Any]) -> tuple[str, str, str]:
    """System text, last user text and last answer of a conversation record."""
    texts = {"user": "", "assistant": ""}
    for message in record["messages"]:
        texts[message["role"]] = "\n".join(block["text"] for block in message["content"])
    return "\n".join(block["text"] for block in record.get("system", [])), texts["user"], texts["assistant"]


def _read(
    record: Mapping[str, Any],
    known: Mapping[str, tuple[str, ...]],
    counts: Mapping[tuple[str, str], int] | None = None,
) -> tuple[Question, Reading]:
    """Question and statement of a record; values that no other record has are hidden, as in use."""
    system, user, sql = prompt_of(record)
    question = read_question(user, read_tables(system), known)
    reading = read_statement(sql, question.tables, question)
    if counts is None:
        return question, reading
    question.hidden = frozenset(pair for pair in _values(reading) if counts[pair] < 2)  # noqa: PLR2004 -- this one
    return question, reading


def _values(reading: Reading) -> Iterator[tuple[str, str]]:
    """Columns (by `value_name`) and the texts that they are compared with."""
    for slot in reading.skeleton.slots:
        if slot.kind == "literal" and slot.column and slot.before == "'":
            column = reading.columns[slot.column]
            yield value_name(column, slot.function), reading.literals[slot.name]


def _known_values(records: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for record in records:
        for name, value in _values(_read(record, {})[1]):
            found.setdefault(name, {})[value] = None
    return {name: tuple(values) for name, values in found.items()}


def _lesson(question: Question, reading: Reading, inventory: Inventory, number: Callable[..., list[int]]) -> _Lesson:
    skeleton = inventory.index.get(reading.skeleton.key, -1)
    return _Lesson(inventory.features(question), skeleton, tuple(_choices(question, reading, number)))


def _choices(question: Question, reading: Reading, number: Callable[..., list[int]]) -> Iterator[_Choice]:
    """The slots of a statement in order, each with what was filled before it."""
    filled = Filled()
    for slot in reading.skeleton.slots:
        options = candidates(question, slot, filled)
        gold = _gold(slot, reading, options)
        column = filled.columns.get(slot.column)
        if gold is not None and len(options) > 1:
            features = tuple(
                number([*static(question, slot, option, column), *dynamic(question, slot, option, filled)])
                for option in options
            )
            yield _Choice(features, gold)
        right = options[gold] if gold is not None else _missing(slot, reading)
        filled = filled.fill(question, slot, right)


def _gold(slot: Slot, reading: Reading, options: Sequence[Candidate]) -> int | None:
    if slot.kind == "literal":
        text = reading.literals[slot.name]
        texts = [option.text if isinstance(option, Value) else "" for option in options]
        lowered = [each.lower() for each in texts]
        if text in texts:
            return texts.index(text)
        return lowered.index(text.lower()) if text.lower() in lowered else None
    right = _missing(slot, reading)
    return next((number for number, option in enumerate(options) if option is right), None)


def _missing(slot: Slot, reading: Reading) -> Candidate:
    """What fills a slot in the statement, whether it is among the candidates or not."""
    if slot.kind == "table":
        return reading.tables[slot.name]
    if slot.kind == "column":
        return reading.columns[slot.name]
    return Value(reading.literals[slot.name], ("missing",), frozenset())


class _Trainer:
    """Holds what a step moves."""

    def __init__(self, inventory: Inventory, linker: Adagrad, rate: float, warmup: int) -> None:
        self.inventory, self.linker, self.rate, self.warmup = inventory, linker, rate, warmup

    def steps(self, lessons: Sequence[_Lesson], held_out: Sequence[_Lesson], epochs: int) -> Iterator[Step]:
        order, number = np.random.default_rng(SEED), 0
        for epoch in range(epochs):
            shuffled = order.permutation(len(lessons))
            batches = [shuffled[at : at + BATCH] for at in range(0, len(lessons), BATCH)]
            for batch in batches:
                loss = self.step([lessons[index] for index in batch], number)
                measured = self.measure(held_out) if batch is batches[-1] and held_out else None
                yield Step(number=number, epoch=epoch, training_loss=loss, validation_loss=measured)
                number += 1

    def step(self, lessons: Sequence[_Lesson], number: int) -> float:
        """One step on a batch; its loss before the step."""
        rate = self.rate * min(1.0, (number + 1) / max(1, self.warmup))
        gold = np.array([lesson.skeleton for lesson in lessons])
        losses = self.inventory.step([lesson.features for lesson in lessons], gold, rate)
        choices = [choice for lesson in lessons for choice in lesson.choices]
        total = losses.sum() + (self._learn(choices, rate) if choices else 0.0)
        return float(total / (len(losses) + len(choices)))

    def _learn(self, choices: Sequence[_Choice], rate: float) -> float:
        batch = _Flat(choices)
        probabilities = batch.probabilities(self.linker.weights)
        loss = -np.log(np.maximum(probabilities[batch.gold], 1e-12)).sum()
        error = probabilities.copy()
        error[batch.gold] -= 1
        rows, which = np.unique(batch.features, return_inverse=True)
        gradient = np.bincount(which, weights=error[batch.owners], minlength=len(rows)).astype(np.float64)
        self.linker.step(rows, gradient, rate)
        return float(loss)

    def measure(self, lessons: Sequence[_Lesson]) -> float:
        """The mean loss of records that are not learned from."""
        _, logs = self.inventory.scores([lesson.features for lesson in lessons])
        skeletons = [-logs[at, each.skeleton] if each.skeleton >= 0 else UNSEEN for at, each in enumerate(lessons)]
        choices = [choice for lesson in lessons for choice in lesson.choices]
        total = float(np.sum(skeletons))
        if choices:
            batch = _Flat(choices)
            total -= float(np.log(np.maximum(batch.probabilities(self.linker.weights)[batch.gold], 1e-12)).sum())
        return total / (len(skeletons) + len(choices))


class _Flat:
    """Choices end to end: features by candidate, candidates by choice."""

    def __init__(self, choices: Sequence[_Choice]) -> None:
        options = [option for choice in choices for option in choice.features]
        lengths = np.array([len(option) for option in options])
        self.features: Integers = np.fromiter((each for option in options for each in option), dtype=np.int64)
        self.owners: Integers = np.repeat(np.arange(len(options)), lengths)
        sizes = np.array([len(choice.features) for choice in choices])
        self.starts: Integers = np.cumsum([0, *sizes[:-1]])
        self.gold: Integers = self.starts + np.array([choice.gold for choice in choices])
        self._sizes = sizes

    def probabilities(self, weights: Floats) -> Floats:
        """Of each candidate within its choice."""
        total = np.bincount(self.owners, weights=weights[self.features], minlength=int(self._sizes.sum()))
        total -= np.repeat(np.maximum.reduceat(total, self.starts), self._sizes)
        raised = np.exp(total)
        return np.asarray(raised / np.repeat(np.add.reduceat(raised, self.starts), self._sizes))
