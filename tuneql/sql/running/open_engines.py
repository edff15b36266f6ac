"""Keeps a process's databases open. Files stay open; of those in memory, the least recently used are closed."""

from collections import OrderedDict
from typing import Final

from tuneql.sql.running.engine import Engine
from tuneql.sql.running.messages import Key

# The total weight of databases in memory: 512 small ones, or fewer with longer scripts. A corpus may return to a few
# hundred schemas row by row, and a database takes 40 KB and about the size of its script.
_MOST: Final = 4 * 1024 * 1024
_LEAST: Final = 8 * 1024


class OpenEngines:
    """Engines by the keys of requests."""

    def __init__(self) -> None:
        self._engines: OrderedDict[Key, Engine] = OrderedDict()
        self._weight = 0

    def get(self, key: Key) -> Engine | None:
        """The engine, if it is open."""
        found = self._engines.get(key)
        if found is not None:
            self._engines.move_to_end(key)
        return found

    def add(self, key: Key, engine: Engine) -> None:
        """Keep an engine, and close others if there is no more room."""
        self._engines[key] = engine
        self._weight += _weight(key)
        while self._weight > _MOST and (oldest := self._oldest()) != key:
            self.close(oldest)

    def close(self, key: Key) -> None:
        """Close an engine, if it is open."""
        engine = self._engines.pop(key, None)
        if engine is not None:
            self._weight -= _weight(key)
            engine.close()

    def _oldest(self) -> Key:
        return next(key for key in self._engines if _weight(key))


def _weight(key: Key) -> int:
    kind, text = key[0][:2]
    return max(len(text), _LEAST) if kind == "memory" else 0
