"""The engine on a database that stays as it is, where one slow query in two wordings runs once."""

import sqlite3
from dataclasses import replace
from typing import Final

from tuneql.sql.running.engine import Engine, Result
from tuneql.sql.running.programs import Program

# Steps of a query that is slow: looking at a program takes about as long as 20,000 do.
SLOW_STEPS: Final = 50_000

# Slow queries of a database whose rows are kept, and the cells that each may have.
_KEPT: Final = 32
_MOST_CELLS: Final = 10_000


class Repeats(Engine):
    """As `Engine`, but a slow query's rows are kept, and given for every other of which SQLite makes the same program.

    Right answers are mostly the gold in other words. No program is looked at until a query was slow. Whoever writes to
    the database meanwhile gets rows of before.
    """

    _slow: dict[Program, Result] | None = None

    def run(self, sql: str) -> Result:
        """As `Engine.run`. What is not run again calls its columns what a query around it would call them."""
        program = self.program(sql) if self._slow else None
        if self._slow and program in self._slow and (names := self._names(sql)) is not None:
            return replace(self._slow[program], columns=names)
        found = super().run(sql)
        if found.steps >= SLOW_STEPS and len(found.rows) * len(found.columns) <= _MOST_CELLS:
            self._keep(program or self.program(sql), found)
        return found

    def _keep(self, program: Program | None, found: Result) -> None:
        self._slow = self._slow or {}
        if program is not None and len(self._slow) < _KEPT:
            self._slow[program] = found

    def _names(self, sql: str) -> tuple[str, ...] | None:
        """The names of a query's columns, which are in no program; None if they cannot be told without running it."""
        self._begin()
        try:
            cursor = self._connection.execute(f"SELECT * FROM (\n{sql}\n) LIMIT 0")  # noqa: S608 -- it has compiled
        except (sqlite3.Error, sqlite3.Warning):
            return None
        names = tuple([each[0] for each in cursor.description])
        return None if any(":" in name for name in names) else names  # SQLite numbers what is called alike: `name:1`
