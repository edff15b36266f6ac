"""Handing a question to the shadow's function."""

from collections.abc import Callable
from typing import Any

from tuneql.aws.clients import in_our_words
from tuneql.serving.shadow import ShadowRequest


class ShadowFunction:
    """A Lambda function that is invoked and not waited for.

    Args:
        client: makes a boto3 `lambda` client, when there is a question to send.
        name: the function's.
    """

    def __init__(self, client: Callable[[], Any], name: str) -> None:
        self._client, self._name = client, name

    def __call__(self, sent: ShadowRequest) -> None:
        """Send a question; returns once Lambda has queued it."""
        with in_our_words("send a question to the shadow"):
            self._client().invoke(FunctionName=self._name, InvocationType="Event", Payload=sent.event.encode())
