"""API Gateway: REST APIs as their templates describe them, with a Lambda function behind every method.

Source: API Gateway developer guide, "Amazon API Gateway quotas" and the pages named in the modules that this one uses.
Throttling of stages and API keys is enforced, and so are daily quotas; WAF is not.
"""

import concurrent.futures
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

from local.api_gateway.proxy_integration import Arrival, proxy_event, proxy_response
from local.api_gateway.responses import (
    FAILED,
    NO_KEY,
    NO_ROUTE,
    NO_STAGE,
    QUOTA_EXCEEDED,
    THROTTLED,
    TIMED_OUT,
    TOO_LARGE,
    Refusal,
    RefusedError,
    gateway_response,
)
from local.api_gateway.rest_api import RestApi, Route
from local.api_gateway.signature import SignatureError, verify
from local.api_gateway.throttling import Buckets
from local.api_gateway.token_authorizer import authorize
from local.api_gateway.usage_plans import Usage, find_plan
from local.api_gateway.validation import body_errors, missing_parameters
from local.backends import find_function, statements_of
from local.functions.function import Invocation
from local.functions.runner import CONCURRENCY, LambdaRunner
from local.iam import Place, allows
from local.identities import Identities, Principal
from local.protocol.http import Environ, Request, Response, StartResponse, read_request

API_PATH: Final = "/_aws/execute-api/"
PAYLOAD_BYTES: Final = 10 * 1024 * 1024
INTEGRATION_SECONDS: Final = 29.0
# Requests at a time: as many as functions may be busy (`local.functions.runner`), and as many that wait.
_THREADS: Final = 2 * CONCURRENCY


class ApiGateway:
    """The WSGI application for `/_aws/execute-api/<api id>/<stage>/<path>`.

    Args:
        identities: whose signatures are known.
        place: the account's number and region.
        runner: runs the functions.
        integration_seconds: how long a function has to answer.
    """

    def __init__(
        self,
        *,
        identities: Identities,
        place: Place,
        runner: LambdaRunner,
        integration_seconds: float = INTEGRATION_SECONDS,
    ) -> None:
        self.apis: dict[str, RestApi] = {}
        self._usage, self._buckets = Usage(), Buckets()
        self._identities, self._place, self._runner = identities, place, runner
        self._seconds = integration_seconds
        self._threads = concurrent.futures.ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="integration")

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        return self.handle(read_request(environ))(environ, start_response)

    def handle(self, request: Request) -> Response:
        """The response to a request."""
        api_id, _, rest = request.path.removeprefix(API_PATH).partition("/")
        stage, _, path = rest.partition("/")
        api = self.apis.get(api_id)
        request_id = str(uuid.uuid4())
        if api is None or stage not in api.stages:
            return gateway_response(NO_STAGE, api, request_id)
        try:
            return self._integrated(api, self._arrival(api, stage, "/" + path.rstrip("/"), request, request_id))
        except RefusedError as error:
            return gateway_response(error.refusal, api, request_id)

    def close(self) -> None:
        """Invoke no further function."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _arrival(self, api: RestApi, stage: str, path: str, request: Request, request_id: str) -> tuple[Route, Arrival]:
        found = api.find(request.method, path)
        if found is None:
            raise RefusedError(NO_ROUTE)
        route, parameters = found
        caller = self._admit(route, request, f"{api.id}/{stage}/{request.method}{path}")
        arrival = Arrival(
            request=request,
            request_id=request_id,
            api_id=api.id,
            stage=stage,
            resource=route.path,
            path=path,
            parameters=parameters,
            caller=caller,
        )
        return route, arrival

    def _integrated(self, api: RestApi, found: tuple[Route, Arrival]) -> Response:
        route, arrival = found
        self._check(api, route, arrival)
        seconds = min(self._seconds, route.timeout or self._seconds)
        response = proxy_response(self._invoke(route.function, proxy_event(arrival), seconds), arrival.request_id)
        if response is None:
            raise RefusedError(FAILED)
        return response

    def _admit(self, route: Route, request: Request, method: str) -> Principal | None:
        """The caller of a request, if it must be signed; refuses strangers."""
        if route.authorizer is not None:
            function = route.authorizer.function
            arn = self._place.arn("execute-api", method)
            authorize(route.authorizer, request, arn, lambda event: self._invoke(function, event, self._seconds))
        return self._caller(request, method) if route.signed else None

    def _caller(self, request: Request, method: str) -> Principal:
        try:
            caller = verify(request, self._identities, region=self._place.region)
        except SignatureError as error:
            refusal = Refusal(kind=error.kind, status=403, message=str(error), code=error.code)
            raise RefusedError(refusal) from error
        resource = self._place.arn("execute-api", method)
        if caller.role is not None and not allows(
            statements_of(caller.role), action="execute-api:Invoke", resource=resource, context={}
        ):
            message = f"User: {caller.arn} is not authorized to perform: execute-api:Invoke on resource: {resource}"
            raise RefusedError(Refusal(kind="ACCESS_DENIED", status=403, message=message, code="AccessDeniedException"))
        return caller

    def _check(self, api: RestApi, route: Route, arrival: Arrival) -> None:
        request = arrival.request
        if len(request.body) > PAYLOAD_BYTES:
            raise RefusedError(TOO_LARGE)
        if not self._buckets.take((api.id, arrival.stage, route.method, route.path), api.stages[arrival.stage]):
            raise RefusedError(THROTTLED)
        if route.key_required:
            self._count(api, arrival.stage, request.headers.get("x-api-key", ""))
        if missing := missing_parameters(request, arrival.parameters, route.required):
            message = f"Missing required request parameters: [{', '.join(missing)}]"
            raise RefusedError(_bad_request("BAD_REQUEST_PARAMETERS", message))
        if errors := body_errors(request, route.models):
            raise RefusedError(_bad_request("BAD_REQUEST_BODY", "Invalid request body", f"[{', '.join(errors)}]"))

    def _count(self, api: RestApi, stage: str, key: str) -> None:
        plan = find_plan(api.plans, api=api.id, stage=stage, key=key)
        if plan is None:
            raise RefusedError(NO_KEY)
        if not self._buckets.take((plan.id, key), plan.throttle):
            raise RefusedError(THROTTLED)
        if not self._usage.count(plan, key):
            raise RefusedError(QUOTA_EXCEEDED)

    def _invoke(self, name: str, event: Mapping[str, Any], seconds: float) -> Invocation:
        function = find_function(name, self._place.region)
        if function is None:
            raise RefusedError(FAILED)
        answer = self._threads.submit(self._runner.invoke, function, event)
        try:
            return answer.result(timeout=seconds)
        except concurrent.futures.TimeoutError:
            raise RefusedError(TIMED_OUT) from None


def _bad_request(kind: str, message: str, details: str = "") -> Refusal:
    return Refusal(kind=kind, status=400, message=message, details=details, code="BadRequestException")
