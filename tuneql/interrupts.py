"""Keeps Ctrl-C, which a terminal sends to every process of a program at once, and its like from child processes."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import Final

_ENDING: Final = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


@contextmanager
def shielding_children() -> Iterator[None]:
    """Processes that are started in this context never get Ctrl-C, not even at their start; only their parent gets it.

    So with SIGTERM and SIGHUP, which may be sent to all of them at once, too; they end with their parent.

    A signal that a thread has blocked stays blocked in the threads and processes that it starts; here it arrives as
    soon as the block ends. multiprocessing's own tracker is started first, since it unblocks the other two when it
    starts; it ignores them, but SIGHUP would end it.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        resource_tracker.ensure_running()
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
