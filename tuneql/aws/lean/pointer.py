"""Reads the champion parameter in SSM Parameter Store for the endpoint, which never writes it."""

import threading
import time
from typing import Final

from tuneql.aws.lean.service import Service
from tuneql.ports import ChampionReader
from tuneql.release.champion import Champion, read_record

FRESH_SECONDS: Final = 30.0

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

    A deployment's ARN stays when its model is swapped, and an imported model is kept until the next promotion to roll
    back to, so an old record is good enough for the current request. Before the first promotion there is nothing to
    keep, and every request reads.
    """

    def __init__(self, reader: ChampionReader) -> None:
        self._reader = reader
        self._champion: Champion | None = None
        self._read_at = 0.0

    def read(self, *, fresh: bool = False) -> Champion | None:
        """The champion, at most one request and `FRESH_SECONDS` old; `fresh` reads it now."""
        if self._champion is None or fresh:
            self._refresh()
        elif time.monotonic() - self._read_at > FRESH_SECONDS:
            self._read_at = time.monotonic()
            threading.Thread(target=self._refresh, daemon=True).start()
        return self._champion

    def _refresh(self) -> None:
        self._champion = self._reader.read()
        self._read_at = time.monotonic()
