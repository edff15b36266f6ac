import sqlite3
from collections.abc import Iterator

import pytest

from tuneql.evaluation.robust.determinism import extremes, is_deterministic
from tuneql.sql.running.engine import ExecutionFailed, Limits
from tuneql.sql.running.memory import Memory

ROWS = "CREATE TABLE t (id INTEGER PRIMARY KEY, a, b); INSERT INTO t VALUES (1, 'x', 1), (2, 'x', 2), (3, 'y', 2)"


@pytest.fixture
def memory() -> Iterator[Memory]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(ROWS)
    with Memory(connection, Limits()) as opened:
        yield opened


@pytest.mark.parametrize(
    ("sql", "deterministic"),
    [
        ("SELECT a FROM t", True),
        ("SELECT a FROM t ORDER BY a", True),
        ("SELECT a FROM t ORDER BY b LIMIT 1", True),
        ("SELECT id FROM t LIMIT 1", False),
        ("SELECT a, b FROM t GROUP BY a", False),
        ("SELECT a, COUNT(*) FROM t GROUP BY a", True),
        ("SELECT a, MIN(b) FROM t", True),
        ("SELECT id, a FROM t GROUP BY id", True),
        ("SELECT a || b, COUNT(*) FROM t GROUP BY 1", True),
    ],
)
def test_knows_what_a_query_leaves_open(sql: str, *, deterministic: bool, memory: Memory) -> None:
    assert is_deterministic(memory, sql, memory.recall(sql)) is deterministic


def test_takes_back_the_other_order(memory: Memory) -> None:
    before = memory.run("SELECT id FROM t").rows
    with memory.backwards():
        assert memory.run("SELECT id FROM t").rows == before[::-1]
    assert memory.run("SELECT id FROM t").rows == before


def test_stays_fenced_afterwards(memory: Memory) -> None:
    with memory.backwards():
        pass
    for sql in ("DELETE FROM t", "PRAGMA user_version", "ATTACH 'x' AS y", "SELECT * FROM sqlite_master"):
        with pytest.raises(ExecutionFailed, match="denied"):
            memory.run(sql)


@pytest.mark.parametrize("sql", ["SELECT a, COUNT(*) FROM t GROUP BY a", "SELECT a FROM t", "SELECT ("])
def test_leaves_queries_without_bare_columns(sql: str) -> None:
    assert extremes(sql) == ()


def test_what_is_kept_is_forgotten_when_rows_are_changed(memory: Memory) -> None:
    before = memory.recall("SELECT a FROM t")
    with memory.opened() as connection:
        connection.execute(f"DELETE FROM t WHERE id > 1 {memory.mark}")
    assert len(memory.recall("SELECT a FROM t").rows) == len(before.rows) - 2


@pytest.mark.parametrize("sql", ["DELETE FROM t", "INSERT INTO t VALUES (4, 'z', 4)", "PRAGMA query_only = OFF"])
def test_the_fences_stand_again_after_rows_were_changed(sql: str, memory: Memory) -> None:
    with memory.opened() as connection:
        connection.execute(f"{sql} {memory.mark}")
    denied = memory.attempt(sql)
    assert isinstance(denied, ExecutionFailed)
    assert denied.kind == "denied"
