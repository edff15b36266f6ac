"""Makes boto3 clients with the time-outs and retries of each kind of work, and turns AWS's errors into ours."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import boto3
from botocore.config import Config
from botocore.eventstream import ParserError
from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as UnreachableError
from urllib3.exceptions import HTTPError

from tuneql.aws.errors import MISSING, our_error
from tuneql.errors import NotReady, TuneqlError

# botocore retries throttling and dropped connections within seconds, and gives up on a cold model within 0.1 s; longer
# waits are left to the state machine's retries, which cost no Lambda time. Its adaptive mode is not used: after a few
# throttled calls it slows a client down for minutes.
_PATIENT = Config(retries={"mode": "standard", "total_max_attempts": 4}, connect_timeout=3, read_timeout=60)


@cache
def patient_client(service: str) -> Any:
    """A client for the workflow, which may wait. A process makes it once and keeps its connections."""
    return boto3.client(service, config=_PATIENT)


def hasty_client(service: str, *, timeout: float) -> Any:
    """A client for calls that somebody waits for: one attempt, at most `timeout` seconds long."""
    config = Config(
        retries={"mode": "standard", "total_max_attempts": 1},
        connect_timeout=2,
        read_timeout=timeout,
        tcp_keepalive=True,
    )
    return boto3.client(service, config=config)


def timed_client(service: str) -> Any:
    """A client for calls that are timed: one attempt, because botocore's own retries would count as latency."""
    return hasty_client(service, timeout=60)


def is_missing(error: ClientError) -> bool:
    """Whether AWS says that the thing does not exist."""
    return error.response["Error"]["Code"] in MISSING


@contextmanager
def translated_errors(doing: str) -> Iterator[None]:
    """Raise AWS errors as ours: `Unavailable` if a retry may help, else `RunFailed` with what was being done."""
    try:
        yield
    except ClientError as error:
        raise _translated(error, doing) from error
    except (UnreachableError, HTTPClientError, HTTPError, ParserError) as error:  # the last two: within a stream
        raise NotReady(f"could not {doing}: {error}") from error


def unless_missing(doing: str, call: Callable[..., Any], **request: Any) -> dict[str, Any] | None:
    """What a call answers; None if the thing that it is about does not exist.

    Args:
        doing: for the message of an error.
        call: a client's method.
        **request: the method's parameters.

    Raises:
        Unavailable, RunFailed: as `translated_errors`.
    """
    with translated_errors(doing):
        try:
            answer: dict[str, Any] = call(**request)
        except ClientError as error:
            if is_missing(error):
                return None
            raise
        return answer


def listed(client: Any, operation: str, member: str, *, doing: str, **request: Any) -> Iterator[dict[str, Any]]:
    """The items of all pages of an operation, each page read when it is needed.

    Args:
        client: a boto3 client.
        operation: in snake case, as the client's methods.
        member: of a page, which holds its items.
        doing: for the message of an error.
        **request: the operation's parameters.

    Raises:
        Unavailable, RunFailed: as `translated_errors`.
    """
    with translated_errors(doing):
        for page in client.get_paginator(operation).paginate(**request):
            yield from page.get(member, ())


def _translated(error: ClientError, doing: str) -> TuneqlError:
    found = error.response["Error"]
    return our_error(found["Code"], found.get("Message", "no message"), doing)
