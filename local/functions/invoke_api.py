"""Lambda's Invoke, over HTTP: the only operation of Lambda's API that moto does not answer here."""

import threading
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote

from local.backends import find_function
from local.functions.function import Function
from local.functions.runner import PAYLOAD_BYTES, LambdaRunner
from local.protocol.http import Environ, Request, Response, StartResponse, json_response, read_request
from local.protocol.json_text import read_json

# Lambda quotas: the payload of an asynchronous invocation.
EVENT_BYTES: Final = 1024 * 1024


class InvokeApi:
    """The WSGI application for `POST /2015-03-31/functions/<name>/invocations`.

    Args:
        runner: runs the functions.
        region: where the functions are.
    """

    def __init__(self, *, runner: LambdaRunner, region: str) -> None:
        self._runner, self._region = runner, region

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        return self.handle(read_request(environ))(environ, start_response)

    def handle(self, request: Request) -> Response:
        """The response to an invocation."""
        name = unquote(request.path.strip("/").split("/")[2])
        function = find_function(name, self._region)
        if function is None:
            return _error(404, "ResourceNotFoundException", f"Function not found: {name}")
        kind = request.headers.get("x-amz-invocation-type", "RequestResponse")
        if len(request.body) > (EVENT_BYTES if kind == "Event" else PAYLOAD_BYTES):
            message = f"{len(request.body)} byte payload is too large for the {kind} invocation type"
            return _error(413, "RequestTooLargeException", message)
        return self._invoke(function, request.body, kind)

    def _invoke(self, function: Function, body: bytes, kind: str) -> Response:
        try:
            event = read_json(body or b"{}")
        except ValueError as error:
            return _error(400, "InvalidRequestContentException", f"Could not parse request body into json: {error}")
        if kind == "DryRun":
            return Response(status=204)
        if kind == "Event":
            threading.Thread(target=self._runner.invoke, args=(function, event), daemon=True).start()
            return Response(status=202)
        invocation = self._runner.invoke(function, event)
        headers = {"Content-Type": "application/json", "X-Amz-Executed-Version": "$LATEST"}
        failed = {"X-Amz-Function-Error": "Unhandled"} if invocation.failed else {}
        return Response(status=200, body=invocation.payload, headers=headers | failed)


def _error(status: int, code: str, message: str) -> Response:
    return json_response(status, {"Type": "User", "Message": message, "message": message}, {"x-amzn-ErrorType": code})
