"""Step Functions over HTTP: moto answers, except for the histories of executions.

moto 5.2.5 returns a whole history in one page, whatever was asked for, and slowly, since it looks for forty kinds of
details in each event; clients that follow an execution ask for it again and again. It also forgets why an execution was
stopped, which is added here.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from moto.core.exceptions import AWSError
from moto.stepfunctions import models

from local.identities import ACCOUNT_ID
from local.protocol.http import Application, Environ, Response, StartResponse, call, read_request

# The most events of one page (API reference, GetExecutionHistory).
PAGE: Final = 1000


class StepFunctionsApi:
    """The WSGI application for Step Functions.

    Args:
        moto: what answers.
        region: where the state machines are.
    """

    def __init__(self, *, moto: Application, region: str) -> None:
        self._moto, self._region = moto, region

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        request = read_request(environ)
        operation = request.headers.get("x-amz-target", "").rpartition(".")[2]
        events = self._events(request.json()) if operation == "GetExecutionHistory" else None
        if events is not None:
            page = json.dumps(history_page(events, request.json()), default=_seconds)
            headers = {"Content-Type": "application/x-amz-json-1.0"}
            return Response(status=200, body=page.encode(), headers=headers)(environ, start_response)
        response = call(self._moto, environ)
        if operation == "StopExecution" and response.status == 200:  # noqa: PLR2004 - OK
            self._remember_reason(request.json())
        return response(environ, start_response)

    @property
    def _backend(self) -> Any:
        return models.stepfunctions_backends[ACCOUNT_ID][self._region]

    def _events(self, parameters: Mapping[str, Any]) -> Sequence[Mapping[str, Any]] | None:
        """An execution's events as moto keeps them; None if moto refuses to tell them."""
        try:
            found = self._backend.get_execution_history(parameters.get("executionArn"))
        except AWSError:
            return None
        return [*found["events"]]

    def _remember_reason(self, parameters: Mapping[str, Any]) -> None:
        execution = self._backend.describe_execution(parameters["executionArn"])
        execution.error, execution.cause = parameters.get("error"), parameters.get("cause")


def history_page(events: Sequence[Mapping[str, Any]], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The page of an execution's history that was asked for.

    Args:
        events: all, in order.
        parameters: `reverseOrder`, `maxResults` and `nextToken` of GetExecutionHistory.
    """
    ordered = events[::-1] if parameters.get("reverseOrder") else events
    start, size = int(parameters.get("nextToken") or 0), parameters.get("maxResults") or PAGE
    end = start + size
    return {"events": ordered[start:end], **({"nextToken": str(end)} if end < len(ordered) else {})}


def _seconds(value: datetime) -> float:
    return value.timestamp()
