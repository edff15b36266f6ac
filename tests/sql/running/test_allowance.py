"""When a query's time is over, on clocks that a test sets."""

import math
import time

import pytest

from tuneql.sql.running.allowance import BY_THE_CLOCK, Allowance


class Clocks:
    """The one on the wall, and the processor's."""

    def __init__(self) -> None:
        self.wall, self.processor = 100.0, 7.0


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Clocks:
    made = Clocks()
    monkeypatch.setattr(time, "monotonic", lambda: made.wall)
    monkeypatch.setattr(time, "thread_time", lambda: made.processor)
    return made


@pytest.mark.parametrize(
    ("waited", "used", "is_over"),
    [
        (1.9, 1.9, False),
        (2.1, 2.1, True),
        (2.1, 0.1, False),
        (19, 1.9, False),
        (19, 2.0, True),
        (2 * BY_THE_CLOCK + 0.1, 0.0, True),
    ],
)
def test_the_processor_decides_and_in_the_end_the_clock(
    clocks: Clocks, waited: float, used: float, *, is_over: bool
) -> None:
    allowance = Allowance()
    allowance.begin(2)
    clocks.wall, clocks.processor = 100 + waited, 7 + used
    assert allowance.is_over() is is_over


def test_an_allowance_is_not_over_before_its_next_look(clocks: Clocks) -> None:
    allowance = Allowance()
    allowance.begin(2)
    clocks.wall, clocks.processor = 103, 8.5
    assert not allowance.is_over()
    assert allowance.next_look == 103.5
    clocks.wall, clocks.processor = allowance.next_look, 9
    assert not allowance.is_over()
    clocks.wall += 0.1
    assert allowance.is_over()


def test_another_query_has_its_own_time(clocks: Clocks) -> None:
    allowance = Allowance()
    allowance.begin(2)
    clocks.wall, clocks.processor = 120, 20
    allowance.begin(2)
    assert not allowance.is_over()


def test_what_has_no_limit_is_never_over(clocks: Clocks) -> None:
    allowance = Allowance()
    clocks.wall, clocks.processor = 1e9, 1e9
    assert not allowance.is_over()
    assert allowance.next_look == math.inf
