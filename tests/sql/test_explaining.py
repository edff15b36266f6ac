"""The statement that plans a query cannot run anything."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import read_cases
from tuneql.errors import RunFailed
from tuneql.sql.explaining import PREFIXES, explained

CASES = read_cases(__file__, "explaining.jsonl")
PIECES = ["ANALYZE", "(ANALYZE)", "SELECT", "1", ";", "DELETE FROM head", "WITH a AS", "(", ")", "--", "/*", "'", "\n"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['dialect']}-{case['sql']}")
def test_one_query_is_planned_and_nothing_else(case: dict[str, Any]) -> None:
    if case["sent"] is None:
        with pytest.raises(RunFailed, match="not one query"):
            explained(case["sql"], case["dialect"])
    else:
        assert explained(case["sql"], case["dialect"]) == case["sent"]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join), st.sampled_from(sorted(PREFIXES)))
def test_what_is_sent_begins_with_a_query_behind_options_that_are_ours(sql: str, dialect: str) -> None:
    try:
        sent = explained(sql, dialect)
    except RunFailed:
        return
    assert sent.startswith(PREFIXES[dialect])
    assert sent.removeprefix(PREFIXES[dialect]).lstrip("(").startswith(("SELECT", "WITH"))
