"""What a logged statement is, and what people ask in the comments before it."""

import pytest

from tests.case_files import read_cases
from tuneql.corpus.shapes.query_log import statement

CASES = read_cases(__file__, "log_text.jsonl")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_only_what_people_ask_is_a_question(case: dict[str, str]) -> None:
    found = statement({"query_text": case["logged"], "user_name": "ada", "status": "success"})
    assert (found.question, found.sql) == (case["question"], case["statement"])
