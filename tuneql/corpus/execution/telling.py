"""Tells which of several statements over one schema give the same answer."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tuneql.corpus.execution.native import native, wanted
from tuneql.corpus.execution.running import Runner
from tuneql.corpus.execution.sample_rows import Wanted, sample
from tuneql.sql.results.agreement import agree
from tuneql.sql.running.engine import Script
from tuneql.sql.running.sandbox import ExecutionFailed, Result
from tuneql.sql.schemas.schema import Schema, parse_schema

# Databases that statements are compared on, and rows of each table in one: more of either tells more apart.
_DATABASES: Final = 3
_ROWS: Final = 40


def tell_apart(
    statements: Sequence[str], *, ddl: str, dialect: str, runner: Runner, db_id: str | None = None
) -> list[int | None]:
    """Number statements by their answers.

    Two get the same number if their rows agree on the schema's own database, if there is one, and on databases
    generated from the schema and the literals of all statements. The order of rows counts if one of them orders.

    Args:
        statements: over one schema; each passes the guard.
        ddl: the schema, which parses.
        dialect: of all of them.
        runner: runs them.
        db_id: names the schema's own database.

    Returns:
        For each statement the place of the first with the same answer; None if it does not run.
    """
    schema = parse_schema(ddl, dialect)
    places = tuple(_databases(statements, schema, dialect, runner.database_of(db_id)))
    results = [_results(sql, schema, dialect, places, runner) for sql in statements]
    numbers: list[int | None] = []
    for place, (sql, found) in enumerate(zip(statements, results, strict=True)):
        earlier = (other for other in range(place) if numbers[other] == other)
        same = (other for other in earlier if _same((statements[other], results[other]), (sql, found), dialect))
        numbers.append(None if found is None else next(same, place))
    return numbers


def answers_as(gold: str, sql: str, *, ddl: str, dialect: str, runner: Runner, db_id: str | None = None) -> bool | None:
    """Whether a statement gives the gold's answer on the databases of `tell_apart`; None if one does not run.

    The order of rows counts if the gold orders.
    """
    schema = parse_schema(ddl, dialect)
    places = tuple(_databases((gold, sql), schema, dialect, runner.database_of(db_id)))
    ours, theirs = (_results(each, schema, dialect, places, runner) for each in (gold, sql))
    return None if ours is None or theirs is None else _answers(gold, ours, theirs, dialect)


@dataclass(frozen=True)
class _Recall:
    """A database for `agree`, which asks again only if rows tie."""

    runner: Runner
    schema: Schema
    place: Path | Script

    def recall(self, sql: str, *, dialect: str = "sqlite") -> Result:
        """The rows of a query."""
        written = native(sql, self.schema, dialect, place=self.place)
        if written is None:
            raise ExecutionFailed(kind="syntax", message="SQLite has no words for some of it")
        return self.runner.query(written, self.place, dialect)


_Found = list[tuple[_Recall, Result]]


def _databases(statements: Sequence[str], schema: Schema, dialect: str, own: Path | None) -> Iterator[Path | Script]:
    if own is not None:
        yield own
    values = _together(wanted(sql, dialect) for sql in statements)
    yield from (sample(schema, values, rows=_ROWS, seed=f"telling:{number}") for number in range(_DATABASES))


def _together(each: Iterable[Wanted]) -> Wanted:
    found: dict[str, list[str | int | float]] = defaultdict(list)
    for values in each:
        for name, some in values.items():
            found[name].extend(value for value in some if value not in found[name])
    return found


def _results(sql: str, schema: Schema, dialect: str, places: Iterable[Path | Script], runner: Runner) -> _Found | None:
    databases = [_Recall(runner, schema, place) for place in places]
    try:
        return [(database, database.recall(sql, dialect=dialect)) for database in databases]
    except ExecutionFailed:
        return None


def _same(left: tuple[str, _Found | None], right: tuple[str, _Found | None], dialect: str) -> bool:
    (first, ours), (second, theirs) = left, right
    if ours is None or theirs is None:
        return False
    return _answers(first, ours, theirs, dialect) and _answers(second, theirs, ours, dialect)


def _answers(gold: str, ours: _Found, theirs: _Found, dialect: str) -> bool:
    return all(
        agree(gold, one, other, dialect=dialect, database=database).equal
        for (database, one), (_, other) in zip(ours, theirs, strict=True)
    )
