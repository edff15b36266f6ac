import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
import sqlglot
from hypothesis import example, given
from hypothesis import strategies as st
from sqlglot import exp
from sqlglot.errors import ParseError

from dialects.kestrel import FUNCTIONS, Kestrel
from tests.case_files import read_cases
from tuneql.sql.dialects import get_dialect, sqlite_functions


@pytest.fixture(scope="module")
def connection() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        for name, arguments, function in Kestrel.SQLITE_FUNCTIONS:
            connection.create_function(name, arguments, function, deterministic=True)
        yield connection


def written(tree: exp.Expr) -> str:
    return tree.sql(Kestrel)


def parsed(sql: str) -> exp.Expr:
    return sqlglot.parse_one(sql, dialect=Kestrel)


def test_the_file_is_all_that_registers_the_dialect() -> None:
    assert get_dialect("kestrel") is Kestrel
    assert sqlite_functions("kestrel") == Kestrel.SQLITE_FUNCTIONS


def test_every_function_has_a_meaning_in_sqlite() -> None:
    assert {name for name, _, _ in Kestrel.SQLITE_FUNCTIONS} == {function.sql_name() for function in FUNCTIONS}


@pytest.mark.parametrize("case", read_cases(__file__, "cases/written.jsonl"), ids=lambda case: case["kestrel"])
def test_what_is_read_is_written_back_and_elsewhere(case: dict[str, str]) -> None:
    tree = parsed(case["kestrel"])
    assert {dialect: tree.sql(dialect) for dialect in case} == case


@pytest.mark.parametrize("case", read_cases(__file__, "cases/refused.jsonl"), ids=lambda case: case["sql"])
def test_what_is_not_kestrel_sql_does_not_parse(case: dict[str, str]) -> None:
    with pytest.raises(ParseError):
        parsed(case["sql"])


@pytest.mark.parametrize("case", read_cases(__file__, "cases/functions.jsonl"), ids=lambda case: case["call"])
def test_functions_of_the_dialect_run_on_sqlite(case: dict[str, Any], connection: sqlite3.Connection) -> None:
    sql = sqlglot.transpile(f"SELECT {case['call']}", read=Kestrel, write="sqlite")[0]
    assert connection.execute(sql).fetchone() == (case["value"],)


@given(
    column=st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,20}", fullmatch=True),
    rows=st.integers(0, 10**12),
    skipped=st.none() | st.integers(0, 10**12),
    default=st.integers(-(10**12), 10**12) | st.text(st.characters(codec="utf-8", exclude_categories=["C"])),
)
def test_names_and_values_survive(column: str, rows: int, skipped: int | None, default: int | str) -> None:
    value = exp.Coalesce(this=exp.column(column, quoted=True), expressions=[exp.convert(default)])
    query = exp.select(value).from_("t").limit(rows)
    query = query if skipped is None else query.offset(skipped)
    sql = written(query)
    assert parsed(sql) == query
    assert "LIMIT" not in sql.replace(column, "")


def operation(operands: st.SearchStrategy[exp.Expr]) -> st.SearchStrategy[exp.Expr]:
    """An operator over operands; all but `??` bring their own parentheses, as sqlglot's trees do."""
    closed = operands.map(
        lambda node: node if isinstance(node, exp.Coalesce | exp.Literal | exp.Null) else exp.paren(node)
    )
    binary = st.sampled_from((exp.Add, exp.Sub, exp.Mul, exp.DPipe, exp.GT, exp.EQ, exp.And, exp.Is))
    return st.one_of(
        st.builds(
            lambda first, rest: exp.Coalesce(this=first, expressions=rest),
            operands,
            st.lists(operands, min_size=1, max_size=2),
        ),
        st.builds(lambda kind, one, other: kind(this=one, expression=other), binary, closed, closed),
        st.builds(lambda kind, one: kind(this=one), st.sampled_from((exp.Not, exp.Neg)), closed),
    )


EXPRESSIONS = st.recursive(
    st.sampled_from((exp.Literal.number(2), exp.Literal.number(5), exp.null())), operation, max_leaves=8
)


@example(exp.Is(this=exp.Literal.number(2), expression=exp.Coalesce(this=exp.null(), expressions=[exp.null()])))
@given(EXPRESSIONS)
def test_parentheses_keep_the_meaning(tree: exp.Expr) -> None:
    sql = written(tree)
    again = parsed(sql)
    assert written(again) == sql
    with closing(sqlite3.connect(":memory:")) as connection:
        original, read_back = (connection.execute(f"SELECT {one.sql('sqlite')}").fetchone() for one in (tree, again))
    assert original == read_back
