import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tuneql.evaluation.robust.agreement import Pair, agreements
from tuneql.evaluation.robust.catalogue import read_database
from tuneql.evaluation.robust.interleaving import done
from tuneql.sql.running.worker import Worker

DDL = (Path(__file__).parent / "odd.sql").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("odd") / "odd.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(DDL)
    return path


@pytest.mark.parametrize(
    ("gold", "same", "other"),
    [
        ("SELECT s FROM doubled WHERE n = 2", "SELECT n * 2 FROM doubled WHERE n = 2", "SELECT s FROM doubled"),
        ('SELECT "x y" FROM "we""ird"', 'SELECT w."x y" FROM "we""ird" AS w', 'SELECT "z""" FROM "we""ird"'),
        ('SELECT "Straße" FROM "Größe Ж"', 'SELECT g."Straße" FROM "Größe Ж" AS g', 'SELECT n FROM "Größe Ж"'),
        ("SELECT v FROM keyed WHERE k = 'a'", "SELECT v FROM keyed WHERE 'a' = k", "SELECT v FROM keyed"),
        (
            "SELECT depth FROM measured WHERE id <> 'first' AND depth <> 'deep'",
            "SELECT depth FROM measured WHERE depth <> 'deep' AND id <> 'first'",
            "SELECT DISTINCT depth FROM measured",
        ),
        ("SELECT n FROM extremes GROUP BY n", "SELECT DISTINCT n FROM extremes", "SELECT n FROM extremes"),
        ("SELECT id FROM seen", "SELECT id FROM doubled WHERE n = 2", "SELECT id FROM doubled"),
    ],
)
def test_tables_that_are_written_oddly_are_derived(gold: str, same: str, other: str, odd: Path, worker: Worker) -> None:
    pairs = [Pair(golds=(gold,), predicted=sql) for sql in (same, other)]
    found = done(agreements(read_database(odd), pairs, dialect="sqlite", count=6, worker=worker))
    assert [each.agrees for each in found] == [True, False]


def test_text_that_is_no_utf8_is_read_with_marks(tmp_path: Path) -> None:
    path = tmp_path / "marked.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE t (a)")
        connection.execute("INSERT INTO t VALUES ('plain'), (CAST(x'ff41' AS TEXT))")
    assert read_database(path).tables["t"].rows == (("plain",), ("\N{REPLACEMENT CHARACTER}A",))


def test_names_may_come_again_and_what_is_called_an_identifier_may_not(tmp_path: Path, worker: Worker) -> None:
    path = tmp_path / "lines.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE lines (line_id INTEGER, name TEXT)")
        connection.executemany("INSERT INTO lines VALUES (?, ?)", [(each, f"line {each}") for each in range(60)])
    pairs = [
        Pair(golds=(f"SELECT {column} FROM lines",), predicted=f"SELECT DISTINCT {column} FROM lines")
        for column in ("line_id", "name")
    ]
    found = done(agreements(read_database(path), pairs, dialect="sqlite", count=12, worker=worker))
    assert [each.agrees for each in found] == [True, False]
