"""How commands go on with custom dialects, which sqlglot's compiled build refuses: see `tuneql.interpreted`."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from multiprocessing import get_context
from typing import NoReturn, ParamSpec, TypeVar

from tuneql.errors import DialectNeedsInterpreter
from tuneql.interpreted import INTERPRETED, VARIABLE, interpret_sqlglot
from tuneql.interrupts import shielding_children

P = ParamSpec("P")
R = TypeVar("R")


def follow_option(arguments: Sequence[str]) -> None:
    """Run interpreted from the start if `--dialect` names a custom dialect, and sqlglot is not imported yet."""
    named = [value for option, value in pairwise(arguments) if option == "--dialect"]
    named += [each.partition("=")[2] for each in arguments if each.startswith("--dialect=")]
    if "sqlglot" not in sys.modules and any(name.isidentifier() and find_spec(f"dialects.{name}") for name in named):
        interpret_sqlglot()


@contextmanager
def any_dialect() -> Iterator[None]:
    """Start the program again, interpreted, if the block asks for a custom dialect; it must not have written anything.

    Raises:
        DialectNeedsInterpreter: standard input was read, and cannot be read again.
    """
    try:
        yield
    except DialectNeedsInterpreter as error:
        _start_again(error)


def _start_again(error: DialectNeedsInterpreter) -> NoReturn:
    if "-" in sys.argv:
        with suppress(OSError):
            os.lseek(sys.stdin.fileno(), 0, os.SEEK_SET)
            _restart()
        raise error
    _restart()


def _restart() -> NoReturn:
    os.execve(sys.executable, sys.orig_argv, {**os.environ, VARIABLE: INTERPRETED})  # noqa: S606 -- as it was started


def run_interpreted(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Call a function in a second process, which is interpreted and kept for the next call."""
    with shielding_children():
        answer = _beside().submit(function, *args, **kwargs)
    return answer.result()


@cache
def _beside() -> ProcessPoolExecutor:
    os.environ[VARIABLE] = INTERPRETED
    return ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn"))
