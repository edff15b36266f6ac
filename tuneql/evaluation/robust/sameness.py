"""Whether a prediction is surely the same query as its gold, so that no database need be derived to find out."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tuneql.evaluation.robust.agreement import Pair
from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.engine import ExecutionFailed, Limits, Script
from tuneql.sql.sandbox import to_sqlite
from tuneql.sql.worker import Worker


def are_same(database: Path | Script, pairs: Sequence[Pair], *, dialect: str, worker: Worker) -> list[bool]:
    """Whether SQLite makes one program of each prediction and one of its golds, see `tuneql.sql.programs`.

    Args:
        database: the one that all are asked of, or its schema.
        pairs: those without a prediction are the same as nothing.
        dialect: of all queries.
        worker: the process that compiles them.

    Raises:
        ExecutionFailed: there is no such file.
    """
    asked = [(place, *each) for place, pair in enumerate(pairs) for each in _statements(pair, dialect)]
    engine = worker.open(database, Limits(), dialect if sqlite_functions(dialect) else None)
    alike = engine.alike([(gold, predicted) for _, gold, predicted in asked])
    same = {place for (place, _, _), holds in zip(asked, alike, strict=True) if holds}
    return [place in same for place in range(len(pairs))]


def _statements(pair: Pair, dialect: str) -> Iterator[tuple[str, str]]:
    """Each gold with the prediction, for SQLite."""
    for gold in pair.golds if pair.predicted is not None else ():
        try:
            yield to_sqlite(gold, dialect), to_sqlite(str(pair.predicted), dialect)
        except ExecutionFailed:
            continue
