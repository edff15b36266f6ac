"""Reads the state of a CloudWatch alarm, by which the endpoint refuses questions."""

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from tuneql.aws.lean.pointer import FRESH_SECONDS
from tuneql.aws.lean.service import Service
from tuneql.errors import TuneqlError

_LOG = logging.getLogger(__name__)

_HEADERS: Final = {
    "content-type": "application/x-amz-json-1.0",
    "x-amz-target": "GraniteServiceVersion20100801.DescribeAlarms",
}


class AlarmReader:
    """Whether one metric alarm is on.

    Args:
        service: `monitoring`, CloudWatch's host name.
        name: the alarm's.
    """

    def __init__(self, service: Service, name: str) -> None:
        self._service, self._name = service, name

    def is_on(self) -> bool:
        """The present state; an alarm that does not exist is off.

        Raises:
            Unavailable, RunFailed: as `Service.call`.
        """
        asked = {"AlarmNames": [self._name]}
        found = self._service.call("POST", "/", asked, headers=_HEADERS, doing="look at the alarm on spending")
        return any(alarm["StateValue"] == "ALARM" for alarm in found.get("MetricAlarms", []))


class CachedAlarm:
    """Whether to refuse questions: the state of an alarm when it was last read.

    While the alarm is off, no question waits for it: it is read in the background, so a process may answer a question
    too many. While it is on, an old state refuses nobody: it is read first.

    Args:
        reads: whether the alarm is on.
        now: seconds of a monotonic clock.
    """

    def __init__(self, reads: Callable[[], bool], now: Callable[[], float] = time.monotonic) -> None:
        self._reads, self._now = reads, now
        self._is_on, self._looked_at = False, -FRESH_SECONDS

    def is_on(self) -> bool:
        """Whether the alarm is on, or was at most `FRESH_SECONDS` ago."""
        if self._now() - self._looked_at >= FRESH_SECONDS:
            self._looked_at = self._now()
            if self._is_on:
                self._look()
            else:
                threading.Thread(target=self._look, daemon=True).start()
        return self._is_on

    def _look(self) -> None:
        try:
            self._is_on = self._reads()
        except TuneqlError as error:  # the state stays as it was, and is read again
            _LOG.warning("%s", error)
