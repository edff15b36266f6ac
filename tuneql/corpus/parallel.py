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
"""Chunks in flight for each worker: one at work, and enough waiting that none is ever idle."""

# Trees go in circles, which only the collector frees, and a hundred of them are not worth looking for. With Python's
# own thresholds much of a worker's time is spent looking through trees that are still in use.
_COLLECTIONS: Final = (20_000, 20, 50)


def available_cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def prepare_lines(rows: Iterable[Row | Rejection], context: Context, *, workers: int) -> Iterator[list[bytes]]:
    """The outcomes of rows, as lines of `tuneql.corpus.outcomes`, in order and some at a time.

    Args:
        rows: from `tuneql.corpus.reading`; read no further ahead than keeps the workers busy.
        context: what the transforms share.
        workers: processes that prepare; with 1 it is this one.

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
    # Not forked from this process, which has threads (a progress bar's) that a fork would tear.
    started = multiprocessing.get_context("spawn")
    others = {*multiprocessing.active_children()}
    with shielding_children():  # half made, it would leave semaphores behind
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
        except BaseException:  # Ctrl-C, or nobody reads on: what is under way is not waited for
            for process in {*multiprocessing.active_children()} - others:
                process.kill()
            raise


def _settle() -> None:
    """Make a new worker end when its parent does, even if that is killed."""
    gc.freeze()
    gc.set_threshold(*_COLLECTIONS)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
