"""How a stage waits between calls, and when it must come to an end."""

from collections.abc import Callable
from dataclasses import dataclass

from tuneql.errors import StillPending


@dataclass(frozen=True, kw_only=True)
class Pace:
    """A clock, and what is left on it.

    Attributes:
        clock: seconds, which only go up.
        sleep: waits for so many of them.
        end: on the clock, the moment after which nothing new is begun.
    """

    clock: Callable[[], float]
    sleep: Callable[[float], None]
    end: float

    def allows(self, seconds: float) -> bool:
        """Whether there is time to wait so long."""
        return self.clock() + seconds <= self.end

    def rest(self, seconds: float) -> None:
        """Wait.

        Raises:
            StillPending: there is no time for it.
        """
        if not self.allows(seconds):
            raise StillPending("there was no time left for more")
        self.sleep(seconds)


def pace_of(seconds: float, *, clock: Callable[[], float], sleep: Callable[[float], None]) -> Pace:
    """A pace that ends so many seconds from now."""
    return Pace(clock=clock, sleep=sleep, end=clock() + seconds)
