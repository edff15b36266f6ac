import pytest

from benchmarks.variants.mutations import KINDS, mutants
from benchmarks.variants.rewrites import KINDS as REWRITES
from benchmarks.variants.rewrites import rewrites
from tests.case_files import read_cases

COLUMNS = {"ships": ("ship_id", "name", "class", "seats"), "crew": ("crew_id", "ship_id", "role", "wage")}


@pytest.mark.parametrize("case", read_cases(__file__, "mutations.jsonl"), ids=lambda case: case["mutant"])
def test_changes_one_thing(case: dict[str, str]) -> None:
    found = {each.sql: each.kind for each in mutants(case["sql"], "sqlite", COLUMNS)}
    assert found[case["mutant"]] == case["kind"]
    assert case["sql"] not in found


@pytest.mark.parametrize("case", read_cases(__file__, "rewrites.jsonl"), ids=lambda case: case["kind"])
def test_says_the_same_in_other_words(case: dict[str, str]) -> None:
    assert case["rewrite"] in {each.sql for each in rewrites(case["sql"], "sqlite") if each.kind == case["kind"]}


def test_every_kind_has_a_case() -> None:
    assert {case["kind"] for case in read_cases(__file__, "mutations.jsonl")} == set(KINDS)
    assert {case["kind"] for case in read_cases(__file__, "rewrites.jsonl")} == set(REWRITES)


@pytest.mark.own_dialect
def test_writes_the_dialect_that_it_reads() -> None:
    found = {each.sql for each in mutants("SELECT name FROM ships TAKE 3", "kestrel", COLUMNS)}
    assert "SELECT name FROM ships TAKE 4" in found
