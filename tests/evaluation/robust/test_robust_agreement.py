from typing import Protocol

import pytest

from benchmarks.variants.measurement import Measurement, measure
from benchmarks.variants.rewrites import rewrites
from tuneql.evaluation.robust.agreement import Agreement, Pair, agreements
from tuneql.evaluation.robust.catalogue import Catalogue
from tuneql.evaluation.robust.interleaving import done
from tuneql.sql.running.worker import Worker

WRONG = [
    ("SELECT name FROM ships WHERE seats > 80", "SELECT name FROM ships WHERE seats >= 80"),
    ("SELECT name FROM ships WHERE seats > 80", "SELECT name FROM ships WHERE seats > 81"),
    ("SELECT COUNT(*) FROM ships WHERE class = 'slow'", "SELECT COUNT(*) FROM ships WHERE class = 'Slow'"),
    ("SELECT class FROM ships", "SELECT DISTINCT class FROM ships"),
    ("SELECT COUNT(guests) FROM trips", "SELECT COUNT(*) FROM trips"),
    ("SELECT name FROM ships ORDER BY seats", "SELECT name FROM ships ORDER BY seats DESC"),
    (
        "SELECT ships.name FROM ships JOIN trips ON trips.ship_id = ships.ship_id",
        "SELECT ships.name FROM ships LEFT JOIN trips ON trips.ship_id = ships.ship_id",
    ),
    ("SELECT name FROM ships WHERE name LIKE '%ret%'", "SELECT name FROM ships WHERE name LIKE '%ret'"),
    (
        "SELECT class FROM ships GROUP BY class HAVING SUM(seats) > 900",
        "SELECT class FROM ships GROUP BY class HAVING SUM(seats) >= 900",
    ),
    (
        "SELECT guests FROM trips WHERE day >= date('now', '-30 days')",
        "SELECT guests FROM trips WHERE day > date('now', '-30 days')",
    ),
    (
        "SELECT guests FROM trips WHERE day < DATE('2024-02-28', '+2 days')",
        "SELECT guests FROM trips WHERE day <= DATE('2024-02-28', '+2 days')",
    ),
    ("SELECT name FROM ships", "SELECT no_such_column FROM ships"),
    ("SELECT name FROM ships", "SELECT FROM WHERE"),
    ("SELECT name FROM ships", "SELECT name FROM ships; SELECT 1"),
]

RIGHT = [
    ("SELECT name FROM ships WHERE seats > 80", "SELECT name FROM ships WHERE NOT seats <= 80"),
    ("SELECT name FROM ships WHERE seats > 80", "SELECT name FROM ships WHERE seats >= 81"),
    (
        "SELECT name FROM ships WHERE ship_id IN (SELECT ship_id FROM crew)",
        "SELECT DISTINCT ships.name FROM ships JOIN crew ON crew.ship_id = ships.ship_id",
    ),
    ("SELECT role FROM crew JOIN ships ON crew.ship_id = ships.ship_id", "SELECT role FROM crew"),
    ("SELECT name FROM ships ORDER BY seats LIMIT 1", "SELECT name FROM ships ORDER BY seats ASC, name DESC LIMIT 1"),
    ("SELECT class, name FROM ships GROUP BY class", "SELECT class, MIN(name) FROM ships GROUP BY class"),
]


class Try(Protocol):
    def __call__(self, catalogue: Catalogue, golds: tuple[str, ...], predicted: str) -> Agreement: ...


@pytest.fixture
def tried(worker: Worker) -> Try:
    def agreement(catalogue: Catalogue, golds: tuple[str, ...], predicted: str) -> Agreement:
        pair = Pair(golds=golds, predicted=predicted)
        return done(agreements(catalogue, [pair], dialect="sqlite", count=12, worker=worker))[0]

    return agreement


@pytest.mark.parametrize(("gold", "wrong"), WRONG)
def test_wrong_queries_do_not_agree(gold: str, wrong: str, catalogue: Catalogue, tried: Try) -> None:
    found = tried(catalogue, (gold,), wrong)
    assert found.agrees is False
    assert found.reason


