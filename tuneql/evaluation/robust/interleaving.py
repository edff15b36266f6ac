"""Runs tasks that ask the worker's process for results, so that neither process waits long for the other."""

from collections import deque
from collections.abc import Generator, Iterable
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

Task = Generator[None, None, T]
"""A task yields after it has asked the worker's process for something, and then goes on to read the answers."""


def done(task: Task[T]) -> T:
    """Run one task; returns its result."""
    (found,) = in_turns([task])
    return found


def in_turns(tasks: Iterable[Task[T]]) -> list[T]:
    """Run tasks; returns their results in order. Two are under way at a time: one goes on while the other waits."""
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
