import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.case_files import read_cases
from tuneql.evaluation.question import Prediction, Question
from tuneql.evaluation.scoring import score_prediction
from tuneql.sql.running.sandbox import ExecutionFailed, Limits, Result, Sandbox, fetch
from tuneql.sql.running.worker import RemoteEngine, Worker, begin_together, run_together

HOSTILE = read_cases(__file__, "hostile.jsonl")
DDL = "CREATE TABLE ships (id INTEGER, name TEXT)"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("databases") / "ships.sqlite"
    connection = sqlite3.connect(path)
    connection.execute(DDL)
    connection.executemany("INSERT INTO ships VALUES (?, ?)", [(place, f"ship {place}") for place in range(30)])
    connection.commit()
    connection.close()
    return path


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as started:
        yield started


@pytest.fixture(scope="module")
def sandbox(database: Path, worker: Worker) -> Iterator[Sandbox]:
    """For statements that must succeed however busy the machine is."""
    with Sandbox(database, limits=Limits(seconds=60), worker=worker) as opened:
        yield opened


@pytest.fixture(scope="module")
def hasty(database: Path, worker: Worker) -> Iterator[Sandbox]:
    """For statements that must exceed their time, which is short."""
    with Sandbox(database, limits=Limits(seconds=0.1), worker=worker) as opened:
        yield opened


CHOSEN = {"loops for ever", "10^9 rows", "one long step", "drops a table", "attaches a file"}


@pytest.mark.parametrize("case", [each for each in HOSTILE if each["case"] in CHOSEN], ids=lambda case: case["case"])
def test_a_hostile_prediction_is_wrong_and_nothing_else(case: dict[str, str], hasty: Sandbox) -> None:
    question = Question(id="q", question="?", ddl=DDL, dialect="sqlite", gold_sql="SELECT COUNT(*) FROM ships")
    score = score_prediction(question, Prediction(id="q", sql=case["sql"]), sandbox=hasty)
    assert (score.executes, score.correct, score.gold_error) == (False, False, None)
    assert score.error
    assert score.detail


def test_gives_what_this_process_would(sandbox: Sandbox, database: Path) -> None:
    sql = "SELECT id, name, NULL AS n, 0.5 AS f, x'00ff' AS b, 'é\N{SNOWMAN}' AS t FROM ships WHERE id < 2"
    with Sandbox(database) as own:
        assert sandbox.run(sql) == own.run(sql) == sandbox.recall(sql)
    assert sandbox.run(sql).rows[0] == (0, "ship 0", None, 0.5, b"\x00\xff", "é\N{SNOWMAN}")


def test_large_results_come_whole(sandbox: Sandbox) -> None:
    sql = "SELECT a.name || b.name AS n, RANDOMBLOB(2000) AS r FROM ships AS a, ships AS b"
    assert len(sandbox.run(sql).rows) == 900


@pytest.mark.own_dialect
def test_has_the_functions_of_a_dialect(database: Path, worker: Worker) -> None:
    with Sandbox(database, limits=Limits(seconds=60), dialect="kestrel", worker=worker) as opened:
        assert opened.run("SELECT SEASON('2025-07-01') FROM ships TAKE 1", dialect="kestrel").rows == (("high",),)


def test_an_engine_that_dies_costs_one_query(sandbox: Sandbox, worker: Worker) -> None:
    sandbox.run("SELECT 1")
    assert worker.process_id is not None
    os.kill(worker.process_id, signal.SIGSEGV)
    with pytest.raises(ExecutionFailed, match="crashed: the engine died of SIGSEGV"):
        sandbox.run("SELECT 1")
    assert sandbox.run("SELECT 1").rows == ((1,),)


def test_serves_many_databases_in_turn(tmp_path: Path, database: Path, worker: Worker) -> None:
    other = tmp_path / "other.sqlite"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE ports (name TEXT)")
    connection.close()
    with Sandbox(database, worker=worker) as first, Sandbox(other, worker=worker) as second:
        assert len(first.run("SELECT * FROM ships").rows) == 30
        assert second.run("SELECT * FROM ports").columns == ("name",)
        with pytest.raises(ExecutionFailed, match="no_such_table"):
            second.run("SELECT * FROM ships")


def test_a_missing_file_is_not_made(tmp_path: Path, worker: Worker) -> None:
    with pytest.raises(ExecutionFailed, match="other: none"):
        Sandbox(tmp_path / "none.sqlite", worker=worker)
    assert not list(tmp_path.iterdir())


def test_a_worker_that_is_closed_starts_again(database: Path) -> None:
    with Worker() as own, Sandbox(database, worker=own) as opened:
        assert opened.run("SELECT 1").rows == ((1,),)
        own.close()
        assert opened.run("SELECT 2").rows == ((2,),)


