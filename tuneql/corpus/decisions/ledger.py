"""The keys of every usable row, and the decisions about it, in a temporary SQLite file.

A corpus of a million rows has a million of each key. SQLite sorts and groups them in a few megabytes of memory, and a
decision about rows (which repeat, which contradict, which set they are in) is one readable statement.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import fields
from operator import attrgetter
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from tuneql.corpus.decisions.decision import Decision, Fate
from tuneql.corpus.keys import Keys
from tuneql.corpus.prepared import Prepared

_KEYS: Final = tuple(each.name for each in fields(Keys))
_keys_of: Final = attrgetter(*_KEYS)  # astuple would make deep copies, which takes as long as everything else
_COLUMNS: Final = ("place", "source", "row", *_KEYS, "count", "hardness", "execution", "input_tokens", "output_tokens")
_SCHEMA: Final = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16384;
CREATE TABLE rows (
  place INTEGER PRIMARY KEY, source TEXT, row INTEGER, {", ".join(f"{name} INTEGER" for name in _KEYS)},
  count INTEGER, hardness TEXT, execution TEXT, input_tokens INTEGER, output_tokens INTEGER,
  answer INTEGER, fate TEXT, other INTEGER, family INTEGER
);
"""
_INSERT: Final = f"INSERT INTO rows ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 -- our names
_DECISIONS: Final = """
SELECT rows.fate, other.source, other.row, rows.count
FROM rows LEFT JOIN rows AS other ON other.place = rows.other
ORDER BY rows.place
"""


class Ledger:
    """The rows, and what becomes of them; a context manager.

    The table `rows` has the columns `place` (among all outcomes, from 0), `source` and `row` (where it was read), the
    fields of `Keys`, `count`, `hardness`, `execution`, `input_tokens`, `output_tokens`; and, empty until decided,
    `answer` (the place of the first row whose SQL gives the same answer), `fate`, `other` (the place of the row that it
    repeats or contradicts) and `family` (the rows that it stays together with).

    Args:
        path: of a file that does not exist yet; None keeps everything in memory.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._connection = sqlite3.connect(path or ":memory:", isolation_level=None)
        self._connection.executescript(_SCHEMA)
        self._connection.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def add(self, rows: Iterable[tuple[int, Prepared]]) -> None:
        """Enter rows, each with its place."""
        self.many(_INSERT, (_columns(place, each) for place, each in rows))

    def run(self, statement: str, *parameters: Any) -> None:
        """Run a statement that changes rows."""
        self._connection.execute(statement, parameters)

    def many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run a statement once for each row of parameters."""
        self._connection.executemany(statement, rows)

    def read(self, query: str, *parameters: Any) -> Iterator[tuple[Any, ...]]:
        """The rows of a query."""
        return self._connection.execute(query, parameters)

    def one(self, query: str, *parameters: Any) -> Any:
        """The only value of a query."""
        (value,) = self._connection.execute(query, parameters).fetchone()
        return value

    def count(self, fate: Fate) -> int:
        """How many rows have a fate."""
        return int(self.one("SELECT count(*) FROM rows WHERE fate = ?", fate))

    def undecided(self) -> int:
        """How many rows have no fate yet."""
        return int(self.one("SELECT count(*) FROM rows WHERE fate IS NULL"))

    def decisions(self) -> Iterator[Decision]:
        """What becomes of each row, in order."""
        for fate, source, row, count in self.read(_DECISIONS):
            yield Decision(fate=fate, source=source, row=row, count=count)

    def define(self, name: str, function: Any) -> None:
        """Let statements call a function of one argument."""
        self._connection.create_function(name, 1, function, deterministic=True)


def _columns(place: int, each: Prepared) -> tuple[Any, ...]:
    example, tokens = each.example, each.tokens
    known = (example.count, each.traits.hardness, each.execution, tokens.input, tokens.output)
    return (place, example.source, example.row, *_keys_of(each.keys), *known)
