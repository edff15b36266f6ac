"""Reads the champion parameter in SSM Parameter Store for the endpoint, which never writes it."""

import threading
import time
from collections.abc import Callable
from typing import Final

from tuneql.aws.lean.service import Service
from tuneql.ports import ChampionReader
from tuneql.release.champion import Champion, read_record

FRESH_SECONDS: Final = 30.0
_READING_SECONDS: Final = 2.0  # how long to wait for a reading that is under way

_HEADERS: Final = {"content-type": "application/x-amz-json-1.1", "x-amz-target": "AmazonSSM.GetParameter"}


class ParameterReader:
    """`tuneql.ports.ChampionReader` in SSM.

    Args:
        service: `ssm`.
        name: the parameter's name; the data stack creates it with the value `{}`.
    """

    def __init__(self, service: Service, name: str) -> None:
        self._service, self._name = service, name

    def read(self, *, fresh: bool = False) -> Champion | None:  # noqa: ARG002 - every reading is
        """The champion, or None before the first promotion."""
        doing = "read the champion parameter"
        answer = self._service.call("POST", "/", {"Name": self._name}, headers=_HEADERS, doing=doing)
        return read_record(answer["Parameter"]["Value"])


class CachedReader:
    """Reads the champion once and keeps it; after `FRESH_SECONDS` it is read again in the background.

    A request reads twice: first what is kept, to ask the model at once, and while that answers, what the background has
    found. Before the first promotion there is nothing to keep, and every request reads.

    Args:
        reader: reads it.
        now: seconds of a monotonic clock.
    """

    def __init__(self, reader: ChampionReader, now: Callable[[], float] = time.monotonic) -> None:
        self._reader, self._now = reader, now
        self._champion: Champion | None = None
        self._read_at = 0.0
        self._reading: threading.Thread | None = None

    def read(self, *, fresh: bool = False) -> Champion | None:
        """The champion; `fresh` reads it now.

        What was kept for too long is returned once more, and the next call waits for what is read meanwhile.
        """
        reading, self._reading = self._reading, None
        if reading is not None:
            reading.join(_READING_SECONDS)
        kept = None if fresh else self._champion
        if kept is None:
            self._refresh()
        elif self._now() - self._read_at > FRESH_SECONDS:
            self._read_at = self._now()
            self._reading = threading.Thread(target=self._refresh, daemon=True)
            self._reading.start()
        return kept or self._champion

    def _refresh(self) -> None:
        self._champion = self._reader.read()
        self._read_at = self._now()
