import pytest

from tuneql.corpus.example import Example
from tuneql.corpus.traits import Traits, traits

DDL = "CREATE TABLE Ships (id INT, name TEXT); CREATE TABLE ports (id INT, name TEXT)"


def traits_of(sql: str, dialect: str = "sqlite") -> Traits:
    return traits(Example(question="?", ddl=DDL, sql=sql, source="a.jsonl", row=1), dialect)


@pytest.mark.parametrize(
    ("sql", "functions"),
    [
        ("SELECT name FROM ships", ()),
        ("SELECT UPPER(name), COUNT(*) FROM ships GROUP BY UPPER(name)", ("COUNT", "UPPER")),
        ("SELECT my_own(name) FROM ships", ("MY_OWN",)),
        ("SELECT CASE WHEN id = 1 AND name = 'a' OR id = 2 THEN 1 END, CAST(id AS TEXT) FROM ships", ()),
        ("SELECT name FROM ships WHERE EXISTS (SELECT 1 FROM ports)", ()),
    ],
)
def test_operators_are_no_functions(sql: str, functions: tuple[str, ...]) -> None:
    assert traits_of(sql).functions == functions


@pytest.mark.parametrize(
    ("dialect", "sql", "functions"),
    [
        ("sqlite", "SELECT STRFTIME('%Y', name), INSTR(name, 'a'), id || 'x' FROM ships", ("INSTR", "STRFTIME")),
        (
            "postgres",
            "SELECT DATE_TRUNC('month', name::date), STRING_AGG(name, ',') FROM ships",
            ("DATE_TRUNC", "STRING_AGG"),
        ),
        ("tsql", "SELECT DATEADD(day, 1, GETDATE()), LEN(name) FROM ships", ("CURRENT_TIMESTAMP", "DATEADD", "LEN")),
        ("snowflake", "SELECT TO_CHAR(id), LISTAGG(name) FROM ships", ("LISTAGG", "TO_CHAR")),
        ("duckdb", "SELECT LIST_SUM([id]), STRPTIME(name, '%Y') FROM ships", ("LIST_SUM", "STRPTIME")),
    ],
)
def test_functions_are_called_as_the_dialect_calls_them(dialect: str, sql: str, functions: tuple[str, ...]) -> None:
    assert traits_of(sql, dialect).functions == functions


def test_tables_are_told_as_the_schema_declares_them() -> None:
    found = traits_of("SELECT name FROM SHIPS")
    assert (found.used, found.unused) == (("Ships",), ("ports",))


@pytest.mark.parametrize(
    ("sql", "hardness"), [("SELECT name FROM ships", "easy"), ("SELECT (", "extra"), ("SELECT 1; SELECT 2", "extra")]
)
def test_what_is_no_single_statement_is_as_hard_as_can_be(sql: str, hardness: str) -> None:
    assert traits_of(sql).hardness == hardness


def test_sql_that_does_not_parse_uses_nothing() -> None:
    found = traits_of("SELECT (")
    assert (found.functions, found.used, found.unused) == ((), (), ("Ships", "ports"))
