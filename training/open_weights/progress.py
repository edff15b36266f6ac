"""Shows progress: a bar on a terminal; a line every few seconds if standard error goes into a log."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from tqdm import tqdm

_SECONDS: Final = 10.0

Follow = Callable[[int, int, float], None]
"""Called after each step with its number (from 1), the number of steps, and its loss."""


@contextmanager
def follower() -> Iterator[Follow]:
    """The function for `loop.train` to call after each step."""
    if not sys.stderr.isatty():
        yield _lines()
        return
    with tqdm(unit="step") as bar:

        def follow(step: int, steps: int, loss: float) -> None:
            bar.total, bar.n = steps, step
            bar.set_postfix(loss=f"{loss:.4f}")

        yield follow


def _lines() -> Follow:
    last = -_SECONDS

    def follow(step: int, steps: int, loss: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _SECONDS or step == steps:
            last = now
            sys.stderr.write(f"step {step}/{steps} training_loss {loss:.4f}\n")

    return follow
