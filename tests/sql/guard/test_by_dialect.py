import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tuneql.sql.guard import Verdict, check
from tuneql.sql.schemas.schema import Schema, parse_schema

CASES = Path(__file__).parents[1] / "cases"
DIALECTS = ("postgres", "redshift", "mysql", "tsql", "snowflake", "bigquery", "sqlite", "duckdb")


def folders(dialect: str) -> Iterator[str]:
    """Where a dialect's cases are: its own, those of every dialect, and those of dialects with the same strict rule."""
    yield from (dialect, "every")
    if dialect not in {"mysql", "sqlite"}:
        yield "strict_groups"
    if dialect not in {"duckdb", "sqlite"}:
        yield "strict_orders"


def statements(*files: str) -> Iterator[tuple[str, str]]:
    """Each dialect with each of its statements; lines that begin with -- and a space are headings."""
    for dialect in DIALECTS:
        for path in (CASES / folder / name for name in files for folder in folders(dialect)):
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


@cache
def judged(dialect: str, sql: str) -> Verdict:
    """The guard's verdict, which several tests look at."""
    return check(sql, schema=schema(dialect), dialect=dialect)


def wrongly_judged(dialect: str, sql: str) -> object:
    """What is wrong with the verdict on a good statement: it is denied, or so is what comes back, or that changes."""
    verdict = judged(dialect, sql)
    if verdict.denials:
        return verdict.denials
    again = check(str(verdict.sql), schema=schema(dialect), dialect=dialect)
    return None if again.sql == verdict.sql else (verdict.sql, again.sql, again.denials)


def wrong(cases: Iterable[tuple[str, str]], dialect: str) -> dict[str, object]:
    """Good statements with what is wrong with their verdicts."""
    found = {sql: wrongly_judged(dialect, sql) for one, sql in cases if one == dialect}
    assert found, "there are no cases"
    return {sql: why for sql, why in found.items() if why is not None}


# A test for each statement would take longer than the guard: there are thousands.
@pytest.mark.parametrize("dialect", DIALECTS)
def test_good_sql_is_allowed_and_what_comes_back_is_allowed_and_stays(dialect: str) -> None:
    assert wrong(GOOD, dialect) == {}


@pytest.mark.parametrize("dialect", ["sqlite", "duckdb"])
def test_what_comes_back_runs_in_its_engine(dialect: str) -> None:
    run = engine(dialect)
    assert run is not None
    for sql in (sql for one, sql in GOOD if one == dialect):
        if _is_known(run, sql):
            run(str(judged(dialect, sql).sql)).fetchall()


@pytest.mark.parametrize("dialect", ["sqlite", "duckdb"])
def test_what_comes_back_gives_the_same_values(dialect: str) -> None:
    run = engine(dialect)
    assert run is not None
    given = [sql for one, sql in statements("values.sql") if one == dialect and _is_known(run, sql)]
    returned = [str(judged(dialect, sql).sql) for sql in given]
    assert given
    assert [repr(run(sql).fetchall()) for sql in returned] == [repr(run(sql).fetchall()) for sql in given]


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


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_bomb_is_denied(dialect: str) -> None:
    bombs = [sql for one, sql in statements("bombs.sql") if one == dialect]
    assert bombs
    verdicts = {sql: judged(dialect, sql) for sql in bombs}
    assert [sql for sql, verdict in verdicts.items() if not is_refused_with_a_reason(verdict)] == []


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_harmful_statement_is_denied(dialect: str) -> None:
    harmful = [sql for one, sql in statements("harmful.sql") if one == dialect]
    harmful += [case["sql"] for case in lines("every/odd.jsonl")]
    verdicts = {sql: check(sql, schema=schema(dialect), dialect=dialect) for sql in harmful}
    assert [sql for sql, verdict in verdicts.items() if not is_refused_with_a_reason(verdict)] == []


def is_refused_with_a_reason(verdict: Verdict) -> bool:
    """Whether a statement is refused for what it does, not because a rule failed on it."""
    return not verdict.allowed and not any("cannot be checked" in each.detail for each in verdict.denials)


@pytest.mark.parametrize("case", lines("bombs.jsonl"), ids=shown)
def test_unbounded_work_is_denied(case: dict[str, str]) -> None:
    verdict = check(case["sql"], schema=schema(case["dialect"]), dialect=case["dialect"])
    assert "bounded_work" in {denial.rule for denial in verdict.denials}
