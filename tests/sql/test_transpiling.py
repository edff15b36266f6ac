"""SQL and schemas in another dialect, or the reason why they cannot be translated."""

import re

import pytest

from tuneql.errors import InvalidInput
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.transpiling import Inexpressible, transpile, transpile_schema

DDL = """
-- everyone who was ever hired
CREATE TABLE staff (id INTEGER PRIMARY KEY, name TEXT, pay REAL, hours INTEGER, days INTEGER -- this year
);
CREATE TABLE shifts (staff_id INTEGER REFERENCES staff (id), starts DATE);
CREATE INDEX by_name ON staff (name);
"""

WRITTEN = [
    ("SELECT name FROM staff ORDER BY pay DESC LIMIT 3", "tsql", "SELECT TOP 3 name FROM staff ORDER BY pay DESC"),
    ("SELECT name || '!' FROM staff", "mysql", "SELECT CONCAT(name, '!') FROM staff"),
    ("SELECT hours / days FROM staff", "postgres", "SELECT hours / NULLIF(days, 0) FROM staff"),
    ("SELECT pay / days FROM staff", "mysql", "SELECT pay / days FROM staff"),
    ("SELECT SUM(pay) / COUNT(*) FROM staff", "mysql", "SELECT SUM(pay) / COUNT(*) FROM staff"),
    ("SELECT AVG(hours) / 2 FROM staff", "mysql", "SELECT AVG(hours) / 2 FROM staff"),
    ("SELECT 100.0 * hours / days FROM staff", "mysql", "SELECT 100.0 * hours / days FROM staff"),
    ("SELECT CAST(hours AS REAL) / days FROM staff", "snowflake", "SELECT CAST(hours AS DOUBLE) / days FROM staff"),
]


@pytest.mark.parametrize(("sql", "target", "written"), WRITTEN)
def test_a_statement_in_another_dialect(sql: str, target: str, written: str) -> None:
    schema = parse_schema(DDL, "sqlite")
    found = transpile(sql, schema=schema, source="sqlite", target=target)
    # SQLite answers NULL to a division by zero, as others are made to.
    assert re.sub(r"NULLIF\((.*), 0\)", r"\1", found) == re.sub(r"NULLIF\((.*), 0\)", r"\1", written)


NOT_WRITTEN = [
    ("SELECT hours / days FROM staff", "mysql", "is a whole number in sqlite"),
    ("SELECT SUM(hours) / COUNT(*) FROM staff", "bigquery", "is a whole number in sqlite"),
    ("SELECT (hours + 1) / (2) FROM staff", "snowflake", "is a whole number in sqlite"),
    ("SELECT (", "mysql", "cannot be written in mysql"),
]


@pytest.mark.parametrize(("sql", "target", "reason"), NOT_WRITTEN)
def test_a_statement_that_would_mean_something_else(sql: str, target: str, reason: str) -> None:
    with pytest.raises(Inexpressible, match=reason):
        transpile(sql, schema=parse_schema(DDL, "sqlite"), source="sqlite", target=target)


def test_a_statement_that_has_no_words() -> None:
    sql = "SELECT name FROM staff EXCEPT ALL SELECT name FROM staff WHERE pay > 1"
    with pytest.raises(Inexpressible, match="EXCEPT ALL"):
        transpile(sql, schema=parse_schema(DDL, "postgres"), source="postgres", target="sqlite")


def test_the_same_dialect_changes_nothing() -> None:
    schema = parse_schema(DDL, "sqlite")
    assert transpile("select  1", schema=schema, source="sqlite", target="sqlite") == "select  1"
    assert transpile_schema(DDL, source="sqlite", target="sqlite") == DDL


def test_an_unknown_dialect_is_an_error_of_the_caller() -> None:
    with pytest.raises(InvalidInput, match="klingon"):
        transpile("SELECT 1", schema=parse_schema(DDL, "sqlite"), source="sqlite", target="klingon")


@pytest.mark.parametrize(
    "target", ["postgres", "redshift", "mysql", "tsql", "snowflake", "bigquery", "duckdb", "kestrel"]
)
def test_a_schema_keeps_its_tables_columns_keys_and_comments(target: str) -> None:
    written = transpile_schema(DDL, source="sqlite", target=target)
    before, after = parse_schema(DDL, "sqlite"), parse_schema(written, target)
    assert {name: list(table.columns) for name, table in after.tables.items()} == {
        name: list(table.columns) for name, table in before.tables.items()
    }
    assert after.tables["staff"].primary_key == ("id",)
    assert after.tables["shifts"].foreign_keys == before.tables["shifts"].foreign_keys
    assert "everyone who was ever hired" in written
    assert "this year" in written
    assert "INDEX" not in written
