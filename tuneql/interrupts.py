"""Keeps Ctrl-C, which a terminal sends to every process of a program at once, from child processes."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def shielding_children() -> Iterator[None]:
    """Processes that are started in this context never get Ctrl-C, not even at their start; only their parent gets it.

    A signal that a thread has blocked stays blocked in the threads and processes that it starts; here it arrives as
    soon as the block ends. multiprocessing's own tracker is started first, because it unblocks the signal when it
    starts.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
