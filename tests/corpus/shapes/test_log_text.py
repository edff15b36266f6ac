"""What a logged statement is, and what people ask in the comments before it."""

import json
from pathlib import Path

import pytest

from tuneql.corpus.shapes.query_log import statement

CASES = [json.loads(line) for line in (Path(__file__).parent / "log_text.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_only_what_people_ask_is_a_question(case: dict[str, str]) -> None:
    found = statement({"query_text": case["logged"], "user_name": "ada", "status": "success"})
    assert (found.question, found.sql) == (case["question"], case["statement"])
