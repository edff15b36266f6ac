"""For how long the owner of the engine's process waits, with an inbox in which happens what a test says."""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tuneql.sql.running.messages import Answer, Inbox, Key, Request
from tuneql.sql.running.worker_child import Child
from tuneql.sql.running.worker_process import Mark

KEY: Key = (("rows", "0"), (0.25, 1, 1, 1), None)
QUERY: Request = (KEY, "SELECT 1")
REFILL: Request = (KEY, ("refill", "", ([], False)))
OF_A_QUERY = 0.75


class Told(Inbox):
    """What a process does at each look, until it does nothing more."""

    def __init__(self, *does: Callable[[], Any]) -> None:
        super().__init__(0)
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


def ended(mark: Mark, inbox: Told, *requests: Request) -> str | None:
    with subprocess.Popen([sys.executable, "-I", "-S", "-c", ""]) as process:
        found: list[Answer] = []
        return Child(process, 0, inbox, mark, is_ready=True).answer(requests, found)


def test_a_query_that_hangs_is_given_its_time_and_a_moment(mark: Mark) -> None:
    inbox = Told()
    assert ended(mark, inbox, QUERY) == "timeout"
    assert inbox.waited == [OF_A_QUERY]


def test_a_refill_may_take_longer_and_the_query_after_it_may_not(mark: Mark) -> None:
    inbox = Told(lambda: None, lambda: mark.set(1))
    assert ended(mark, inbox, REFILL, QUERY) == "timeout"
    assert mark.get() == 1
    assert inbox.waited == [OF_A_QUERY, 5, OF_A_QUERY]


def test_a_query_has_its_own_time_whatever_was_before_it(mark: Mark) -> None:
    inbox = Told(lambda: mark.set(1), lambda: mark.set(2))
    assert ended(mark, inbox, QUERY, QUERY, QUERY) == "timeout"
    assert inbox.waited == [OF_A_QUERY] * 3


def test_a_refill_that_hangs_is_not_waited_for_for_ever(mark: Mark) -> None:
    inbox = Told()
    assert ended(mark, inbox, REFILL) == "timeout"
    assert inbox.waited == [OF_A_QUERY, 5]
