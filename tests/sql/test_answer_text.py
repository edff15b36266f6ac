import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import read_cases
from tuneql.sql.answer_text import extract_sql, out_of_object

CASES = read_cases(__file__, "answer_text.jsonl")
STATEMENTS = st.sampled_from([case["sql"] for case in CASES if case["sql"].lower().startswith(("select", "with", "("))])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_takes_the_statement_out_of_an_answer(case: dict[str, str]) -> None:
    assert extract_sql(case["text"]) == case["sql"]


@pytest.mark.parametrize("piece", ["/*a*/", "-- a\n", ";", "\n", "\n\n", "'", "\\'", "SELECT ", "```"])
def test_an_answer_of_many_pieces_is_read_in_one_way(piece: str) -> None:
    text = f"SELECT 1; {piece * 500}X"  # to try all ways would take years
    assert extract_sql(text).startswith("SELECT 1")


@given(
    STATEMENTS,
    st.sampled_from(["", "Here it is:\n", "Sure.\n\n"]),
    st.sampled_from(["", ";", ";\n"]),
    st.sampled_from(["", "\nHope that helps."]),
)
def test_finds_every_statement_in_a_fence(sql: str, before: str, end: str, after: str) -> None:
    assert extract_sql(f"{before}```sql\n{sql}{end}\n```{after}") == sql


@given(STATEMENTS)
def test_leaves_bare_sql_alone(sql: str) -> None:
    assert extract_sql(extract_sql(sql)) == sql


def test_an_object_that_is_nested_too_deep_is_left_as_it_is() -> None:
    assert out_of_object('{"a": ' * 100_000) == '{"a": ' * 100_000


@given(st.text())
def test_returns_a_part_of_any_text_without_an_object(text: str) -> None:
    assert extract_sql(text.replace("{", "")) in text.replace("{", "")


@given(st.sampled_from(["sql", "query", "x"]), st.text(), st.sampled_from(["", "Here: ", "```json\n"]))
def test_returns_a_part_of_an_object_s_text_without_its_escapes(name: str, text: str, before: str) -> None:
    written = before + json.dumps({name: text})
    found = extract_sql(written)
    assert found in written or found in text


@given(STATEMENTS, st.sampled_from(["sql", "SQL", "query"]), st.sampled_from(["", "Here it is:\n", "```json\n"]))
def test_finds_every_statement_in_an_object(sql: str, name: str, before: str) -> None:
    assert extract_sql(before + json.dumps({"thought": "It is {easy}.", name: sql})) == sql


@given(STATEMENTS, st.sampled_from(["DROP TABLE t", "DELETE FROM t", "UPDATE t SET a = 1", "COMMIT", "PRAGMA x"]))
def test_never_hides_a_second_statement(sql: str, second: str) -> None:
    assert extract_sql(f"{sql}; {second};").endswith(second)
