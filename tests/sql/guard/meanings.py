"""Whether what the guard returns means what it was given: random queries run both ways in SQLite and DuckDB.

And in Postgres, where there is one on the machine.

Queries that an engine does not run are passed over. Of the rest, one that is refused and one that comes back with other
rows are findings.
"""

import argparse
import sqlite3
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

import duckdb

from tests.sql.guard.random_queries import ROWS, SCHEMA, Writer
from tests.sql.postgres_server import programs, server
from tuneql.sql.guard import check
from tuneql.sql.schemas.schema import parse_schema

# The guard refuses these on purpose: engines do not agree on what they mean, and nobody writes them.
_DELIBERATE: Final = "of two comparisons without parentheses it is not told which comes first"

Engine = Callable[[str], list[tuple[Any, ...]]]
Guard = Callable[[str], tuple[str | None, str]]
"""What is returned for a text, None if it is refused, and why."""


def in_sqlite() -> Engine:
    """The rows of a query in SQLite."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(f"{SCHEMA};{ROWS}")
    return lambda sql: connection.execute(sql).fetchall()


def in_duckdb() -> Engine:
    """The rows of a query in DuckDB."""
    connection = duckdb.connect(config={"threads": 1})
    connection.execute(SCHEMA)
    connection.execute(ROWS)
    return lambda sql: connection.execute(sql).fetchall()


ENGINES: Final[dict[str, Callable[[], Engine]]] = {"sqlite": in_sqlite, "duckdb": in_duckdb}


class NotRun(Exception):
    """A query that Postgres does not run."""


def in_postgres(session: Callable[[str], list[str] | None]) -> Engine:
    """The rows of a query in Postgres, each as one text."""
    for statement in f"{SCHEMA};{ROWS}".split(";"):
        session(" ".join(statement.split()))

    def run(sql: str) -> list[tuple[Any, ...]]:
        lines = session(sql)
        if lines is None:
            raise NotRun
        return [(line,) for line in lines]

    return run


@contextmanager
def engines() -> Iterator[dict[str, Callable[[], Engine]]]:
    """Those of `ENGINES`, and Postgres if it is here."""
    if (folder := programs()) is None:
        yield ENGINES
        return
    with server(folder) as running, running.session() as session:
        yield {**ENGINES, "postgres": lambda: in_postgres(session)}


class Comparison:
    """Queries of one dialect, and what was found.

    Attributes:
        counts: queries that are the `same`, those that do `not run`, and those that are `refused` on purpose.
        findings: each with the query, and what became of it.
    """

    def __init__(
        self, dialect: str, seed: int, guard: Guard | None = None, engine: Callable[[], Engine] | None = None
    ) -> None:
        self.writer, self.open = Writer(dialect, seed), engine or ENGINES[dialect]
        self.run = self.open()
        self.guard = guard or partial(guarded, dialect)
        self.counts: Counter[str] = Counter()
        self.findings: list[str] = []

    def one(self) -> None:
        """Writes a query, and runs it both ways."""
        query = self.writer.query()
        given = self.rows(query)
        if isinstance(given, Exception):
            self.counts["not run"] += 1
            return
        returned, why = self.guard(query)
        found = why if returned is None else self.rows(returned)
        if why == _DELIBERATE:
            self.counts["refused"] += 1
        elif repr(found) == repr(given):
            self.counts["same"] += 1
        else:
            self.findings.append(f"{query}\n    {returned}\n    {given}\n    {found}")

    def rows(self, sql: str) -> list[tuple[Any, ...]] | Exception:
        """What the engine gives."""
        try:
            return self.run(sql)
        except duckdb.FatalException as error:  # an error of its own, after which it runs nothing more
            self.run = self.open()
            return error
        except (sqlite3.Error, duckdb.Error, OverflowError, NotRun) as error:
            return error


def guarded(dialect: str, sql: str) -> tuple[str | None, str]:
    """What the guard returns."""
    verdict = check(sql, schema=parse_schema(SCHEMA, dialect), dialect=dialect)
    return verdict.sql, "; ".join(each.detail for each in verdict.denials)


def main() -> int:
    """Prints, for each engine, how many queries came back the same, and every finding; 1 if there are any."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--seconds", type=float, default=60.0, help="by the clock, for each engine")
    chosen = options.parse_args()
    found = 0
    with engines() as known:
        for dialect, engine in known.items():
            found += _report(Comparison(dialect, chosen.seed, engine=engine), dialect, chosen)
    return 1 if found else 0


def _report(comparison: Comparison, dialect: str, chosen: argparse.Namespace) -> int:
    """Compares for a while, prints what was found, and gives how much that is."""
    began = time.monotonic()
    while time.monotonic() - began < chosen.seconds:
        comparison.one()
    for finding in comparison.findings:
        sys.stdout.write(f"{dialect}: {finding}\n")
    counts = ", ".join(f"{count:,} {name}" for name, count in comparison.counts.most_common())
    sys.stdout.write(f"{dialect}, seed {chosen.seed}: {counts}; {len(comparison.findings)} findings\n")
    return len(comparison.findings)


if __name__ == "__main__":
    sys.exit(main())