def _together(engine: RemoteEngine, statements: list[str]) -> list[object]:
    """Rows, or the kind of failure, of statements in one message."""
    found = run_together([(engine, sql) for sql in statements])
    return [each.rows if isinstance(each, Result) else each and each.kind for each in found]


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case["case"])
def test_a_hostile_query_costs_one_of_many_and_no_row(case: dict[str, object], database: Path, worker: Worker) -> None:
    kinds, before = case["kinds"], database.read_bytes()
    assert isinstance(kinds, list)
    engine = worker.open(database, Limits(seconds=0.3 if "timeout" in kinds else 60), None)
    first, kind, *last = _together(engine, ["SELECT 1", str(case["sql"]), "SELECT 2", "SELECT COUNT(*) FROM ships"])
    assert (first, last) == (((1,),), [((2,),), ((30,),)])
    assert kind in kinds
    assert database.read_bytes() == before
    assert [path.name for path in database.parent.iterdir()] == [database.name]


@pytest.mark.parametrize("place", [0, 5])
def test_of_many_only_the_one_that_kills_the_process_fails(place: int, database: Path, worker: Worker) -> None:
    engine = worker.open(database, Limits(seconds=0.2), None)
    statements = [f"SELECT {number}" for number in range(6)]
    statements[place] = next(str(each["sql"]) for each in HOSTILE if each["case"] == "one long step")
    before = worker.process_id
    found = _together(engine, statements)
    assert found == ["timeout" if number == place else ((number,),) for number in range(6)]
    assert worker.process_id != before


def test_a_batch_that_gives_very_much_is_cut_short_and_the_rest_is_asked_for_later(sandbox: Sandbox) -> None:
    large = [f"SELECT a.name, b.id, '{letter * 3000}' FROM ships AS a, ships AS b" for letter in "abcdef"]
    fetch((sandbox, sql, "sqlite") for sql in large)
    assert sandbox.lacks(large[0]) is None
    assert sandbox.lacks(large[-1]) is not None
    assert all(len(sandbox.recall(sql).rows) == 900 for sql in large)


def test_equal_answers_of_a_batch_are_one_object_and_unequal_types_are_not(database: Path, worker: Worker) -> None:
    engine = worker.open(database, Limits(seconds=60), None)
    whole, again, real = run_together([(engine, f"SELECT {text} AS n") for text in ("1", "2 - 1", "1.0")])
    assert whole is again
    assert isinstance(real, Result)
    assert type(real.rows[0][0]) is float


def _ones(worker: Worker, database: Path, number: int) -> Callable[[], list[Result | ExecutionFailed | None]]:
    return begin_together([(worker.open(database, Limits(seconds=60), None), f"SELECT {number}")])


def test_what_was_begun_is_answered_whenever_it_is_asked_for(database: Path, worker: Worker) -> None:
    first, second = _ones(worker, database, 1), _ones(worker, database, 2)
    assert _together(worker.open(database, Limits(seconds=60), None), ["SELECT 3"]) == [((3,),)]
    assert [each.rows for each in (*second(), *first(), *second()) if isinstance(each, Result)] == [
        ((2,),),
        ((1,),),
        ((2,),),
    ]


def test_what_was_begun_before_the_process_was_closed_is_asked_again(database: Path) -> None:
    with Worker() as own:
        before = _ones(own, database, 1)
        own.close()
        after = _ones(own, database, 2)
        assert [each.rows for each in (*before(), *after()) if isinstance(each, Result)] == [((1,),), ((2,),)]


def _kinds_or_rows(*begun: Callable[[], list[Result | ExecutionFailed | None]]) -> list[object]:
    found = [each for answers in begun for each in answers()]
    return [each.rows if isinstance(each, Result) else each and each.kind for each in found]


def test_what_was_begun_after_what_kills_the_process_is_answered_by_another(database: Path, worker: Worker) -> None:
    step = next(str(each["sql"]) for each in HOSTILE if each["case"] == "one long step")
    engine = worker.open(database, Limits(seconds=0.2), None)
    first = _ones(worker, database, 1)
    deadly = begin_together([(engine, "SELECT 2"), (engine, step), (engine, "SELECT 3")])
    before, last = worker.process_id, [_ones(worker, database, number) for number in (4, 5)]
    assert _kinds_or_rows(first, deadly, *last) == [((1,),), ((2,),), "timeout", ((3,),), ((4,),), ((5,),)]
    assert worker.process_id != before


def test_much_may_be_asked_while_much_is_answered(database: Path, worker: Worker) -> None:
    engine = worker.open(database, Limits(seconds=60), None)
    long = "x" * 200_000
    begun = [begin_together([(engine, f"SELECT {n}, '{long}'"), (engine, f"SELECT {n}")]) for n in range(20)]
    assert _kinds_or_rows(*begun) == [rows for n in range(20) for rows in (((n, long),), ((n,),))]
