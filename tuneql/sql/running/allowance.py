"""How long one query may take: seconds of the processor, so that no busy machine makes a right query fail.

By the clock it may take ten times as long, since what waits for a disk or for another process uses no processor.
"""

import math
import time
from typing import Final

BY_THE_CLOCK: Final = 10
"""How many times as long a query may take by the clock as it may use the processor."""


class Allowance:
    """The time of one query after another, in the thread that runs them.

    Attributes:
        next_look: until when, on the monotonic clock, it cannot be over, which is cheaper to ask.
    """

    def __init__(self) -> None:
        self.begin(math.inf)

    def begin(self, seconds: float) -> None:
        """Another query begins, which may use some seconds of the processor."""
        now = time.monotonic()
        self._end_of_use = time.thread_time() + seconds
        self._end = now + seconds * BY_THE_CLOCK
        self.next_look = now + seconds

    def is_over(self) -> bool:
        """Whether the query has used its time, or waited too long for it."""
        now = time.monotonic()
        if now <= self.next_look:
            return False
        left = self._end_of_use - time.thread_time()
        self.next_look = min(now + left, self._end)
        return now >= self.next_look
