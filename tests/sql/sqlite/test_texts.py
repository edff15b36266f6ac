"""Functions of texts mean the same on SQLite as in their own dialect."""

import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.case_files import read_cases
from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.running.engine import register
from tuneql.sql.running.sandbox import to_sqlite

CASES = read_cases(__file__, "texts.jsonl")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['dialect']}: {case['sql']}")
def test_texts_mean_the_same_in_sqlite(case: dict[str, Any]) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE t (a TEXT, n INTEGER, missing TEXT)")
        database.execute("INSERT INTO t VALUES ('abc', 12, NULL)")
        register(database, sqlite_functions(case["dialect"]))
        (row,) = database.execute(to_sqlite(f"SELECT {case['sql']} FROM t", case["dialect"])).fetchall()
    assert row[0] == case["is"]


def test_nested_calls_stay_short() -> None:
    nested = "a"
    for _ in range(10):
        nested = f"LEFT(RIGHT(CONCAT_WS('-', {nested}, 'x'), 9), 8)"
    assert len(to_sqlite(f"SELECT {nested} FROM t", "postgres")) < 20_000
