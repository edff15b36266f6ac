"""Linking: cases in `linking/questions.jsonl`, over the schemas beside it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import read_cases
from tuneql.sql.linking import keeps_all, link, overlooked
from tuneql.sql.linking.words import likeness, words_in
from tuneql.sql.needs import needs
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.schemas.tables import NOTHING, Needs, Schema

CASES = Path(__file__).parent
QUESTIONS = read_cases(__file__, "questions.jsonl")
NAMES = sorted(file.stem for file in CASES.glob("*.sql"))


def schema_of(name: str) -> Schema:
    return parse_schema((CASES / f"{name}.sql").read_text("utf-8"), name.partition("-")[0])


@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: case["question"])
def test_what_a_question_needs_is_kept(case: dict[str, str]) -> None:
    schema = schema_of(case["schema"])
    linked = link(schema, case["question"])
    needed = needs(case["sql"], schema=schema, dialect=case["schema"].partition("-")[0])
    assert needed.tables
    assert needed.tables <= set(linked.tables)
    assert {(table, column) for table, column in needed.columns if column not in linked.tables[table].columns} == set()


@pytest.mark.parametrize("name", NAMES)
def test_most_of_a_large_schema_is_left_out(name: str) -> None:
    schema = schema_of(name)
    asked = [case["question"] for case in QUESTIONS if case["schema"] == name]
    kept = [sum(len(table.columns) for table in link(schema, question).tables.values()) for question in asked]
    assert max(kept) < 0.75 * sum(len(table.columns) for table in schema.tables.values())


@given(st.text(max_size=80), st.sampled_from(NAMES))
def test_linked_tables_are_the_schemas_own_with_all_their_keys(question: str, name: str) -> None:
    schema = schema_of(name)
    linked = link(schema, question)
    assert list(linked.tables) == [each for each in schema.tables if each in linked.tables]
    assert len(linked.tables) >= min(12, len(schema.tables))
    assert linked.tables.keys() == link(schema, question).tables.keys()
    for table in linked.tables.values():
        assert set(table.primary_key) <= set(table.columns)
        assert all(set(key.columns) <= set(table.columns) for key in table.foreign_keys)


@given(st.data())
def test_what_is_needed_is_kept_whatever_is_asked(data: st.DataObject) -> None:
    schema = schema_of(data.draw(st.sampled_from(NAMES)))
    table = data.draw(st.sampled_from(sorted(schema.tables)))
    column = data.draw(st.sampled_from(sorted(schema.tables[table].columns)))
    linked = link(
        schema,
        data.draw(st.text(max_size=20)),
        needed=Needs(tables=frozenset({table}), columns=frozenset({(table, column)})),
    )
    assert column in linked.tables[table].columns


def test_a_small_schema_is_kept_as_it_is() -> None:
    schema = parse_schema("CREATE TABLE a (b INT); CREATE TABLE c (d INT)", "sqlite")
    assert keeps_all(schema)
    assert link(schema, "What is the weather?") is schema
    assert not overlooked(schema, schema, "SELECT x FROM y").tables


def test_tables_that_an_answer_names_can_be_shown_after_all() -> None:
    schema = schema_of(NAMES[0])
    linked = link(schema, "nothing of interest")
    left_out = [name for name in schema.tables if name not in linked.tables]
    assert left_out
    assert list(overlooked(schema, linked, f"SELECT * FROM {left_out[0].upper()}").tables) == left_out[:1]
    assert not overlooked(schema, linked, f"SELECT * FROM {next(iter(linked.tables))}").tables


WORDS = [
    ("homePortIDs", ["home", "port", "id"]),
    ("HTTPServer_2", ["http", "serv", "2"]),
    ("Bestell-Größe", ["bestel", "gross"]),
    ("dob", ["dob"]),
]


@pytest.mark.parametrize(("name", "words"), WORDS)
def test_names_are_words(name: str, words: list[str]) -> None:
    assert list(words_in(name)) == words


ALIKE = [
    ("departments", "dept"),
    ("quantity", "qty"),
    ("amount", "amt"),
    ("customers", "cust"),
    ("birth", "birthdate"),
    ("booked", "bookings"),
    ("nationalities", "nation"),
    ("Bestellungen", "Bestelldatum"),
    ("Straße", "strasse"),
    ("顧客", "顧客名"),
]
UNLIKE = [("ship", "chip"), ("cat", "cost"), ("port", "part"), ("year", "gear")]


@pytest.mark.parametrize(
    ("one", "other", "alike"), [*((*pair, True) for pair in ALIKE), *((*pair, False) for pair in UNLIKE)]
)
def test_words_are_alike_in_spite_of_endings_and_abbreviations(one: str, other: str, *, alike: bool) -> None:
    (first, *_), (second, *_) = words_in(one), words_in(other)
    assert (likeness(first, second) > 0, likeness(second, first) > 0) == (alike, alike)


@pytest.mark.parametrize(
    ("sql", "columns"),
    [
        ("SELECT a.x FROM one AS a JOIN two AS b ON a.id = b.id", {("one", "x"), ("one", "id"), ("two", "id")}),
        ("SELECT id FROM one WHERE EXISTS (SELECT 1 FROM two)", {("one", "id"), ("two", "id")}),
        ("WITH c AS (SELECT x FROM one) SELECT c.x FROM c", {("one", "x")}),
        ("SELECT * FROM one JOIN two USING (id)", {("one", "id"), ("two", "id")}),
        ("SELECT count(*) FROM two", set()),
    ],
)
def test_what_a_statement_names(sql: str, columns: set[tuple[str, str]]) -> None:
    schema = parse_schema("CREATE TABLE one (id INT, x INT); CREATE TABLE two (id INT)", "sqlite")
    found = needs(sql, schema=schema, dialect="sqlite")
    assert found.columns == columns
    assert found.tables == {name for name in ("one", "two") if name in sql}
    assert found != NOTHING
