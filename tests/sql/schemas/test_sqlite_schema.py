import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tuneql.sql.guard import check
from tuneql.sql.schemas.sqlite_schema import read_sqlite_schema


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "odd.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(
        'CREATE TABLE "Order Lines" (id INTEGER, "Unit Price" MONEY OF SOME KIND, note);'
        "CREATE TABLE ships (id INTEGER, name VARCHAR(20), PRIMARY KEY (id) FOREIGN KEY (id) REFERENCES x (y));"
        "CREATE VIEW names AS SELECT name AS ship FROM ships"
    )
    connection.close()
    return path


def test_reads_columns_that_are_computed_and_those_of_text_search(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as connection:
        connection.execute("CREATE TABLE sums (a INT, twice INT AS (2 * a))")
        connection.execute("CREATE VIRTUAL TABLE docs USING fts5(title)")
    tables = read_sqlite_schema(tmp_path / "a.sqlite").tables
    assert list(tables["sums"].columns) == ["a", "twice"]
    assert list(tables["docs"].columns) == ["title", "docs", "rank"]


def test_reads_what_other_parsers_refuse(database: Path) -> None:
    schema = read_sqlite_schema(database)
    assert {name: dict(table.columns) for name, table in schema.tables.items()} == {
        "Order Lines": {"id": "INTEGER", "Unit Price": "MONEY OF SOME KIND", "note": ""},
        "ships": {"id": "INTEGER", "name": "VARCHAR(20)"},
        "names": {"ship": "VARCHAR(20)"},
    }
    assert "CREATE VIEW names" in schema.ddl


@pytest.mark.parametrize(
    ("sql", "dialect", "allowed"),
    [
        ('SELECT "Unit Price" FROM "Order Lines"', "sqlite", True),
        ("SELECT SHIP FROM NAMES", "sqlite", True),
        ("SELECT ship FROM names", "postgres", True),
        ("SELECT ship FROM sqlite_master", "sqlite", False),
        ("SELECT price FROM ships", "sqlite", False),
        ("SELECT fleet.ships.name FROM fleet.ships", "postgres", True),
        ("SELECT name FROM company.fleet.ships", "snowflake", True),
        ("SELECT name FROM fleet.boats", "postgres", False),
        ("SELECT name FROM fleet.ships", "sqlite", False),
    ],
)
def test_names_are_found_in_it(database: Path, *, sql: str, dialect: str, allowed: bool) -> None:
    assert check(sql, schema=read_sqlite_schema(database, dialect), dialect=dialect).allowed is allowed


def test_a_view_of_a_table_that_is_gone_hides_no_other(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE VIEW broken AS SELECT * FROM nowhere")
    assert set(read_sqlite_schema(database).tables) == {"Order Lines", "ships", "names"}


@pytest.mark.parametrize("is_broken", [False, True])
def test_names_that_are_no_utf8_are_read_with_marks(database: Path, *, is_broken: bool) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("CREATE TABLE odd (name TEXT, xyz INTEGER)")
        if is_broken:
            connection.execute("CREATE VIEW broken AS SELECT * FROM nowhere")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(
            "UPDATE sqlite_master SET sql = CAST(REPLACE(CAST(sql AS BLOB), CAST('xyz' AS BLOB), x'78ff7a') AS TEXT) "
            "WHERE name = 'odd'"
        )
    found = read_sqlite_schema(database).tables
    assert set(found) == {"Order Lines", "ships", "names", "odd"}
    assert list(found["odd"].columns) == ["name", "x\N{REPLACEMENT CHARACTER}z"]
