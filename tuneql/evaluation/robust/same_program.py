"""Tells whether a prediction is certainly the same query as its gold, so that no databases need to be derived."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tuneql.evaluation.robust.agreement import Pair
from tuneql.evaluation.robust.interleaving import Task
from tuneql.evaluation.robust.plain_form import plain_form
from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.running.engine import ExecutionFailed, Limits, Script
from tuneql.sql.running.sandbox import to_sqlite
from tuneql.sql.running.worker import RemoteEngine, Worker

Statements = tuple[str, str]
"""A gold and a prediction, for SQLite."""


def are_same(database: Path | Script, pairs: Sequence[Pair], *, dialect: str, worker: Worker) -> Task[list[bool]]:
    """Whether SQLite compiles each prediction to the same program as one of its golds.

    See `tuneql.sql.running.programs`. If it does not, their plain forms are compared in the same way, see
    `tuneql.evaluation.robust.plain_form`.

    Args:
        database: the one that all queries are about, or its schema.
        pairs: the answer is False for those without a prediction.
        dialect: of all queries.
        worker: the process that compiles them.

    Raises:
        ExecutionFailed: the file does not exist.
    """
    asked = [(place, each) for place, pair in enumerate(pairs) for each in _statements(pair, dialect)]
    engine = worker.open(database, Limits(), dialect if sqlite_functions(dialect) else None)
    same = yield from _alike(engine, asked)
    left = [(place, plain) for place, each in asked if place not in same for plain in _plain(each)]
    same |= yield from _alike(engine, left)
    return [place in same for place in range(len(pairs))]


def _alike(engine: RemoteEngine, asked: Sequence[tuple[int, Statements]]) -> Task[set[int]]:
    """The positions of the pairs that compile to the same program."""
    if not asked:
        return set()
    holding = engine.begin_alike([each for _, each in asked])
    yield
    return {place for (place, _), holds in zip(asked, holding(), strict=True) if holds}


def _plain(statements: Statements) -> Iterator[Statements]:
    """Both in their plain forms, if these differ from the statements."""
    gold, predicted = (plain_form(sql) for sql in statements)
    if gold is not None and predicted is not None and (gold, predicted) != statements:
        yield gold, predicted


def _statements(pair: Pair, dialect: str) -> Iterator[Statements]:
    """Each gold, with the prediction."""
    for gold in pair.golds if pair.predicted is not None else ():
        try:
            yield to_sqlite(gold, dialect), to_sqlite(str(pair.predicted), dialect)
        except ExecutionFailed:
            continue
