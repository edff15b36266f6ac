import json
import sqlite3
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tuneql.sql.guard import check
from tuneql.sql.schema import Schema, parse_schema

CASES = Path(__file__).parent / "cases"
DIALECTS = ("postgres", "redshift", "mysql", "tsql", "snowflake", "bigquery", "sqlite", "duckdb")


def statements(*files: str) -> Iterator[tuple[str, str]]:
    """Each dialect with each of its statements; lines that begin with -- and a space are headings."""
    for dialect in DIALECTS:
        for path in (CASES / folder / name for name in files for folder in (dialect, "every")):
            for line in path.read_text("utf-8").splitlines() if path.exists() else ():
                if line.strip() and not line.startswith("-- "):
                    yield dialect, line


GOOD = tuple(statements("allow.sql", "questions.sql"))


@cache
def ddl(dialect: str) -> str:
    return (CASES / dialect / "schema.sql").read_text("utf-8")


@cache
def schema(dialect: str) -> Schema:
    return parse_schema(ddl(dialect), dialect)


@cache
def engine(dialect: str) -> Callable[[str], Any] | None:
    if dialect == "sqlite":
        database = sqlite3.connect(":memory:")
        database.executescript(ddl(dialect))
        return database.execute
    if dialect == "duckdb":
        connection = duckdb.connect()
        connection.execute(ddl(dialect))
        connection.execute("SET lambda_syntax = 'ENABLE_SINGLE_ARROW'")
        return connection.execute
    return None


def lines(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


def shown(value: object) -> str:
    return f"{value['dialect']}: {value['sql'][:60]}" if isinstance(value, dict) else str(value)[:60]


@pytest.mark.parametrize(("dialect", "sql"), GOOD, ids=shown)
def test_good_sql_is_allowed_and_what_comes_back_is_allowed_and_stays(dialect: str, sql: str) -> None:
    verdict = check(sql, schema=schema(dialect), dialect=dialect)
    assert verdict.denials == ()
    again = check(str(verdict.sql), schema=schema(dialect), dialect=dialect)
    assert again.sql == verdict.sql


@pytest.mark.parametrize(("dialect", "sql"), [each for each in GOOD if each[0] in {"sqlite", "duckdb"}], ids=shown)
def test_what_comes_back_runs_in_its_engine(dialect: str, sql: str) -> None:
    run = engine(dialect)
    assert run is not None
    if _is_known(run, sql):
        run(str(check(sql, schema=schema(dialect), dialect=dialect).sql)).fetchall()


def _is_known(run: Callable[[str], Any], sql: str) -> bool:
    """Whether the engine at hand knows a statement as it was written: there are older SQLites, without maths."""
    try:
        run(sql).fetchall()
    except sqlite3.OperationalError as error:
        if "no such function" not in str(error) and 'near "ORDER"' not in str(error):
            raise
        return False
    return True


@pytest.mark.parametrize("case", lines("harmful.jsonl"), ids=shown)
def test_harmful_sql_is_denied(case: dict[str, str]) -> None:
    verdict = check(case["sql"], schema=schema(case["dialect"]), dialect=case["dialect"])
    assert case["rule"] in {denial.rule for denial in verdict.denials}


@pytest.mark.parametrize(("dialect", "sql"), tuple(statements("bombs.sql")), ids=shown)
def test_every_bomb_is_denied(dialect: str, sql: str) -> None:
    assert not check(sql, schema=schema(dialect), dialect=dialect).allowed


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_harmful_statement_is_denied(dialect: str) -> None:
    harmful = [sql for one, sql in statements("harmful.sql") if one == dialect]
    harmful += [case["sql"] for case in lines("every/odd.jsonl")]
    verdicts = {sql: check(sql, schema=schema(dialect), dialect=dialect) for sql in harmful}
    assert [sql for sql, verdict in verdicts.items() if verdict.allowed] == []


@pytest.mark.parametrize("case", lines("bombs.jsonl"), ids=shown)
def test_unbounded_work_is_denied(case: dict[str, str]) -> None:
    verdict = check(case["sql"], schema=schema(case["dialect"]), dialect=case["dialect"])
    assert "bounded_work" in {denial.rule for denial in verdict.denials}
