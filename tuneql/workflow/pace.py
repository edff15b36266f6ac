"""How a stage waits between calls, and when it must end."""

from collections.abc import Callable
from dataclasses import dataclass

from tuneql.errors import StillPending


@dataclass(frozen=True, kw_only=True)
class Pace:
    """A clock with a deadline.

    Attributes:
        clock: monotonic seconds.
        sleep: waits for a number of seconds.
        end: the time on the clock after which nothing new begins.
    """

    clock: Callable[[], float]
    sleep: Callable[[float], None]
    end: float

    def allows(self, seconds: float) -> bool:
        """Whether a wait of this length would end before the deadline."""
        return self.clock() + seconds <= self.end

    def rest(self, seconds: float) -> None:
        """Wait.

        Raises:
            StillPending: the wait would exceed the deadline.
        """
        if not self.allows(seconds):
            raise StillPending("there was no time left")
        self.sleep(seconds)


def pace_of(seconds: float, *, clock: Callable[[], float], sleep: Callable[[float], None]) -> Pace:
    """A pace whose deadline is this many seconds from now."""
    return Pace(clock=clock, sleep=sleep, end=clock() + seconds)
