"""Finds lines of JSON in CloudWatch Logs."""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from tuneql.aws.clients import listed

Line = TypeVar("Line", bound=BaseModel)


def find_lines(client: Any, groups: Iterable[str], *, mark: str, since: datetime) -> Iterator[dict[str, Any]]:
    """The JSON objects among the lines of log groups that contain a mark, oldest first in each group.

    Args:
        client: a boto3 `logs` client.
        groups: names.
        mark: a text in the lines, without quotes.
        since: earlier lines are left out.
    """
    request = {"filterPattern": f'"{mark}"', "startTime": int(since.timestamp() * 1000)}
    for group in groups:
        doing = f"read the log group {group}"
        found = listed(client, "filter_log_events", "events", doing=doing, logGroupName=group, **request)
        yield from filter(None, map(_object, found))


def lines_of(kind: type[Line], found: Iterable[dict[str, Any]]) -> Iterator[Line]:
    """The objects that can be read as a kind of line."""
    for each in found:
        with suppress(ValidationError):
            yield kind.model_validate(each)


def _object(event: dict[str, Any]) -> dict[str, Any] | None:
    try:
        found = json.loads(event["message"])
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
