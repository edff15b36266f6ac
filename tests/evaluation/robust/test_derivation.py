import sqlite3
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tuneql.evaluation.robust.catalogue import Catalogue, read_ddl
from tuneql.evaluation.robust.demands import demands
from tuneql.evaluation.robust.derivation import Derivation
from tuneql.sql.parsing import parse

SLOW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)


def database(catalogue: Catalogue, queries: tuple[str, ...], number: int = 0, seed: int = 0) -> sqlite3.Connection:
    asked = tuple(demand for sql in queries for demand in demands(parse(sql, "sqlite")[0], catalogue))
    return Derivation(catalogue, asked, catalogue.tables).database(number, seed)


def dump(connection: sqlite3.Connection) -> str:
    return "\n".join(connection.iterdump())


@SLOW
@given(number=st.integers(0, 60), seed=st.integers(0, 10_000))
def test_keys_and_constraints_hold(number: int, seed: int, catalogue: Catalogue, queries: tuple[str, ...]) -> None:
    connection = database(catalogue, queries, number, seed)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    for name in catalogue.tables:
        assert number % 12 >= 6 or connection.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] > 3


@SLOW
@given(number=st.integers(0, 20), seed=st.integers(0, 100))
def test_the_same_seed_gives_the_same_rows(
    number: int, seed: int, catalogue: Catalogue, queries: tuple[str, ...]
) -> None:
    assert dump(database(catalogue, queries, number, seed)) == dump(database(catalogue, queries, number, seed))


def test_other_numbers_and_seeds_give_other_rows(catalogue: Catalogue, queries: tuple[str, ...]) -> None:
    dumps = {dump(database(catalogue, queries, number, seed)) for number in range(3) for seed in range(3)}
    assert len(dumps) == 9


@pytest.mark.parametrize("number", [6, 11, 18])
def test_half_of_the_databases_have_some_of_the_rows_of_another(
    number: int, catalogue: Catalogue, queries: tuple[str, ...]
) -> None:
    fewer, whole = (database(catalogue, queries, each) for each in (number, number - 6))
    for name in catalogue.tables:
        some, all_of_them = (Counter(each.execute(f"SELECT * FROM {name}")) for each in (fewer, whole))
        assert some < all_of_them


def test_null_stays_out_of_columns_that_have_none(with_rows: Catalogue, queries: tuple[str, ...]) -> None:
    for number in range(12):
        connection = database(with_rows, queries, number)
        assert connection.execute("SELECT COUNT(*) FROM crew WHERE wage IS NULL").fetchone() == (0,)


@pytest.mark.parametrize("column", ["ships.retired_on", "trips.guests"])
def test_null_goes_where_there_is_some(column: str, with_rows: Catalogue, queries: tuple[str, ...]) -> None:
    table = column.partition(".")[0]
    counts = [
        database(with_rows, queries, number)
        .execute(f"SELECT COUNT(*) FROM {table} WHERE {column} IS NULL")
        .fetchone()[0]
        for number in range(6)
    ]
    assert any(counts)


def test_a_table_that_no_query_reads_changes_nothing_in_the_others(with_rows: Catalogue) -> None:
    asked = demands(parse("SELECT name FROM ships WHERE seats > 80", "sqlite")[0], with_rows)
    few, all_of_them = (Derivation(with_rows, asked, names).database(1, 0) for names in (["ships"], with_rows.tables))
    read = "SELECT * FROM ships"
    assert few.execute(read).fetchall() == all_of_them.execute(read).fetchall()
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        few.execute("SELECT * FROM trips")


@pytest.mark.parametrize(
    "ddl",
    [
        "CREATE TABLE a (x)",
        "CREATE TABLE head (head_id INTEGER, age VARCHAR); CREATE TABLE office (office_id INTEGER, head_id INTEGER)",
        "CREATE TABLE a (id INT PRIMARY KEY, b_id INT NOT NULL REFERENCES b); CREATE TABLE b (id INT PRIMARY KEY)",
        "CREATE TABLE a (id PRIMARY KEY, b INT REFERENCES b); CREATE TABLE b (id PRIMARY KEY, a INT REFERENCES a)",
        "CREATE TABLE a (id TEXT PRIMARY KEY, a_id TEXT REFERENCES a (id))",
        "CREATE TABLE a (x INTEGER, y INTEGER, UNIQUE (x, y), CHECK (x < y))",
        "CREATE TABLE a (id INTEGER REFERENCES nowhere (id))",
    ],
)
def test_fills_odd_schemas(ddl: str) -> None:
    for number in range(6):
        connection = database(read_ddl(ddl, "sqlite"), (), number)
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
