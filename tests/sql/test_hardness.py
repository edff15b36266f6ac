import json
from pathlib import Path

import pytest

from tuneql.sql.hardness import hardness

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "hardness.jsonl").read_text().splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['hardness']}: {case['sql'][:60]}")
def test_puts_queries_into_spiders_buckets(case: dict[str, str]) -> None:
    assert hardness(case["sql"], "sqlite") == case["hardness"]
