"""Limits the time of one query, in processor seconds, so that no right query fails on a busy machine.

By the clock it may take ten times as long, because waiting for a disk or for another process uses no processor.
"""

import math
import time
from typing import Final

BY_THE_CLOCK: Final = 10
"""How many times its limit of processor time a query may take by the clock."""


class Allowance:
    """The time of one query after another, in the thread that runs them.

    Attributes:
        next_look: the time on the monotonic clock until which the limit cannot be exceeded, which is cheaper to check.
    """

    def __init__(self) -> None:
        self.begin(math.inf)

    def begin(self, seconds: float) -> None:
        """Start the time of a query, which may use some seconds of the processor."""
        now = time.monotonic()
        self._end_of_use = time.thread_time() + seconds
        self._end = now + seconds * BY_THE_CLOCK
        self.next_look = now + seconds

    def is_over(self) -> bool:
        """Whether the query has used its time, or waited too long."""
        now = time.monotonic()
        if now <= self.next_look:
            return False
        left = self._end_of_use - time.thread_time()
        self.next_look = min(now + left, self._end)
        return now >= self.next_look
