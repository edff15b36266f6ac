"""Whether questions are refused because earlier ones cost too much."""

import threading
import time
from collections.abc import Callable

import pytest

from tuneql.aws.lean.alarm import CachedAlarm
from tuneql.aws.lean.pointer import FRESH_SECONDS
from tuneql.errors import NotReady


class Alarm:
    """What is found at each look: whether it is on, or an error."""

    def __init__(self, found: list[bool | Exception]) -> None:
        self.found, self.looks = found, 0

    def is_on(self) -> bool:
        self.looks += 1
        found = self.found.pop(0)
        if isinstance(found, Exception):
            raise found
        return found


@pytest.fixture
def looked() -> Callable[[], None]:
    """Waits until nobody looks in the background."""
    threads = set(threading.enumerate())

    def wait() -> None:
        for thread in set(threading.enumerate()) - threads:
            thread.join(timeout=10)

    return wait


def test_after_the_first_question_it_knows_for_a_while(looked: Callable[[], None]) -> None:
    alarm = Alarm([True])
    cached = CachedAlarm(alarm.is_on, now=lambda: 0.0)
    cached.is_on()
    looked()
    assert cached.is_on()
    assert alarm.looks == 1


def test_no_question_waits_while_the_alarm_is_off(looked: Callable[[], None]) -> None:
    begun, let_go = threading.Event(), threading.Event()

    def slow() -> bool:
        begun.set()
        return let_go.wait(timeout=10)

    cached = CachedAlarm(slow, now=time.monotonic)
    assert not cached.is_on()
    assert begun.wait(timeout=10)
    assert not cached.is_on()
    let_go.set()
    looked()
    assert cached.is_on()


def test_old_news_refuses_nobody(looked: Callable[[], None]) -> None:
    alarm, clock = Alarm([True, False]), [0.0]
    cached = CachedAlarm(alarm.is_on, now=lambda: clock[0])
    cached.is_on()
    looked()
    clock[0] += FRESH_SECONDS - 1
    assert cached.is_on()
    clock[0] += 1
    assert not cached.is_on()  # it has looked, and not gone on without


def test_an_alarm_that_cannot_be_looked_at_is_as_it_was(
    looked: Callable[[], None], caplog: pytest.LogCaptureFixture
) -> None:
    alarm, clock = Alarm([True, NotReady("could not look: timeout"), False]), [0.0]
    cached = CachedAlarm(alarm.is_on, now=lambda: clock[0])
    cached.is_on()
    looked()
    for expected in (True, False):
        clock[0] += FRESH_SECONDS
        assert cached.is_on() is expected
    assert "could not look: timeout" in caplog.text
