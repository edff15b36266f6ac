"""Hands questions to the shadow's function."""

from collections.abc import Mapping
from typing import Final

from tuneql.aws.lean.service import Account, Service, failure
from tuneql.serving.contest import Contests
from tuneql.serving.log import note
from tuneql.serving.shadow import ShadowRequest

_QUEUED: Final = 202


class ShadowFunction:
    """A Lambda function that is invoked without waiting for it.

    Args:
        service: `lambda`.
        name: the function's.
    """

    def __init__(self, service: Service, name: str) -> None:
        self._service, self._target = service, f"/2015-03-31/functions/{name}/invocations"

    def __call__(self, sent: ShadowRequest) -> None:
        """Send a question; returns once Lambda has queued it."""
        doing, headers = "send a question to the shadow", {"x-amz-invocation-type": "Event"}
        answer = self._service.send("POST", self._target, headers=headers, body=sent.event.encode(), doing=doing)
        if answer.status != _QUEUED:
            raise failure(answer, doing)


def read_contests(environment: Mapping[str, str], account: Account) -> Contests:
    """How challengers are asked, according to a function's environment variables."""
    send = ShadowFunction(Service("lambda", account, seconds=3), environment["SHADOW_FUNCTION"])
    return Contests(largest_share=float(environment["CHALLENGER_SHARE"]), note=note, send=send)
