"""Threads that are kept: to start one takes longer than all else that waiting for a model does."""

import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from typing import Final

Work = Callable[[], object]

# Where idle threads wait for work; each has a queue of its own.
_idle: Final[deque["SimpleQueue[Work]"]] = deque()


def hand_over(work: Work) -> None:
    """Have work done by a thread that has nothing else to do; it must not raise.

    A thread whose work never ends is never idle again, and holds nobody up: another one is started.
    """
    try:
        queue = _idle.pop()
    except IndexError:
        queue = SimpleQueue()
        threading.Thread(target=_serve, args=(queue,), daemon=True).start()
    queue.put(work)


def _serve(queue: "SimpleQueue[Work]") -> None:
    while True:
        queue.get()()
        _idle.append(queue)
