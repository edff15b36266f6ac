import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.sql.guard.bounded_work.patterns import is_endless

CASES = [json.loads(line) for line in (Path(__file__).parent / "patterns.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["pattern"])
def test_sees_which_patterns_match_in_too_many_ways(case: dict[str, object]) -> None:
    assert is_endless(str(case["pattern"])) is case["endless"]


@given(st.text("(a|b)[].\\*+?{1,}^$x "))
def test_any_text_is_judged(pattern: str) -> None:
    assert is_endless(f"({pattern}") in {True, False}
