"""Prepares rows in several processes; the result and its order are those of one process."""

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from typing import Final

from tuneql.corpus.outcomes import to_line
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.transform import Context
from tuneql.errors import RunFailed
from tuneql.interrupts import shielding_children

_CHUNK_ROWS: Final = 100
_AHEAD: Final = 3
"""Chunks in flight for each worker: one at work, and enough waiting to keep it busy."""

# Syntax trees are cycles, which only the collector frees. With Python's own thresholds a worker spends much of its time
# searching trees that are still in use.
_COLLECTIONS: Final = (20_000, 20, 50)


def available_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def prepare_lines(rows: Iterable[Row | Rejection], context: Context, *, workers: int) -> Iterator[list[bytes]]:
    """The outcomes of rows, as lines of `tuneql.corpus.outcomes`, in order and some at a time.

    Args:
        rows: from `tuneql.corpus.reading`; read only as far ahead as keeps the workers busy.
        context: what the transforms share.
        workers: how many processes prepare rows; if 1, this process does.

    Raises:
        RunFailed: a worker was killed, for instance because memory ran out.
    """
    chunks = _chunks(rows)
    if workers == 1:
        return (_prepare(chunk, context) for chunk in chunks)
    return _in_processes(chunks, context, workers)


def _chunks(rows: Iterable[Row | Rejection]) -> Iterator[list[Row | Rejection]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, _CHUNK_ROWS)):
        yield chunk


def _prepare(rows: list[Row | Rejection], context: Context) -> list[bytes]:
    return [to_line(outcome) for outcome in prepare_rows(rows, context)]


def _in_processes(chunks: Iterator[list[Row | Rejection]], context: Context, workers: int) -> Iterator[list[bytes]]:
    # Not forked: this process has threads (a progress bar's), which a fork would break.
    started = multiprocessing.get_context("spawn")
    others = {*multiprocessing.active_children()}
    with shielding_children():  # interrupted here, it would leave semaphores behind
        made = ProcessPoolExecutor(workers, mp_context=started, initializer=_settle)
    with made as pool:
        pending: deque[Future[list[bytes]]] = deque()
        try:
            for chunk in chunks:
                with shielding_children():
                    pending.append(pool.submit(_prepare, chunk, context))
                if len(pending) >= workers * _AHEAD:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        except BrokenProcessPool as error:
            raise RunFailed(
                "a process that prepares rows was killed, perhaps for want of memory; use fewer workers"
            ) from error
        except BaseException:  # Ctrl-C, or nobody reads on: do not wait for what is under way
            for process in {*multiprocessing.active_children()} - others:
                process.kill()
            raise


def _settle() -> None:
    """Make a new worker end with its parent, even a killed one."""
    gc.freeze()
    gc.set_threshold(*_COLLECTIONS)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
