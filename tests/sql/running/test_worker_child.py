"""For how long the owner of the engine's process waits, with a line on which happens what a test says."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tuneql.sql.running.messages import Answer, Key, Line, Request
from tuneql.sql.running.worker_child import Child
from tuneql.sql.running.worker_process import Mark

KEY: Key = (("rows", "0"), (0.25, 1, 1, 1), None)
QUERY: Request = (KEY, "SELECT 1")
REFILL: Request = (KEY, ("refill", "", ([], False)))
OF_A_QUERY = 0.75


class Told(Line):
    """What a process does at each look, until it does nothing more."""

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
