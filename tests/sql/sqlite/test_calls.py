"""Functions of other engines mean the same on SQLite: aggregates, patterns, formats, casts, and sums of dates.

The values of `postgres`, `mysql` and `duckdb` are those of the engines themselves.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.case_files import read_cases
from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.running.engine import register
from tuneql.sql.running.sandbox import ExecutionFailed, Limits, Sandbox, to_sqlite
from tuneql.sql.running.worker import Worker

CASES = read_cases(__file__, "calls.jsonl")
TABLE = "CREATE TABLE t (a TEXT, b NUMERIC, c INTEGER, m INTEGER, d DATE, e DATE, s TIMESTAMP)"
ROWS = (
    ("ann", 1.5, 1, None, "2024-01-31", "2023-12-30", "2024-01-31 10:20:30"),
    ("Ann", 2.25, 2, 5, "2024-03-15", "2024-03-01", "2024-03-15 23:59:00"),
    ("bob", 4.75, 2, None, "2023-07-04", "2023-01-01", "2023-07-04 15:05:00"),
    ("cid", None, 4, 7, None, "2024-02-29", None),
)


def fill(database: sqlite3.Connection) -> None:
    database.execute(TABLE)
    database.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?)", ROWS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['dialect']}: {case['sql']}")
def test_functions_mean_the_same_in_sqlite(case: dict[str, Any]) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        fill(database)
        register(database, sqlite_functions(case["dialect"]))
        rows = database.execute(to_sqlite(case["sql"], case["dialect"])).fetchall()
    expected = case["is"] if isinstance(case["is"], list) else [[case["is"]]]
    assert [list(row) for row in rows] == [pytest.approx(row) for row in expected]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "t.sqlite"
    with closing(sqlite3.connect(path)) as database:
        fill(database)
        database.commit()
    return path


@pytest.mark.parametrize(
    ("dialect", "sql"),
    [
        ("postgres", "SELECT s - TIMESTAMP '2024-01-01 10:00:00' FROM t"),
        ("postgres", "SELECT s + '1 month' FROM t"),
        ("mysql", "SELECT d - e FROM t"),
        ("bigquery", "SELECT d - e FROM t"),
        ("tsql", "SELECT FORMAT(b, 'C') FROM t"),
        ("postgres", "SELECT TO_CHAR(b, 'RN') FROM t"),
        ("postgres", "SELECT a ~ '(' FROM t"),
        ("duckdb", "SELECT a[1] FROM t"),
        ("duckdb", "SELECT format('{}', a) FROM t"),
        ("postgres", "SELECT TO_DATE(a, 'YYYY-MM-DD') FROM t"),
    ],
)
def test_what_has_no_counterpart_fails(place: Path, dialect: str, sql: str) -> None:
    with Sandbox(place, dialect=dialect) as sandbox, pytest.raises(ExecutionFailed) as failure:
        sandbox.run(sql, dialect=dialect)
    assert failure.value.kind == "function"


def test_a_failure_tells_why(place: Path) -> None:
    with Sandbox(place, dialect="mysql") as sandbox, pytest.raises(ExecutionFailed, match="SQLite has no intervals"):
        sandbox.run("SELECT d - e FROM t", dialect="mysql")


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        ("SELECT price / n, n / 2, SUM(price) / COUNT(*), 7 / n FROM goods", (20 / 3, 1, 20.0, 2)),
        ("SELECT total / 3, n / 2 FROM (SELECT SUM(price) + 1 AS total, MAX(n) AS n FROM goods) AS s", (7.0, 1)),
        (
            "WITH s AS (SELECT SUM(price) AS total FROM goods), u AS (SELECT total AS t FROM s) SELECT t / 3 FROM u",
            (20 / 3,),
        ),
        ("SELECT n / (price - 16) FROM goods", (0.75,)),
    ],
)
def test_decimals_that_are_whole_are_divided_as_decimals(sql: str, values: tuple[object, ...], tmp_path: Path) -> None:
    path = tmp_path / "goods.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript("CREATE TABLE goods (price DECIMAL(10, 2), n INTEGER); INSERT INTO goods VALUES (20, 3)")
    for dialect in ("postgres", "tsql"):
        with Sandbox(path, dialect=dialect) as sandbox:
            assert sandbox.run(sql, dialect=dialect).rows == (pytest.approx(values),)


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        ("SELECT AVG(n), AVG(price), AVG(n * 1.0), AVG(CAST(n AS FLOAT)) FROM goods", (3, 20.5, 3.5, 3.5)),
        (
            "SELECT AVG(CASE WHEN n > 3 THEN 1 ELSE 0 END), AVG(CASE WHEN n > 3 THEN 1.0 ELSE 0 END) FROM goods",
            (0, 0.5),
        ),
        ("SELECT TOP 1 AVG(n) OVER () FROM goods", (3,)),
        ("SELECT AVG(IIF(n > 3, n, NULL)), AVG(CASE WHEN price / n > 6 THEN 2 ELSE 1 END) FROM goods", (4, 1)),
    ],
)
def test_an_average_of_integers_is_an_integer_in_sql_server(
    sql: str, values: tuple[object, ...], tmp_path: Path
) -> None:
    path = tmp_path / "goods.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "CREATE TABLE goods (price DECIMAL(10, 2), n INTEGER); INSERT INTO goods VALUES (20, 3), (21, 4)"
        )
    with Sandbox(path, dialect="tsql") as sandbox:
        assert sandbox.run(sql, dialect="tsql").rows == (pytest.approx(values),)


def test_sqlite_itself_gets_none_of_the_functions(place: Path) -> None:
    assert sqlite_functions("sqlite") == ()
    with Sandbox(place) as sandbox, pytest.raises(ExecutionFailed, match="no such function: LPAD"):
        sandbox.run("SELECT LPAD(a, 2) FROM t")


def test_the_worker_knows_the_functions(place: Path) -> None:
    with Worker() as worker, Sandbox(place, dialect="postgres", worker=worker) as sandbox:
        found = sandbox.run("SELECT STRING_AGG(a, '-' ORDER BY a DESC), MAX(d - e) FROM t", dialect="postgres")
    assert found.rows == (("cid-bob-ann-Ann", 184),)


def test_a_pattern_that_never_ends_costs_its_time(place: Path) -> None:
    sql = "SELECT ('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' || a) ~ '^(a+)+$' FROM t"
    limits = Limits(seconds=0.2)
    with Worker() as worker, Sandbox(place, dialect="postgres", worker=worker, limits=limits) as sandbox:
        with pytest.raises(ExecutionFailed) as failure:
            sandbox.run(sql, dialect="postgres")
        assert sandbox.run("SELECT COUNT(*) FROM t", dialect="postgres").rows == ((4,),)
    assert failure.value.kind == "timeout"


def test_a_text_that_is_too_long_fails(place: Path) -> None:
    with Sandbox(place, dialect="postgres") as sandbox, pytest.raises(ExecutionFailed):
        sandbox.run("SELECT LPAD(a, 2000000000) FROM t", dialect="postgres")
