"""Dates, their parts and calculations with them mean the same on SQLite as in their own dialect."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.running.engine import register
from tuneql.sql.running.sandbox import to_sqlite

LINES = Path(__file__).with_name("dates.jsonl").read_text(encoding="utf-8").splitlines()
CASES: list[dict[str, Any]] = [json.loads(line) for line in LINES]
DAYS = """
CREATE TABLE days (d DATE, t TIMESTAMP, sooner TIMESTAMP, leap DATE, missing DATE, n INTEGER);
INSERT INTO days VALUES ('2024-01-31', '2024-01-31 10:20:30', '2023-11-15 23:00:00', '2024-02-29', NULL, 2);
"""


def value_of(expression: str, dialect: str) -> object:
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(DAYS)
        register(database, sqlite_functions(dialect))
        (row,) = database.execute(to_sqlite(f"SELECT {expression} FROM days", dialect)).fetchall()
    return row[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['dialect']}: {case['sql']}")
def test_dates_mean_the_same_in_sqlite(case: dict[str, Any]) -> None:
    assert value_of(case["sql"], case["dialect"]) == case["is"]


@pytest.mark.parametrize("unit", ["decade", "isoweek"])
def test_what_has_no_words_in_sqlite_is_left_to_fail_there(unit: str) -> None:
    with pytest.raises(sqlite3.OperationalError):
        value_of(f"d + INTERVAL '1 {unit}'", "postgres")


@given(months=st.integers(-40, 40), day=st.dates().map(str))
def test_a_month_there_and_back_never_leaves_the_month(months: int, day: str) -> None:
    if not 1 <= int(day[:4]) <= 9000:
        return
    there = value_of(f"DATE '{day}' + INTERVAL '{months} months'", "postgres")
    assert there is None or value_of(f"DATE_DIFF('month', DATE '{day}', DATE '{there}')", "duckdb") == months


def test_a_sum_of_very_many_steps_stays_short() -> None:
    many = "d" + " + INTERVAL '1 month'" * 60
    assert len(to_sqlite(f"SELECT {many} FROM days", "postgres")) < 20_000
