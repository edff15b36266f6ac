import json
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from tests.case_files import read_cases
from tuneql.corpus.execution.native import native
from tuneql.corpus.execution.sample_rows import sample
from tuneql.sql.guard import check
from tuneql.sql.linking.relations import Relations
from tuneql.sql.needs import needs
from tuneql.sql.schemas.compact import compact
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.schemas.stored import dump_schema, load_schema

DDL = """
CREATE TABLE sales.orders (id INT PRIMARY KEY, placed DATE);
CREATE TABLE archive.orders (id INT PRIMARY KEY, shelf VARCHAR(9));
CREATE TABLE archive.lines (order_id INT, note VARCHAR(9), FOREIGN KEY (order_id) REFERENCES orders (id));
CREATE TABLE returns (order_id INT, FOREIGN KEY (order_id) REFERENCES sales.orders (id));
CREATE TABLE people (who VARCHAR(9));
CREATE TABLE old.people (since DATE, who VARCHAR(9) REFERENCES public.people (who));
"""
CASES = read_cases(__file__, "homonyms.jsonl")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['dialect']}: {case['sql']}")
def test_a_name_finds_its_own_table(case: dict[str, str]) -> None:
    verdict = check(case["sql"], schema=parse_schema(DDL, case["dialect"]), dialect=case["dialect"])
    told = " ".join(denial.detail for denial in verdict.denials)
    assert told.startswith(case["refused"]) if "refused" in case else told == ""
    assert verdict.sql == case.get("returned", verdict.sql)


NAMESPACES = read_cases(__file__, "namespaces.jsonl")


@pytest.mark.parametrize("case", NAMESPACES, ids=lambda case: f"{case['dialect']}: {case['ddl']}")
def test_a_namespace_is_one_of_the_schema_or_goes_without_saying(case: dict[str, Any]) -> None:
    schema = parse_schema(case["ddl"], case["dialect"])
    allowed = {
        sql: check(sql, schema=schema, dialect=case["dialect"]).allowed for sql in case["allowed"] + case["refused"]
    }
    assert [sql for sql, is_allowed in allowed.items() if is_allowed] == case["allowed"]


def test_each_is_shown_with_its_namespace_and_keys_lead_to_the_one_that_is_meant() -> None:
    assert compact(parse_schema(DDL, "postgres")).splitlines() == [
        "sales.orders(id int pk, placed date)",
        "archive.orders(id int pk, shelf)",
        "archive.lines(order_id int -> archive.orders, note)",
        "returns(order_id int -> sales.orders)",
        "people(who)",
        "old.people(since date, who -> people(who))",
    ]


def test_homonyms_are_joined_by_their_own_keys() -> None:
    tables = list(parse_schema(DDL, "postgres").tables.values())
    relations = Relations(tables[:4])
    assert [tables[at].spelling for at in relations.beside(2)] == ["archive.orders", "returns"]
    assert 0 in relations.beside(3)


def test_later_statements_are_about_the_one_that_they_name() -> None:
    later = """ALTER TABLE archive.orders ADD COLUMN box INT;
        COMMENT ON TABLE sales.orders IS 'open';
        COMMENT ON COLUMN archive.orders.shelf IS 'where it lies';"""
    schema = parse_schema(DDL + later, "postgres")
    assert [list(table.columns) for table in schema.tables.values()][:2] == [["id", "placed"], ["id", "shelf", "box"]]
    assert [table.comment for table in schema.tables.values()][:2] == ["open", ""]
    assert schema.tables["archive.orders"].described["shelf"].comment == "where it lies"


def test_the_same_table_declared_twice_is_one() -> None:
    schema = parse_schema("CREATE TABLE public.t (a INT); CREATE TABLE t (b INT, c INT)", "postgres")
    assert [list(table.columns) for table in schema.tables.values()] == [["b", "c"]]


def test_a_statement_needs_the_ones_that_it_names() -> None:
    needed = needs("SELECT shelf FROM archive.orders", schema=parse_schema(DDL, "postgres"), dialect="postgres")
    assert needed.tables == {"archive.orders"}
    assert needed.columns == {("archive.orders", "shelf")}


def test_homonyms_are_dumped_and_loaded() -> None:
    schema = parse_schema(DDL, "postgres")
    again = load_schema(json.loads(json.dumps(dump_schema(schema))), DDL)
    assert again is not None
    assert again.homonyms == schema.homonyms
    assert {key: len(tables) for key, tables in again.homonyms.items()} == {"orders": 2, "people": 1}


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT shelf FROM archive.orders", 'SELECT shelf FROM "archive.orders" AS orders'),
        (
            "SELECT orders.placed FROM sales.orders JOIN archive.orders a ON a.id = sales.orders.id",
            'SELECT orders.placed FROM "sales.orders" AS orders JOIN "archive.orders" AS a ON a.id = orders.id',
        ),
        ("SELECT note FROM archive.lines JOIN people ON TRUE", "SELECT note FROM lines JOIN people ON TRUE"),
    ],
)
def test_a_database_that_is_made_of_a_schema_holds_them_apart(sql: str, expected: str) -> None:
    schema = parse_schema(DDL, "postgres")
    made = sample(schema, {}, rows=2, seed="")
    written = native(sql, schema, "postgres", place=made)
    assert written == expected
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(made.sql)
        assert database.execute(written).description is not None
