import json
import logging
from functools import cache
from pathlib import Path

import pytest
import sqlglot
from hypothesis import given
from hypothesis import strategies as st

from tuneql.errors import InvalidInput
from tuneql.interpreted import is_compiled
from tuneql.sql.dialects import get_dialect
from tuneql.sql.guard import RULE_NAMES, check
from tuneql.sql.parsing import STATEMENT_CHARACTERS
from tuneql.sql.schemas.schema import Schema, parse_schema

CASES = Path(__file__).parents[1] / "cases"
DDL = (CASES / "schema.sql").read_text()


def cases(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (CASES / name).read_text().splitlines()]


@cache
def schema(dialect: str = "sqlite") -> Schema:
    written = sqlglot.transpile(DDL, read="sqlite", write=get_dialect(dialect))
    return parse_schema(";\n".join(written), dialect)


@pytest.mark.parametrize("case", cases("deny.jsonl"), ids=lambda case: f"{case['dialect']}: {case['sql'][:60]}")
def test_denies_by_the_rule_that_is_broken(case: dict[str, str]) -> None:
    verdict = check(case["sql"], schema=schema(case["dialect"]), dialect=case["dialect"])
    broken = [denial.rule for denial in verdict.denials]
    assert not verdict.allowed
    assert verdict.sql is None
    assert set(case["rules"]) <= set(broken)
    assert all(not verdict.checks[rule] for rule in case["rules"])


@pytest.mark.parametrize("case", cases("allow.jsonl"), ids=lambda case: f"{case['dialect']}: {case['sql'][:60]}")
def test_allows_what_reads_only_what_is_there(case: dict[str, str]) -> None:
    verdict = check(case["sql"], schema=schema(case["dialect"]), dialect=case["dialect"])
    assert verdict.denials == ()
    assert verdict.sql is not None
    assert verdict.sql == case.get("returned", verdict.sql)
    assert verdict.checks == dict.fromkeys(RULE_NAMES, True)


@pytest.mark.parametrize("case", cases("allow.jsonl"), ids=lambda case: f"{case['dialect']}: {case['sql'][:60]}")
def test_what_it_returns_passes_again_and_stays(case: dict[str, str]) -> None:
    known = schema(case["dialect"])
    first = check(case["sql"], schema=known, dialect=case["dialect"]).sql
    again = check(str(first), schema=known, dialect=case["dialect"])
    assert again.sql == first


@pytest.mark.parametrize(
    ("sql", "detail"),
    [
        ("SELECT totl FROM orders", "column totl does not exist; did you mean total?"),
        ("SELECT id FROM orders WHERE id = :id", "a parameter gets no value here; write the value itself"),
        ("SELECT o.totl FROM orders o", "column o.totl does not exist; did you mean total?"),
        ("SELECT 1 FROM itms", "table itms is not in the schema; did you mean items?"),
        (
            "SELECT 1 FROM pg_user",
            'table pg_user is not in the schema; it has customers, orders, order_lines, items, "Odd Names"',
        ),
        ("SELECT id FROM orders, items", "column id is ambiguous: it is in orders and in items"),
        ("SELECT i.id FROM orders", "column i.id names i, which is not in FROM; did you mean orders.id?"),
        (
            "SELECT orders.id FROM orders o",
            "column orders.id names orders, which is not in FROM; orders has the alias o here",
        ),
        ("SELECT x.idd FROM orders", "column x.idd names x, which is not in FROM; did you mean id?"),
        ("DELETE FROM orders", "DELETE is not a query; write a SELECT"),
        ("name", "the text is an expression, not a query; begin with SELECT"),
        ("SELECT TRUNC(total, 2) FROM orders", "the dialect has no place for 2 where it is; remove it"),
        (
            "SELECT 'orders'.id FROM orders",
            "'orders' before a dot is a value; write the name of a table without quotes",
        ),
        ("WITH t (a, b) AS (SELECT id FROM orders) SELECT a FROM t", "an alias names 2 columns instead of 1"),
        ("SELECT id FROM orders FOR UPDATE", "FOR UPDATE, FOR SHARE and the like lock rows; remove them"),
        ("SELECT id INTO kept FROM orders", "SELECT INTO makes a table; remove INTO"),
        ("SELECT 'abc", "the ' at line 1, column 7 is not closed"),
        ("SELECT 1 /* abc", "a comment is not closed"),
        ("SELECT id FROM FROM orders", "a query in FROM needs parentheses; FROM is written only once"),
        ("SELECT id FROM orders WHERE", "a part of WHERE is missing at line 1, column 27, near 'WHERE'"),
        ("SELECT id FROM", "Expected table name but got the end of the text at line 1, column 14, near 'FROM'"),
        (
            "SELECT TOP 5 id FROM orders",
            "an unexpected word or sign at line 1, column 12, near '5'; write LIMIT at the end instead of TOP",
        ),
        (
            "SELECT id FROM orders WHERE COUNT(*) > 1",
            "COUNT is not allowed in WHERE, which filters single rows; use HAVING, or a subquery",
        ),
        (
            "SELECT id FROM orders WHERE RANK() OVER (ORDER BY total) = 1",
            "a window function is not allowed in WHERE; compute it in a subquery in FROM",
        ),
        (
            "SELECT MAX(COUNT(*)) FROM orders GROUP BY customer_id",
            "COUNT is not allowed within MAX; compute COUNT in a subquery in FROM",
        ),
        ("SELECT 1; SELECT 2", "there are 2 statements; only one is allowed"),
    ],
)
def test_says_what_is_wrong_and_what_may_be_meant(sql: str, detail: str) -> None:
    assert check(sql, schema=schema(), dialect="sqlite").denials[0].detail == detail


