"""Ctrl-C, which a terminal sends to every process of a program at once."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def shielding_children() -> Iterator[None]:
    """Processes that are started within the block never get Ctrl-C, which is for their parent.

    A signal that a thread has blocked stays blocked in the threads and processes that it starts; here it arrives when
    the block ends. multiprocessing's own tracker is started first, since it unblocks the signal when it starts.
    """
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