@pytest.mark.parametrize(("gold", "right"), RIGHT)
def test_right_queries_agree(gold: str, right: str, catalogue: Catalogue, tried: Try) -> None:
    assert tried(catalogue, (gold,), right).agrees is not False


def test_a_gold_agrees_with_itself_wherever_it_has_rows(
    catalogue: Catalogue, queries: tuple[str, ...], worker: Worker
) -> None:
    pairs = [Pair(golds=(sql,), predicted=sql) for sql in queries]
    for sql, found in zip(
        queries, done(agreements(catalogue, pairs, dialect="sqlite", count=12, worker=worker)), strict=True
    ):
        assert found.agrees, sql
        assert found.databases >= 8, sql


def test_never_rejects_a_rewrite(catalogue: Catalogue, queries: tuple[str, ...], worker: Worker) -> None:
    pairs = [Pair(golds=(sql,), predicted=each.sql) for sql in queries for each in rewrites(sql, "sqlite")]
    assert len(pairs) > 20
    for pair, found in zip(
        pairs, done(agreements(catalogue, pairs, dialect="sqlite", count=12, worker=worker)), strict=True
    ):
        assert found.agrees, pair


def test_finds_single_changes(catalogue: Catalogue, queries: tuple[str, ...], worker: Worker) -> None:
    found = Measurement()
    measure(found, catalogue, queries, dialect="sqlite", count=12, worker=worker)
    assert found.caught_share >= 0.95, found.survivors
    assert found.alarm_share == 0


def test_one_gold_must_agree_everywhere(with_rows: Catalogue, tried: Try) -> None:
    golds = ("SELECT name FROM ships WHERE seats > 80", "SELECT name FROM ships WHERE seats >= 80")
    assert all(tried(with_rows, golds, gold).agrees for gold in golds)
    assert tried(with_rows, golds, "SELECT name FROM ships WHERE seats > 79 AND seats <> 81").agrees is False


def test_what_the_gold_leaves_open_is_no_difference(with_rows: Catalogue, tried: Try) -> None:
    assert tried(with_rows, ("SELECT name FROM ships LIMIT 1",), "SELECT MAX(name) FROM ships").agrees is None


def test_a_gold_that_fails_or_has_no_rows_says_nothing(with_rows: Catalogue, tried: Try) -> None:
    for gold in ("SELECT nothing FROM ships", "SELECT (", "SELECT name FROM ships WHERE 1 = 0"):
        assert tried(with_rows, (gold,), "SELECT name FROM ships WHERE 0").agrees is None


def test_databases_do_not_hang_on_what_was_predicted(
    with_rows: Catalogue, queries: tuple[str, ...], worker: Worker
) -> None:
    alone = [Pair(golds=(sql,), predicted=None) for sql in queries]
    alone[0] = Pair(golds=(queries[0],), predicted="SELECT name FROM ships WHERE seats > 81 AND class = 'slow'")
    together = [alone[0], *(Pair(golds=(sql,), predicted="SELECT 1") for sql in queries[1:])]
    first, second = (
        done(agreements(with_rows, pairs, dialect="sqlite", count=12, worker=worker))[0] for pairs in (alone, together)
    )
    assert first == second


def test_an_endless_prediction_costs_its_time_limit(with_rows: Catalogue, tried: Try) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) FROM n"
    found = tried(with_rows, ("SELECT COUNT(*) FROM ships",), endless)
    assert (found.agrees, found.number) == (False, 0)
    assert str(found.reason).startswith("timeout")


@pytest.mark.own_dialect
def test_runs_a_dialect_of_its_own(with_rows: Catalogue, worker: Worker) -> None:
    pair = Pair(
        golds=("SELECT name ?? 'x' FROM ships TAKE 90",), predicted="SELECT COALESCE(name, 'x') FROM ships TAKE 90"
    )
    assert done(agreements(with_rows, [pair], dialect="kestrel", count=3, worker=worker))[0].agrees
