import pytest

from tests.case_files import read_cases
from tuneql.sql.hardness import hardness_of
from tuneql.sql.parsing import parse
from tuneql.sql.walking import nodes_of

CASES = read_cases(__file__, "hardness.jsonl")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['hardness']}: {case['sql'][:60]}")
def test_puts_queries_into_spiders_buckets(case: dict[str, str]) -> None:
    (tree,) = parse(case["sql"], "sqlite")
    assert hardness_of(nodes_of(tree)) == case["hardness"]
