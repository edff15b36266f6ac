"""Remembers values by key, within limits on how many they are and how large they are together."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Remembered(Generic[Key, Value]):
    """Values by key. If they are too many, or too large together, those that were not used for longest are forgotten.

    Unlike `functools.lru_cache`, it cannot fill the memory with a few hundred large values. The newest value stays,
    however large it is. Threads may share it.

    Args:
        most: how many values.
        size: how large all of them may be together, in the unit of `weigh`.
        weigh: the size of a value, by its key and itself.
    """

    def __init__(self, *, most: int, size: int, weigh: Callable[[Key, Value], int]) -> None:
        self._most, self._size, self._weigh = most, size, weigh
        self._found: OrderedDict[Key, Value] = OrderedDict()
        self._sum = 0
        self._lock = threading.Lock()

    def __contains__(self, key: Key) -> bool:
        return key in self._found

    def get(self, key: Key) -> Value | None:
        """The value of a key; None if it is not known."""
        with self._lock:
            return self._used(key) if key in self._found else None

    def add(self, key: Key, value: Value) -> None:
        """Remember the value of a key, and forget others if there are too many."""
        with self._lock:
            self._remove(key)
            self._found[key] = value
            self._sum += self._weigh(key, value)
            while len(self._found) > 1 and (len(self._found) > self._most or self._sum > self._size):
                self._remove(next(iter(self._found)))

    def forget(self, key: Key) -> None:
        """Forget the value of a key, if there is one."""
        with self._lock:
            self._remove(key)

    def made(self, key: Key, make: Callable[[], Value]) -> Value:
        """The value of a key, made if it is not known."""
        with self._lock:
            if key in self._found:
                return self._used(key)
        value = make()
        self.add(key, value)
        return value

    def _used(self, key: Key) -> Value:
        self._found.move_to_end(key)
        return self._found[key]

    def _remove(self, key: Key) -> None:
        if key in self._found:
            self._sum -= self._weigh(key, self._found.pop(key))
