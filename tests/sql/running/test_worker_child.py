"""How long the owner of the engine's process waits, on a line that a test controls."""

import math
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count, repeat
from pathlib import Path
from typing import Any

import pytest

from tuneql.sql.running import worker_child
from tuneql.sql.running.allowance import BY_THE_CLOCK
from tuneql.sql.running.messages import Answer, Key, Line, Request
from tuneql.sql.running.worker_child import Child
from tuneql.sql.running.worker_process import Mark

KEY: Key = (("rows", "0"), (0.25, 1, 1, 1), None)
QUERY: Request = (KEY, "SELECT 1")
REFILL: Request = (KEY, ("refill", "", ([], False)))
OF_A_QUERY = 0.75
TOLD = worker_child._used  # noqa: SLF001 -- what the others replace


class Told(Line):
    """What a process does at each look, until it ends."""

    def __init__(self, *does: Callable[[], Any]) -> None:
        self._does = [*does]
        self.waited: list[float | None] = []

    def receive(self, seconds: float | None = None) -> Any:
        self.waited.append(seconds)
        return self._does.pop(0)() if self._does else None


@pytest.fixture
def mark() -> Iterator[Mark]:
    with tempfile.TemporaryFile() as file:
        file.truncate(Mark.size())
        made = Mark(file.fileno())
        yield made
        made.close()


@pytest.fixture(autouse=True)
def _busy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process has a processor to itself."""
    _used(monkeypatch, count(step=100))


def _used(monkeypatch: pytest.MonkeyPatch, seconds: Iterator[float]) -> None:
    monkeypatch.setattr(worker_child, "_used", lambda _: next(seconds))


def ended(mark: Mark, line: Told, *requests: Request, first: int = 0) -> str | None:
    with subprocess.Popen([sys.executable, "-I", "-S", "-c", ""]) as process:
        found: list[Answer] = []
        return Child(process, line, mark, is_ready=True).answer(requests, found, first)


def test_a_query_that_hangs_is_given_its_time_and_a_moment(mark: Mark) -> None:
    line = Told()
    assert ended(mark, line, QUERY) == "timeout"
    assert line.waited == [OF_A_QUERY]


def test_a_refill_may_take_longer_and_the_query_after_it_may_not(mark: Mark) -> None:
    line = Told(lambda: None, lambda: mark.set(1))
    assert ended(mark, line, REFILL, QUERY) == "timeout"
    assert mark.get() == 1
    assert line.waited == [OF_A_QUERY, 5, OF_A_QUERY]


def test_a_query_has_its_own_time_whatever_was_before_it(mark: Mark) -> None:
    line = Told(lambda: mark.set(1), lambda: mark.set(2))
    assert ended(mark, line, QUERY, QUERY, QUERY) == "timeout"
    assert line.waited == [OF_A_QUERY] * 3


def test_a_refill_that_hangs_is_not_waited_for_for_ever(mark: Mark) -> None:
    line = Told()
    assert ended(mark, line, REFILL) == "timeout"
    assert line.waited == [OF_A_QUERY, 5]


def test_what_was_sent_before_does_not_count(mark: Mark) -> None:
    mark.set(6)
    line = Told(lambda: mark.set(7), lambda: None)
    assert ended(mark, line, QUERY, REFILL, first=6) == "timeout"
    assert line.waited == [OF_A_QUERY, OF_A_QUERY, 5]


def test_a_query_is_waited_for_as_long_as_others_have_the_processor(
    mark: Mark, monkeypatch: pytest.MonkeyPatch
) -> None:
    _used(monkeypatch, iter([3, 3.1, 3.2, 3.3]))
    line = Told()
    assert ended(mark, line, QUERY) == "timeout"
    assert line.waited == [OF_A_QUERY] * 3


def test_a_query_that_uses_no_processor_is_not_waited_for_for_ever(mark: Mark, monkeypatch: pytest.MonkeyPatch) -> None:
    _used(monkeypatch, repeat(3))
    line = Told()
    assert ended(mark, line, QUERY) == "timeout"
    assert line.waited == [OF_A_QUERY] * BY_THE_CLOCK


def test_where_the_system_does_not_tell_the_clock_decides(mark: Mark, monkeypatch: pytest.MonkeyPatch) -> None:
    _used(monkeypatch, repeat(math.inf))
    line = Told()
    assert ended(mark, line, QUERY) == "timeout"
    assert line.waited == [OF_A_QUERY]


def test_what_a_process_has_used_is_told_where_there_is_one() -> None:
    with subprocess.Popen([sys.executable, "-I", "-S", "-c", "while True: pass"]) as process:
        while not (used := TOLD(process.pid)):
            pass
        process.kill()
    assert 0 < used < math.inf or not Path("/proc").is_dir()
    assert TOLD(process.pid) == math.inf
