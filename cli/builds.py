"""What the command line does where a dialect of one's own meets sqlglot's compiled build: see `tuneql.interpreted`."""

import os
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import cache
from multiprocessing import get_context
from typing import NoReturn, ParamSpec, TypeVar

from tuneql.errors import DialectNeedsInterpreter
from tuneql.interpreted import INTERPRETED, VARIABLE

P = ParamSpec("P")
R = TypeVar("R")


def start_again_interpreted(error: DialectNeedsInterpreter) -> NoReturn:
    """Replace this process by one that runs the same command interpreted; commands have written nothing so far.

    Raises:
        DialectNeedsInterpreter: what was read from standard input cannot be read again.
    """
    if "-" in sys.argv:
        with suppress(OSError):
            os.lseek(sys.stdin.fileno(), 0, os.SEEK_SET)
            _restart()
        raise error
    _restart()


def _restart() -> NoReturn:
    os.execve(sys.executable, sys.orig_argv, {**os.environ, VARIABLE: INTERPRETED})  # noqa: S606 -- as it was started


def run_interpreted(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function in a process beside this one, which runs interpreted and is kept."""
    return _beside().submit(function, *args, **kwargs).result()


@cache
def _beside() -> ProcessPoolExecutor:
    os.environ[VARIABLE] = INTERPRETED
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
