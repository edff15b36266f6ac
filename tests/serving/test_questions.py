"""Reading requests: what is read without the types that know the rules is read as they read it."""

import json
import subprocess
import sys
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serving.endpoint import ASKED, ask
from tuneql.errors import InvalidInput
from tuneql.limits import DIALECT_CHARACTERS, QUESTION_CHARACTERS
from tuneql.parsing import parse_as
from tuneql.serving.messages import SqlRequest
from tuneql.serving.openapi import document
from tuneql.serving.questions import Question, read_question

_TEXTS: Final = st.one_of(
    st.text(max_size=8),
    st.sampled_from(["", "hr", "hr\n", "h r", "é", "\ud800", "x" * 65, "x" * QUESTION_CHARACTERS, "y" * 4001]),
    st.text(st.characters(), min_size=DIALECT_CHARACTERS - 1, max_size=DIALECT_CHARACTERS + 1),
)
_VALUES: Final = st.one_of(_TEXTS, st.none(), st.integers(), st.booleans(), st.lists(st.none(), max_size=1))
_NAMES: Final = st.sampled_from(["question", "schema", "schema_id", "dialect", "spec", "ddl", "other"])
_BODIES: Final = st.one_of(
    st.dictionaries(_NAMES, _VALUES, max_size=4),
    st.fixed_dictionaries({"question": _TEXTS, "schema": _TEXTS}, optional={"dialect": _TEXTS}),
    st.fixed_dictionaries({"question": _TEXTS, "schema_id": _TEXTS}),
    _VALUES,
)


@given(_BODIES)
def test_a_request_is_read_as_its_type_says(body: object) -> None:
    text = json.dumps(body)
    try:
        found: Question | str = read_question(text)
    except InvalidInput as error:
        found = str(error)
    try:
        expected: Question | str = parse_as(SqlRequest, json.loads(text)).to_question()
    except InvalidInput as error:
        expected = str(error)
    if isinstance(found, str) and isinstance(expected, Question):
        assert "of which a request has exactly one" in found or "is blank" in found
    else:
        assert found == expected


@pytest.mark.parametrize("body", [None, "", "{", "[" * 100_000, "not json"])
def test_what_is_no_json_is_said_to_be_none(body: str | None) -> None:
    with pytest.raises(InvalidInput, match="is not JSON"):
        read_question(body)


@pytest.mark.parametrize("body", ["[" * 100_000, f'{{"question": {"9" * 5_000}}}'])
def test_limits_of_python_are_not_told_in_its_words(body: str) -> None:
    with pytest.raises(InvalidInput, match="nested too deeply, or has a number of thousands of digits"):
        read_question(body)


_TABLE: Final = "CREATE TABLE ships (id INTEGER)"


def test_a_byte_order_mark_is_no_part_of_a_question() -> None:
    body = json.dumps({"question": "How many?", "schema": _TABLE})
    assert read_question("\ufeff" + body) == read_question(body)


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (
            {"schema": _TABLE},
            "question: {'schema': 'CREATE TABLE ships (id INTEGER)'} is not among these keys, nor is spec",
        ),
        ({"question": "Which?"}, "schema: {'question': 'Which?'} is not among these keys, nor is schema_id"),
        ({"question": "Which?", "schema": _TABLE, "schema_id": "x"}, "(id INTEGER)' and schema_id are alternatives"),
        *(
            ({"question": blank, "schema": _TABLE}, "is blank; say what you want to know")
            for blank in (" \u3000\n", "\0", "\x7f\u200b\ufeff")
        ),
        ({"question": "\ud800", "schema": _TABLE}, "holds half of a character"),
        (
            {"spec": {"table": "ships", "cols": []}, "schema": _TABLE},
            "spec.cols: [] has 0 items, fewer than 1; give at least 1",
        ),
        (
            {"spec": {"table": "ships", "cols": ["id"] * 101}, "schema": _TABLE},
            "has 101 items, more than 100; leave 100",
        ),
    ],
)
def test_what_is_wrong_with_a_request_is_said_in_words_of_its_own(body: dict[str, object], says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_question(json.dumps(body))
    assert says in str(refused.value)


def test_an_answer_has_the_fields_of_the_document_in_their_order() -> None:
    found, _ = ask(ASKED)
    assert list(found.body) == list(document()["components"]["schemas"]["SqlAnswer"]["properties"])


def test_a_question_is_answered_without_what_only_odd_requests_need() -> None:
    program = """
import sys
from tests.serving.endpoint import ASKED, ask
found, _ = ask(ASKED)
assert found.status == 200, found
print(",".join(sorted({name.partition(".")[0] for name in sys.modules} & {"pydantic", "jinja2", "duckdb"})))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
