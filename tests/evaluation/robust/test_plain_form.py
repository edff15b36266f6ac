from collections import Counter
from pathlib import Path

import pytest

from benchmarks.variants.rewrites import rewrites
from tests.case_files import read_cases
from tuneql.evaluation.robust.plain_form import plain_form
from tuneql.sql.running.sandbox import Sandbox

CASES = read_cases(__file__, "plain_form.jsonl")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["sql"])
def test_statements_alike_have_one_plain_form_with_the_same_rows(case: dict[str, str], harbour: Path) -> None:
    assert plain_form(case["sql"]) == plain_form(case["plain"]) == case["plain"]
    with Sandbox(harbour) as sandbox:
        assert Counter(sandbox.run(case["sql"]).rows) == Counter(sandbox.run(case["plain"]).rows)


def test_a_plain_form_gives_the_same_rows(harbour: Path, queries: tuple[str, ...]) -> None:
    with Sandbox(harbour) as sandbox:
        for sql in [*queries, *(each.sql for query in queries for each in rewrites(query, "sqlite"))]:
            assert Counter(sandbox.run(str(plain_form(sql))).rows) == Counter(sandbox.run(sql).rows), sql


@pytest.mark.parametrize("text", ["", "SELECT (", "SELECT 1; SELECT 2", "-- nothing"])
def test_what_is_not_a_query_has_no_plain_form(text: str) -> None:
    assert plain_form(text) is None
