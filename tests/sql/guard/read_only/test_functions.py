"""The functions that each engine may call: cases are data, in `functions/<engine>/`, one expression or FROM a line."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sql.guard.test_by_dialect import engine, judged, wrong
from tuneql.sql.guard.read_only.functions import ENGINES, listed

CASES = Path(__file__).parent / "functions"
DENYING = {"read_only", "parses", "known_tables", "known_columns"}


def cases(kind: str) -> Iterator[tuple[str, str]]:
    """The engine and the statement of each case; lines that begin with -- and a space are headings."""
    for path in sorted(CASES.glob(f"*/{kind}.sql")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("-- "):
                yield path.parent.name, statement(line, path.parent.name)


def statement(line: str, dialect: str) -> str:
    if line.startswith("SELECT "):
        return line
    orders = "shop.orders" if dialect == "bigquery" else "orders"
    return f"SELECT * {line}" if line.startswith("FROM ") else f"SELECT {line} FROM {orders}"


def is_known(run: Callable[[str], Any], sql: str) -> bool:
    """Whether the engine at hand has all that a case calls: SQLite is built with and without some of it."""
    try:
        run(sql).fetchall()
    except sqlite3.OperationalError as error:
        if not str(error).startswith(("no such function", "no such table: generate_series")):
            raise
        return False
    return True


@pytest.mark.parametrize("dialect", ENGINES)
def test_what_an_engine_computes_is_allowed_and_stays_so(dialect: str) -> None:
    assert wrong(cases("allowed"), dialect) == {}


@pytest.mark.parametrize("dialect", ["sqlite", "duckdb"])
def test_what_is_allowed_runs_in_its_engine_as_it_comes_back(dialect: str) -> None:
    run = engine(dialect)
    assert run is not None
    for sql in (sql for one, sql in cases("allowed") if one == dialect):
        if is_known(run, sql):
            run(str(judged(dialect, sql).sql)).fetchall()


@pytest.mark.parametrize("dialect", ENGINES)
def test_what_is_not_listed_is_denied(dialect: str) -> None:
    denied = {
        sql: {denial.rule for denial in judged(dialect, sql).denials} for one, sql in cases("denied") if one == dialect
    }
    assert [sql for sql, rules in denied.items() if not rules & DENYING] == []


@pytest.mark.parametrize("engine_name", ENGINES)
@pytest.mark.parametrize("kind", ["allowed", "denied"])
def test_every_engine_has_its_cases(engine_name: str, kind: str) -> None:
    assert sum(dialect == engine_name for dialect, _ in cases(kind)) >= 60


@pytest.mark.parametrize("engine_name", ENGINES)
def test_lists_are_plain(engine_name: str) -> None:
    assert len(listed(engine_name)) > 100
    assert all(name == name.lower() and name.isascii() for name in listed(engine_name))
