import pytest

from tests.sql.guard.fuzzer import DIALECTS, Fuzzer, fuzz
from tuneql.sql.guard import check

LINKS = ["t0 AS (SELECT 1 AS x)", *(f"t{n} AS (SELECT * FROM t{n - 1})" for n in range(1, 300))]
CHAIN = f"WITH {', '.join(LINKS)} SELECT x FROM t299"


@pytest.mark.parametrize("seed", range(4))
def test_the_fuzzer_finds_nothing(seed: int) -> None:
    fuzzer = fuzz(seed=seed, statements=150)
    assert fuzzer.findings == []
    assert fuzzer.counts["allowed"] > 0
    assert fuzzer.counts["denied"] > 0


def test_the_same_seed_makes_the_same_statements() -> None:
    first, second = Fuzzer(7), Fuzzer(7)
    assert [first.mutated("mysql") for _ in range(20)] == [second.mutated("mysql") for _ in range(20)]


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize(
    "sql",
    [
        "SELECT 1 AS x" + " UNION ALL SELECT 1" * 800,
        "SELECT name FROM customers WHERE id IN (" + ", ".join(map(str, range(3_000))) + ")",
        "SELECT name FROM customers WHERE " + " OR ".join(["id = 1"] * 900),
        "SELECT " + "(" * 900 + "1" + ")" * 900,
        "SELECT '" + "x" * 1_000_000 + "'",
        "SELECT name FROM customers" + " JOIN customers USING (id)" * 150,
        CHAIN,
    ],
    ids=lambda sql: f"{sql[:30]} and so on",
)
def test_much_of_one_thing_gets_a_verdict(sql: str, dialect: str) -> None:
    verdict = check(sql, schema=Fuzzer(0).schemas[dialect], dialect=dialect)
    assert verdict.allowed is (verdict.sql is not None)
