"""Step Functions over HTTP: moto answers, and what it leaves out is added.

moto 5.2.5 gives the whole history in one page whatever was asked for, and forgets why an execution was stopped.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from moto.stepfunctions import models

from local.http import Application, Environ, Request, Response, StartResponse, call, read_request
from local.identities import ACCOUNT_ID

# The most events of one page (API reference, GetExecutionHistory).
PAGE: Final = 1000


class StatesApi:
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
        response = call(self._moto, environ)
        if response.status == 200:  # noqa: PLR2004 - OK
            response = self._completed(request, response)
        return response(environ, start_response)

    def _completed(self, request: Request, response: Response) -> Response:
        operation = request.headers.get("x-amz-target", "").rpartition(".")[2]
        if operation == "GetExecutionHistory":
            page = history_page(json.loads(response.body), request.json())
            return Response(status=200, body=json.dumps(page).encode(), headers=_without_length(response.headers))
        if operation == "StopExecution":
            self._remember_reason(request.json())
        return Response(status=200, body=response.body, headers=_without_length(response.headers))

    def _remember_reason(self, parameters: Mapping[str, Any]) -> None:
        backend: Any = models.stepfunctions_backends[ACCOUNT_ID][self._region]
        execution = backend.describe_execution(parameters["executionArn"])
        execution.error, execution.cause = parameters.get("error"), parameters.get("cause")


def history_page(answer: Mapping[str, Any], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The page of an execution's history that was asked for.

    Args:
        answer: moto's, with all events in order.
        parameters: `reverseOrder`, `maxResults` and `nextToken` of GetExecutionHistory.
    """
    events = answer["events"][::-1] if parameters.get("reverseOrder") else answer["events"]
    start, size = int(parameters.get("nextToken") or 0), parameters.get("maxResults") or PAGE
    end = start + size
    return {"events": events[start:end], **({"nextToken": str(end)} if end < len(events) else {})}


def _without_length(headers: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in headers.items() if name.lower() != "content-length"}
