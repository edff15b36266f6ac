"""Runs tasks that ask the worker's process for results, so that neither process waits for the other for long."""

from collections import deque
from collections.abc import Generator, Iterable
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

Task = Generator[None, None, T]
"""What stops, with `yield`, where it has asked the worker's process something, and goes on to read the answers."""


def done(task: Task[T]) -> T:
    """What one task gives."""
    (found,) = in_turns([task])
    return found


def in_turns(tasks: Iterable[Task[T]]) -> list[T]:
    """What tasks give, in their order; two are under way at a time, and one goes on while the other waits."""
    waiting = enumerate(tasks)
    under_way, found = deque(islice(waiting, 2)), dict[int, T]()
    while under_way:
        place, task = under_way.popleft()
        try:
            next(task)
            under_way.append((place, task))
        except StopIteration as end:
            found[place] = end.value
            under_way.extend(islice(waiting, 1))
    return [found[place] for place in sorted(found)]
