"""Generates databases for schemas that come without rows, as files that a sandbox can open."""

from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Final

from tuneql.errors import InvalidSchema
from tuneql.evaluation.question import Question
from tuneql.evaluation.robust.agreement import LIMITS
from tuneql.evaluation.robust.catalogue import Catalogue, read_ddl
from tuneql.evaluation.robust.demand import Demand
from tuneql.evaluation.robust.demands import demands
from tuneql.evaluation.robust.derivation import Derivation
from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.parsing import Unparsable, parse_shared
from tuneql.sql.running.engine import ExecutionFailed
from tuneql.sql.running.memory import Memory
from tuneql.sql.running.sandbox import to_sqlite

# How many databases are made for a schema; the one on which most gold queries have rows is kept.
_TRIED: Final = 3


def generate(questions: Iterable[Question], folder: Path, *, seed: int = 0) -> dict[str, Path]:
    """Write a SQLite file with generated rows for each schema, made for its questions.

    Args:
        questions: those without a schema are ignored.
        folder: where to write the files.
        seed: for random choices; the same questions and seed give the same rows.

    Returns:
        The file of each question, by the question's id; none if its schema does not parse, or SQLite can make none of
            its tables.
    """
    together: dict[tuple[str, str], list[Question]] = defaultdict(list)
    for question in questions:
        if question.ddl is not None:
            together[question.ddl, question.dialect].append(question)
    found: dict[str, Path] = {}
    for (ddl, dialect), asking in together.items():
        catalogue = _catalogue(ddl, dialect)
        if catalogue is not None and catalogue.tables:
            path = folder / f"{sha256(f'{dialect}:{ddl}'.encode()).hexdigest()[:16]}.sqlite"
            _write(path, catalogue, asking, dialect, seed)
            found |= {question.id: path for question in asking}
    return found


def _catalogue(ddl: str, dialect: str) -> Catalogue | None:
    try:
        return read_ddl(ddl, dialect)
    except (InvalidSchema, Unparsable):
        return None


def _write(path: Path, catalogue: Catalogue, asking: Iterable[Question], dialect: str, seed: int) -> None:
    queries = tuple(dict.fromkeys(gold for question in asking for gold in question.golds()))
    asked = tuple(dict.fromkeys(demand for sql in queries for demand in _asked(sql, catalogue, dialect)))
    derivation = Derivation(catalogue, asked, catalogue.tables)
    best, most = b"", -1
    for number in range(_TRIED):
        connection = derivation.database(number, f"{seed}:generated")
        content = connection.serialize()
        with Memory(connection, LIMITS, sqlite_functions(dialect)) as memory:
            filled = sum(_has_rows(memory, sql, dialect) for sql in queries)
        if filled > most:
            best, most = content, filled
    path.write_bytes(best)


def _asked(sql: str, catalogue: Catalogue, dialect: str) -> tuple[Demand, ...]:
    try:
        trees = parse_shared(sql, dialect)
    except Unparsable:
        return ()
    return demands(trees[0], catalogue) if trees else ()


def _has_rows(memory: Memory, sql: str, dialect: str) -> bool:
    try:
        rows = memory.recall(to_sqlite(sql, dialect)).rows
    except ExecutionFailed:
        return False
    return any(cell is not None for row in rows for cell in row)
