import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tuneql.sql.running.engine import Limits
from tuneql.sql.running.repeats import Repeats

ROWS = 100
SLOW = "SELECT a.x, COUNT(*) AS n FROM t AS a JOIN t AS b ON seen(a.x) <> b.x WHERE a.x < 50 GROUP BY a.x"


class Database:
    """A table of numbers, an engine on it, and how often rows were looked at."""

    def __init__(self, path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE t (x INTEGER)")
            connection.executemany("INSERT INTO t VALUES (?)", [(place,) for place in range(ROWS)])
            connection.commit()
        self.path, self.looks = path, 0
        self.engine = Repeats(path, Limits(seconds=60), [("seen", 1, self._seen)])

    def _seen(self, value: int) -> int:
        self.looks += 1
        return value


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(tmp_path / "numbers.sqlite")
    with closing(made.engine):
        yield made


@pytest.mark.parametrize(
    ("other", "columns"),
    [
        (SLOW, ("x", "n")),
        (SLOW.replace("AS n", "AS times").lower(), ("x", "times")),
        (SLOW.replace("AS a", "AS one").replace("a.x", "one.x"), ("x", "n")),
    ],
)
def test_a_slow_query_in_other_words_is_not_run(database: Database, other: str, columns: tuple[str, ...]) -> None:
    first = database.engine.run(SLOW)
    looks = database.looks
    assert looks >= ROWS
    again = database.engine.run(other)
    assert again.rows == first.rows == tuple((place, ROWS - 1) for place in range(50))
    assert (again.columns, again.steps, database.looks) == (columns, first.steps, looks)


@pytest.mark.parametrize(
    "other",
    [
        SLOW.replace("< 50", "< 49"),
        SLOW.replace("<>", "="),
        SLOW + " ORDER BY 2",
        SLOW.replace("AS n", "AS x"),  # two columns of one name: SQLite would call the second another name
    ],
)
def test_a_query_that_differs_is_run(database: Database, other: str) -> None:
    database.engine.run(SLOW)
    looks = database.looks
    with closing(Repeats(database.path, Limits(seconds=60), [("seen", 1, lambda value: value)])) as fresh:
        assert database.engine.run(other) == fresh.run(other)
    assert database.looks > looks
