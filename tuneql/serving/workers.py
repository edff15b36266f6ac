"""Threads that are reused: starting one takes longer than all else that waiting for a model needs."""

import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue
from typing import Final

Work = Callable[[], object]

# Where idle threads wait for work; each has a queue of its own.
_idle: Final[deque["SimpleQueue[Work]"]] = deque()


def hand_over(work: Work) -> None:
    """Have an idle thread, or a new one, do some work, which must not raise.

    Work that never ends keeps its thread, and delays nobody else.
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
