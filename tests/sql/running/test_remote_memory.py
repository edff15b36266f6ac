from collections.abc import Iterator

import pytest

from tests.case_files import read_cases
from tuneql.sql.running.engine import ExecutionFailed, Limits, Result
from tuneql.sql.running.refilling import Contents
from tuneql.sql.running.remote_memory import RemoteMemory
from tuneql.sql.running.worker import Worker

HOSTILE = read_cases(__file__, "hostile.jsonl")
LONG_STEP = next(str(each["sql"]) for each in HOSTILE if each["case"] == "one long step")
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT COUNT(*) FROM n"
SCRIPT = "CREATE TABLE ships (id INTEGER PRIMARY KEY, name TEXT UNIQUE); CREATE TABLE ports (name TEXT)"
NAMES = "SELECT name FROM ships"


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as started:
        yield started


@pytest.fixture
def memory(worker: Worker) -> Iterator[RemoteMemory]:
    with RemoteMemory(worker, SCRIPT, Limits(seconds=0.3), None) as made:
        made.refill(ships("Kestrel", "Merlin"))
        yield made


def ships(*names: str) -> Contents:
    return [("ships", 2, [[place, name] for place, name in enumerate(names)]), ("ports", 1, [])], False


def names(memory: RemoteMemory) -> list[object]:
    return [name for (name,) in memory.recall(NAMES).rows]


def test_has_the_rows_that_were_put_last(memory: RemoteMemory) -> None:
    assert names(memory) == ["Kestrel", "Merlin"]
    memory.refill(ships("Osprey"))
    assert names(memory) == ["Osprey"]


def test_a_database_is_there_again_when_a_query_has_killed_the_process(memory: RemoteMemory, worker: Worker) -> None:
    before = worker.process_id
    memory.fetch(["SELECT 1", LONG_STEP, NAMES])
    assert worker.process_id != before
    assert names(memory) == ["Kestrel", "Merlin"]
    failed = memory.attempt(LONG_STEP)
    assert isinstance(failed, ExecutionFailed)
    assert failed.kind == "timeout"


# Of queries that change nothing anywhere, but take too much, those of the other tests here are enough.
@pytest.mark.parametrize("case", [each for each in HOSTILE if "denied" in each["kinds"]], ids=lambda case: case["case"])
def test_a_hostile_query_changes_no_row(case: dict[str, object], memory: RemoteMemory) -> None:
    kinds = case["kinds"]
    assert isinstance(kinds, list)
    found = memory.attempt(str(case["sql"]))
    assert isinstance(found, ExecutionFailed)
    assert found.kind in kinds
    assert names(memory) == ["Kestrel", "Merlin"]


def test_rounds_give_what_each_set_of_rows_would(memory: RemoteMemory) -> None:
    statements = [NAMES, "SELECT COUNT(*) FROM ships", "SELECT nothing FROM ships"]
    contents = [ships("Kestrel"), ships(), ships("Merlin", "Osprey")]
    for rows, known in zip(contents, memory.begin_rounds(contents, statements)(), strict=True):
        memory.refill(rows)
        assert [repr(known[sql]) for sql in statements] == [repr(memory.attempt(sql)) for sql in statements]


def test_what_is_known_of_a_round_is_not_asked_again(memory: RemoteMemory) -> None:
    (known,) = memory.begin_rounds([ships("Osprey")], [NAMES])()
    memory.refill(ships("Osprey"), known)
    assert memory.attempt(NAMES) is known[NAMES]
    assert memory.recall("SELECT COUNT(*) FROM ships").rows == ((1,),)


@pytest.mark.parametrize("sql", [ENDLESS, LONG_STEP], ids=["interrupted", "killed"])
def test_a_query_that_takes_too_long_in_one_round_is_left_out_of_the_next(sql: str, memory: RemoteMemory) -> None:
    first, *later = memory.begin_rounds([ships("Kestrel"), ships("Osprey"), ships("Merlin")], [sql, "SELECT 1"])()
    failed = first[sql]
    assert isinstance(failed, ExecutionFailed)
    assert failed.kind == "timeout"
    assert [[*known] for known in later] == [["SELECT 1"]] * 2


def test_two_databases_of_one_worker_have_their_own_rows(memory: RemoteMemory, worker: Worker) -> None:
    with RemoteMemory(worker, SCRIPT, Limits(), None) as other:
        other.refill(ships("Osprey"))
        assert (names(other), names(memory)) == (["Osprey"], ["Kestrel", "Merlin"])


def test_knows_the_other_order_and_takes_it_back(memory: RemoteMemory) -> None:
    sql = "SELECT id FROM ships"
    with memory.backwards():
        assert memory.recall(sql).rows == ((1,), (0,))
    assert memory.recall(sql).rows == ((0,), (1,))


def test_rows_that_a_table_cannot_store_are_left_out_and_so_are_those_that_refer_to_them(worker: Worker) -> None:
    script = (
        "CREATE TABLE ships (id INTEGER PRIMARY KEY, seats INTEGER CHECK (seats > 0));"
        "CREATE TABLE trips (hours REAL, ship INTEGER REFERENCES ships) STRICT"
    )
    rows = [[1, 120], ["Kestrel", 80], [2, 0], [2**70, 80], [3, 300]]
    contents: Contents = ([("ships", 2, rows), ("trips", 2, [[1.5, 1], ["long", 1], [2.5, 2], [3, 3]])], False)
    with RemoteMemory(worker, script, Limits(), None) as memory:
        memory.refill(contents)
        assert memory.recall("SELECT id FROM ships").rows == ((1,), (3,))
        assert memory.recall("SELECT hours FROM trips").rows == ((1.5,), (3.0,))


@pytest.mark.parametrize(
    ("script", "contents", "message"),
    [
        ("CREATE TABLE (", ([], False), "syntax error"),
        (SCRIPT, ([("trains", 1, [["x"]])], False), "no such table"),
    ],
)
def test_says_why_there_can_be_no_database(script: str, contents: Contents, message: str, worker: Worker) -> None:
    with RemoteMemory(worker, script, Limits(), None) as memory:
        memory.refill(contents)
        for _ in range(2):
            with pytest.raises(ExecutionFailed, match=message):
                memory.attempt("SELECT 1")


def test_results_are_kept_until_the_rows_change(memory: RemoteMemory) -> None:
    first = memory.attempt(NAMES)
    assert isinstance(first, Result)
    assert memory.attempt(NAMES) is first
    memory.refill(ships("Kestrel", "Merlin"))
    assert memory.attempt(NAMES) is not first
