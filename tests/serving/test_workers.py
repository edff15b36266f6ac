"""Threads that are kept, and given work one after the other."""

import threading
from queue import SimpleQueue

from tuneql.serving.workers import hand_over


def done_by() -> int:
    """Who does a piece of work."""
    told: SimpleQueue[int] = SimpleQueue()
    hand_over(lambda: told.put(threading.get_ident()))
    return told.get(timeout=60)


def test_work_is_done_by_another_thread() -> None:
    assert done_by() != threading.get_ident()


def test_threads_are_used_again() -> None:
    assert len({done_by() for _ in range(50)}) < 50


def test_work_that_never_ends_holds_nobody_up() -> None:
    end = threading.Event()
    hand_over(end.wait)
    assert done_by() != threading.get_ident()
    end.set()