@pytest.mark.parametrize(
    ("sql", "detail"),
    [
        ("SELECT `id` FROM orders", """near '`'; a name is quoted with " here, not with `"""),
        ("SELECT id FROM [orders]", """near '['; a name is quoted with " here, not with ["""),
        ("SELECT ARRAY[id] FROM orders GROUP HAVING", "near 'HAVING'"),
    ],
)
def test_says_which_marks_quote_a_name(sql: str, detail: str) -> None:
    assert check(sql, schema=schema("postgres"), dialect="postgres").denials[0].detail.endswith(detail)


@pytest.mark.parametrize(
    ("dialect", "ddl", "sql", "detail"),
    [
        (
            "postgres",
            'CREATE TABLE "Orders" (id INT)',
            "SELECT id FROM Orders",
            'table Orders is not in the schema; did you mean "Orders", in quotation marks?',
        ),
        (
            "postgres",
            'CREATE TABLE orders ("Id" INT)',
            "SELECT o.Id FROM orders o",
            'column o.Id does not exist; did you mean "Id", in quotation marks?',
        ),
        (
            "postgres",
            "CREATE TABLE orders (id INT)",
            'SELECT "Id" FROM orders',
            'column "Id" does not exist; did you mean id?',
        ),
        ("postgres", "CREATE TABLE a (id INT)", "SELECT zzz FROM a", "column zzz does not exist; there is id"),
        (
            "postgres",
            'CREATE TABLE a (id INT, "The Sum" INT)',
            "SELECT zzz FROM a",
            'column zzz does not exist; there are id, "The Sum"',
        ),
        (
            "mysql",
            "CREATE TABLE a (id INT, `order` INT)",
            "SELECT ordr FROM a",
            "column ordr does not exist; did you mean `order`, in quotation marks?",
        ),
        (
            "snowflake",
            "CREATE TABLE orders (id INT)",
            'SELECT id FROM "orders"',
            'table "orders" is not in the schema; did you mean orders?',
        ),
        (
            "snowflake",
            'CREATE TABLE "orders" (id INT)',
            "SELECT id FROM orders",
            'table orders is not in the schema; did you mean "orders", in quotation marks?',
        ),
        (
            "mysql",
            "CREATE TABLE `order` (id INT)",
            "SELECT id FROM `ordr`",
            "table ordr is not in the schema; did you mean `order`, in quotation marks?",
        ),
    ],
)
def test_says_where_names_take_quotation_marks(dialect: str, ddl: str, sql: str, detail: str) -> None:
    assert check(sql, schema=parse_schema(ddl, dialect), dialect=dialect).denials[0].detail == detail


def test_says_which_function_of_which_dialect_is_refused_and_what_to_do() -> None:
    (denial,) = check("SELECT len(name) FROM items", schema=schema(), dialect="sqlite").denials
    assert denial.rule == "read_only"
    assert denial.detail == (
        "function len is not on sqlite's list of functions that only read; did you mean ln or length?; to allow a "
        "function of your own, declare it in READ_ONLY_FUNCTIONS of a dialect in dialects/"
    )


