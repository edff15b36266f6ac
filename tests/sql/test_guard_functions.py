"""The functions that each engine may call: cases are data, in `functions/<engine>/`, one expression or FROM a line."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sql.test_guard_by_dialect import engine, schema
from tuneql.sql.guard import check
from tuneql.sql.guard.functions import ENGINES, listed

CASES = Path(__file__).parent / "functions"


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


def shown(value: str) -> str:
    return value[:70]


@pytest.mark.parametrize(("dialect", "sql"), list(cases("allowed")), ids=shown)
def test_what_an_engine_computes_is_allowed_and_stays_so(dialect: str, sql: str) -> None:
    verdict = check(sql, schema=schema(dialect), dialect=dialect)
    assert verdict.denials == ()
    assert check(str(verdict.sql), schema=schema(dialect), dialect=dialect).sql == verdict.sql


@pytest.mark.parametrize(
    ("dialect", "sql"), [each for each in cases("allowed") if each[0] in {"sqlite", "duckdb"}], ids=shown
)
def test_what_is_allowed_runs_in_its_engine_as_it_comes_back(dialect: str, sql: str) -> None:
    run = engine(dialect)
    assert run is not None
    if is_known(run, sql):
        run(str(check(sql, schema=schema(dialect), dialect=dialect).sql)).fetchall()


@pytest.mark.parametrize(("dialect", "sql"), list(cases("denied")), ids=shown)
def test_what_is_not_listed_is_denied(dialect: str, sql: str) -> None:
    rules = {denial.rule for denial in check(sql, schema=schema(dialect), dialect=dialect).denials}
    assert rules & {"read_only", "parses", "known_tables", "known_columns"}


@pytest.mark.parametrize("engine_name", ENGINES)
@pytest.mark.parametrize("kind", ["allowed", "denied"])
def test_every_engine_has_its_cases(engine_name: str, kind: str) -> None:
    assert sum(dialect == engine_name for dialect, _ in cases(kind)) >= 60


@pytest.mark.parametrize("engine_name", ENGINES)
def test_lists_are_plain(engine_name: str) -> None:
    assert len(listed(engine_name)) > 100
    assert all(name == name.lower() and name.isascii() for name in listed(engine_name))
