import re
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest

from examples.kestrel import Kestrel, build, ddl
from examples.kestrel.rows import generate
from tuneql.sql.schemas.schema import parse_schema


@pytest.fixture(scope="module")
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(database)) as connection:
        yield connection


def one(connection: sqlite3.Connection, sql: str) -> int:
    return int(connection.execute(sql).fetchone()[0])


def test_the_schema_is_short_and_has_twelve_tables() -> None:
    assert len(parse_schema(ddl(), "kestrel").tables) == 12
    assert len(ddl()) < 4_500


def test_there_are_a_few_thousand_rows_and_some_in_each_table() -> None:
    sizes = {table: len(rows) for table, rows in generate().items()}
    assert 4_000 < sum(sizes.values()) < 8_000
    assert min(sizes.values()) >= 9


def test_one_seed_makes_one_company() -> None:
    assert generate(7) == generate(7)
    assert generate(7) != generate(8)


def test_building_twice_writes_the_same_bytes(kestrel: Kestrel, tmp_path: Path) -> None:
    again = build(build(tmp_path).corpus.parent)
    assert again.corpus.read_bytes() == kestrel.corpus.read_bytes()
    assert content(again) == content(kestrel)


def content(kestrel: Kestrel) -> list[str]:
    with closing(sqlite3.connect(kestrel.databases / "kestrel.sqlite")) as connection:
        return list(connection.iterdump())


def test_foreign_keys_hold(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_two_years_of_sailings(connection: sqlite3.Connection) -> None:
    first, last = connection.execute("SELECT MIN(planned_departure), MAX(planned_departure) FROM sailings").fetchone()
    assert first.startswith("2024-10")
    assert last.startswith("2026-09")
    months = Counter(month for (month,) in connection.execute("SELECT SUBSTR(planned_departure, 1, 7) FROM sailings"))
    assert len(months) == 24
    assert min(months.values()) > 20


def commented_columns() -> list[tuple[str, str, frozenset[str]]]:
    """(table, column, the values that its comment lists), for each comment that ends a list of values with `or`."""
    found, table = [], ""
    for line in ddl().splitlines():
        table = line.split()[2] if line.startswith("CREATE TABLE") else table
        if " -- '" in line and " or '" in line:
            found.append((table, line.split()[0], frozenset(re.findall(r"'([^']+)'", line))))
    return found


@pytest.mark.parametrize(("table", "column", "values"), commented_columns())
def test_comments_list_the_values_that_occur(
    connection: sqlite3.Connection, table: str, column: str, values: frozenset[str]
) -> None:
    rows = connection.execute(f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL")
    assert {value for (value,) in rows} == values


def nullable_columns() -> list[tuple[str, str]]:
    schema = re.sub(r"--.*", "", ddl())
    tables = re.findall(r"CREATE TABLE (\w+) \((.*?)\n\);", schema, re.DOTALL)
    lines = [(table, line.strip()) for table, body in tables for line in body.strip().splitlines()]
    return [(table, line.split()[0]) for table, line in lines if not re.search("NOT NULL|PRIMARY KEY", line)]


@pytest.mark.parametrize(("table", "column"), nullable_columns())
def test_what_may_be_null_sometimes_is(connection: sqlite3.Connection, table: str, column: str) -> None:
    sql = f"SELECT COUNT(*), COUNT({column}) FROM {table}"
    rows, known = connection.execute(sql).fetchone()
    assert 0 < known < rows


IMPOSSIBLE = {
    "a cancelled sailing that departed": (
        "SELECT COUNT(*) FROM sailings WHERE (status = 'cancelled') <> (actual_departure IS NULL)"
    ),
    "a reason without a cancellation": (
        "SELECT COUNT(*) FROM sailings WHERE (status = 'cancelled') <> (cancel_reason IS NOT NULL)"
    ),
    "more seats sold than offered": "SELECT COUNT(*) FROM sailings WHERE seats_sold > seats_offered",
    "a booking after departure": (
        "SELECT COUNT(*) FROM bookings JOIN sailings USING (sailing_id) WHERE booked_at > planned_departure"
    ),
    "a booking before the customer joined": (
        "SELECT COUNT(*) FROM bookings JOIN customers USING (customer_id) WHERE booked_at < joined_on"
    ),
    "a shift before hiring or after leaving": (
        "SELECT COUNT(*) FROM shifts JOIN crew USING (crew_id)"
        " WHERE starts_at < DATE(hired_on, '-1 day') OR starts_at > left_on"
    ),
    "an invoice paid before it was issued": "SELECT COUNT(*) FROM invoices WHERE paid_on < issued_on",
    "a repair finished before it was reported": "SELECT COUNT(*) FROM repairs WHERE finished_on < reported_on",
    "a sailing of a retired vessel": (
        "SELECT COUNT(*) FROM sailings JOIN vessels USING (vessel_id)"
        " WHERE planned_departure > DATE(retired_on, '+1 day')"
    ),
}


@pytest.mark.parametrize("sql", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_nothing_impossible_happens(connection: sqlite3.Connection, sql: str) -> None:
    assert one(connection, sql) == 0


def test_summer_is_fuller_than_winter(connection: sqlite3.Connection) -> None:
    sql = "SELECT AVG(1.0 * seats_sold / seats_offered) FROM sailings WHERE SUBSTR(planned_departure, 6, 2) = ?"
    shares = [connection.execute(sql, (month,)).fetchone()[0] for month in ("01", "05", "07")]
    assert all(less < more for less, more in pairwise(shares))