def test_names_every_unknown_name_once() -> None:
    verdict = check("SELECT aa, bb, aa FROM orders JOIN nowhere ON cc = 1", schema=schema(), dialect="sqlite")
    assert [denial.rule for denial in verdict.denials] == ["known_tables"]
    verdict = check("SELECT aa, bb, aa FROM orders", schema=schema(), dialect="sqlite")
    assert len(verdict.denials) == 2


@pytest.mark.parametrize(
    "sql",
    [
        "(" * 5_000,
        "SELECT " + "(" * 2_000 + "1" + ")" * 2_000,
        "SELECT " + "(SELECT " * 300 + "1" + ")" * 300,
        "SELECT " + "- " * 5_000 + "1",
        "SELECT " + "NOT " * 3_000 + "1",
        " UNION ".join(["SELECT 1"] * 1_500),
        "SELECT " + "CASE WHEN 1 THEN " * 1_000,
        "SELECT '" + "x" * 100_000,
        "x" * 100_000,
        "SELECT 1\0",
        "SELECT '\ud800'",
        "\N{PILE OF POO}",
    ],
    ids=lambda sql: f"{len(sql)} characters",
)
def test_odd_input_gets_a_verdict(sql: str) -> None:
    verdict = check(sql, schema=schema(), dialect="sqlite")
    assert verdict.allowed is (verdict.sql is not None)


def test_a_long_text_is_refused_before_it_is_parsed() -> None:
    verdict = check("SELECT 1 " + " " * STATEMENT_CHARACTERS, schema=schema(), dialect="sqlite")
    assert verdict.denials[0].detail == "the statement has 20,009 characters; at most 20,000 are allowed"
    assert verdict.checks == dict.fromkeys(RULE_NAMES, False)


@pytest.mark.parametrize(
    ("sql", "detail"),
    [
        ("SELECT address.zap FROM customers", "column address has no field zap"),
        ("SELECT c.address.zip.code FROM customers AS c", "column address has no field zip.code"),
        ("SELECT a.zap FROM customers, unnest([address]) AS u(a)", "column a has no field zap"),
        ("SELECT addresses.zip FROM customers", "column addresses.zip names addresses, which is not in FROM"),
    ],
)
def test_the_reason_names_the_column_without_the_field(sql: str, detail: str) -> None:
    ddl = "CREATE TABLE customers (id INTEGER, address STRUCT(street VARCHAR, zip VARCHAR))"
    verdict = check(sql, schema=parse_schema(ddl, "duckdb"), dialect="duckdb")
    assert verdict.denials[0].detail.startswith(detail)


@pytest.mark.parametrize("link", ["[0]", ".lower()", ".name", "[1:2]", "::text", "::decimal(5, 2)"])
def test_an_endless_chain_is_refused_before_it_is_parsed(link: str) -> None:
    verdict = check(f"SELECT name{link * 65} FROM customers", schema=schema(), dialect="duckdb")
    assert "a value has more than 64 elements, fields, methods and casts" in verdict.denials[0].detail


@pytest.mark.parametrize(("opening", "closing"), [("ARRAY[", "]"), ("STRUCT(1, ", ")")])
def test_many_values_of_types_within_one_another_are_refused_before_they_are_parsed(opening: str, closing: str) -> None:
    verdict = check(f"SELECT {opening * 40}1{closing * 40} FROM customers", schema=schema(), dialect="bigquery")
    assert "more than 8 arrays or structs are within one another" in verdict.denials[0].detail


def test_many_short_chains_are_no_endless_chain() -> None:
    values = ", ".join(f"(c.name || '{number}').lower()[1].upper()" for number in range(65))
    assert check(f"SELECT {values} FROM customers AS c", schema=schema(), dialect="duckdb").allowed


def test_an_unknown_dialect_is_the_callers_mistake() -> None:
    with pytest.raises(InvalidInput, match="dialect: 'klingon' is not a known dialect"):
        check("SELECT 1", schema=schema(), dialect="klingon")


def test_logs_of_the_parser_are_dropped_for_us_alone(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="sqlglot"):
        check("EXPLAIN ANALYZE DELETE FROM orders", schema=schema(), dialect="postgres")
        assert not caplog.records
        sqlglot.parse("EXPLAIN ANALYZE DELETE FROM orders", read="postgres")
        assert caplog.records


