"""Filters, order and pages, which every List operation of Bedrock has alike."""

import base64
import binascii
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from local.bedrock.errors import invalid

_PAGE = 100  # when maxResults is not given


def page(
    summaries: Iterable[Mapping[str, Any]], params: Mapping[str, Any], *, member: str, created: str, name: str
) -> dict[str, Any]:
    """One page of summaries, newest first unless asked otherwise.

    Args:
        summaries: all there are.
        params: of the List operation: nameContains, statusEquals, the two times, sortOrder, maxResults, nextToken.
        member: the response's member that holds the list.
        created: the member of a summary that holds its time.
        name: the member of a summary that holds its name.
    """
    kept = [each for each in summaries if _wanted(each, params, created=created, name=name)]
    kept.sort(key=lambda each: each[created], reverse=params.get("sortOrder", "Descending") == "Descending")
    start, size = _offset(params.get("nextToken")), params.get("maxResults", _PAGE)
    response: dict[str, Any] = {member: kept[start : start + size]}
    if start + size < len(kept):
        response["nextToken"] = base64.urlsafe_b64encode(str(start + size).encode()).decode()
    return response


def _wanted(summary: Mapping[str, Any], params: Mapping[str, Any], *, created: str, name: str) -> bool:
    after = params.get("createdAfter", params.get("creationTimeAfter"))
    before = params.get("createdBefore", params.get("creationTimeBefore"))
    return (
        params.get("nameContains", "") in summary[name]
        and params.get("statusEquals", summary.get("status")) == summary.get("status")
        and (after is None or summary[created] > _aware(after))
        and (before is None or summary[created] < _aware(before))
    )


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)


def _offset(token: str | None) -> int:
    try:
        return int(base64.urlsafe_b64decode(token)) if token else 0
    except (binascii.Error, ValueError) as error:
        raise invalid("The nextToken is none that this operation gave.") from error
