"""Throttling as API Gateway does it: a token bucket.

Source: API Gateway developer guide, "Throttle requests to your REST APIs": the rate is how many tokens come in a
second, the burst how many the bucket holds; a stage's limits hold for each of its methods, a plan's for each key.
"""

import threading
import time
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, kw_only=True)
class Throttle:
    """Requests per second, and at once."""

    rate: float
    burst: int

    @classmethod
    def read(cls, properties: Mapping[str, Any], rate: str, burst: str) -> Self | None:
        """A template's limit, by the names of its properties; None if there is none."""
        if rate not in properties or burst not in properties:
            return None
        return cls(rate=float(properties[rate]), burst=int(properties[burst]))


class Buckets:
    """The buckets of whoever is throttled. Safe to share between threads.

    Args:
        now: the time in seconds.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now, self._lock = now, threading.Lock()
        self._tokens: dict[Hashable, tuple[float, float]] = {}

    def take(self, key: Hashable, throttle: Throttle | None) -> bool:
        """Take a token; False if the bucket is empty. A new key's bucket is full."""
        if throttle is None:
            return True
        with self._lock:
            now = self._now()
            tokens, since = self._tokens.get((key, throttle), (float(throttle.burst), now))
            tokens = min(throttle.burst, tokens + (now - since) * throttle.rate)
            self._tokens[key, throttle] = (tokens - 1 if tokens >= 1 else tokens, now)
            return tokens >= 1
