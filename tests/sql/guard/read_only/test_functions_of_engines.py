"""The lists of SQLite and DuckDB beside what these engines say of themselves.

`unlisted.txt` names what an engine has and a query may not call, by the reason; `absent.txt` what is listed and an
engine does not name: its grammar, and what other versions have. Names may be patterns.
"""

import sqlite3
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path

import duckdb
import pytest

from tuneql.sql.guard.read_only.functions import listed

CASES = Path(__file__).parent / "functions"
NAMES = {
    "sqlite": lambda: sqlite3.connect(":memory:").execute("SELECT name FROM pragma_function_list"),
    "duckdb": lambda: duckdb.connect().execute("SELECT lower(function_name) FROM duckdb_functions()"),
}


def names_of(engine: str) -> set[str]:
    """Functions that are called by a name; operators are listed by engines too."""
    return {name for (name,) in NAMES[engine]().fetchall() if name.replace("_", "").isalnum()}


def patterns(engine: str, kind: str) -> list[str]:
    lines = (CASES / engine / f"{kind}.txt").read_text("utf-8").splitlines()
    return [name for line in lines if not line.startswith("#") for name in line.split()]


def not_matched(names: Iterable[str], by: list[str]) -> set[str]:
    return {name for name in names if not any(fnmatchcase(name, pattern) for pattern in by)}


def plain(engine: str) -> set[str]:
    return {name for name in listed(engine) if name.replace("_", "").isalnum()}


@pytest.mark.parametrize("engine", NAMES)
def test_every_listed_name_is_a_function_of_the_engine(engine: str) -> None:
    assert not_matched(plain(engine) - names_of(engine), patterns(engine, "absent")) == set()


@pytest.mark.parametrize("engine", NAMES)
def test_every_other_function_of_the_engine_is_left_out_for_a_reason(engine: str) -> None:
    assert not_matched(names_of(engine) - plain(engine), patterns(engine, "unlisted")) == set()


@pytest.mark.parametrize("engine", NAMES)
def test_nothing_is_both_listed_and_left_out(engine: str) -> None:
    assert not_matched(plain(engine), patterns(engine, "unlisted")) == plain(engine)