WORDS = """
    SELECT FROM WHERE orders customers id total name * ( ) , . ; ' " [ ] -- /* */ = AND OR IN NOT NULL 1 'x' UNION
    ALL WITH a AS JOIN ON USING GROUP BY ORDER LIMIT CASE WHEN THEN END DELETE DROP INSERT INTO UPDATE SET VALUES
    CREATE TABLE COUNT OVER PARTITION EXISTS BETWEEN LIKE CAST :: -> :x @y $$ ` || INTERVAL PIVOT LATERAL UNNEST
    EXPLAIN PRAGMA
"""
SQL = st.lists(st.sampled_from(WORDS.split()), max_size=25).map(" ".join)
OWN = [] if is_compiled() else ["kestrel"]
DIALECTS = st.sampled_from(["sqlite", "postgres", "mysql", "tsql", "bigquery", "snowflake", "duckdb", *OWN])


@given(sql=st.one_of(st.text(max_size=80), SQL), dialect=DIALECTS)
def test_never_raises(sql: str, dialect: str) -> None:
    verdict = check(sql, schema=schema("sqlite"), dialect=dialect)
    assert verdict.allowed is not bool(verdict.denials)


WRITES = st.sampled_from(
    [
        "DELETE FROM orders",
        "DELETE FROM orders RETURNING id",
        "UPDATE orders SET total = 0 RETURNING id",
        "INSERT INTO orders (id) SELECT id FROM items RETURNING id",
        "DROP TABLE orders",
        "TRUNCATE TABLE orders",
        "SELECT id INTO stolen FROM orders",
        "SELECT id FROM orders FOR UPDATE",
        "SELECT pg_sleep(9)",
        "SELECT id FROM orders WHERE pg_read_file('x') = ''",
    ]
)  # fmt: skip
PLACES = st.sampled_from(
    [
        "{}",
        "{};",
        "SELECT 1; {}",
        "{}; SELECT 1",
        "/* */ {} -- x",
        "WITH a AS ({}) SELECT * FROM a",
        "WITH b AS (WITH a AS ({}) SELECT * FROM a) SELECT * FROM b",
        "SELECT * FROM ({}) AS a",
        "SELECT id FROM orders WHERE id IN ({})",
        "SELECT ({})",
        "SELECT 1 UNION ({})",
        "EXPLAIN {}",
        "SELECT id FROM orders ORDER BY ({})",
        "SELECT CASE WHEN EXISTS ({}) THEN 1 END",
        "SELECT * FROM orders AS o JOIN LATERAL ({}) AS a ON TRUE",
    ]
)  # fmt: skip


@given(inner=PLACES, outer=PLACES, write=WRITES, dialect=DIALECTS)
def test_no_write_passes_wherever_it_hides(inner: str, outer: str, write: str, dialect: str) -> None:
    sql = outer.format(inner.format(write))
    assert not check(sql, schema=schema("sqlite"), dialect=dialect).allowed


def test_options_stand_after_the_values_that_json_gets() -> None:
    sql = "SELECT JSON_EXISTS(status, '$.a ? (@ > $x)' PASSING id AS x ERROR ON ERROR) FROM orders"
    assert check(sql, schema=schema(), dialect="postgres").sql == sql


def test_rows_of_mysql_keep_their_order_and_number() -> None:
    verdict = check("VALUES ROW(3), ROW(7) ORDER BY 1 DESC LIMIT 1", schema=schema(), dialect="mysql")
    assert verdict.sql == "SELECT 3 AS column_0 UNION ALL SELECT 7 ORDER BY 1 DESC LIMIT 1"


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT DATE_FORMAT(placed, IF(total > 1, '%M', '%i')) FROM orders",
        "SELECT STR_TO_DATE(status, CONCAT('%M ', status)), FROM_UNIXTIME(id, CONCAT('%M ', status)) FROM orders",
    ],
)
def test_formats_of_mysql_that_are_put_together_stay_as_they_are(sql: str) -> None:
    assert check(sql, schema=schema(), dialect="mysql").sql == sql


def test_a_composite_type_has_fields() -> None:
    ddl = "CREATE TYPE place AS (city text, zip text); CREATE TABLE sites (id int, at place)"
    verdict = check("SELECT (s.at).city FROM sites s", schema=parse_schema(ddl, "postgres"), dialect="postgres")
    assert verdict.sql == "SELECT (s.at).city FROM sites AS s"
