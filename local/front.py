"""Receives every request to the account: finds out who calls, whether they may, and which part answers.

Requests of the account's own functions and state machines come here, too.
"""

import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from local.api_gateway.gateway import API_PATH
from local.authors import CALLER
from local.backends import ObjectStore, statements_of
from local.escrow import BUCKET_PREFIX
from local.iam import Permission, Place, allows, denied, permissions, refused
from local.iam.s3 import bucket_and_key, list_bucket
from local.identities import Identities, Principal
from local.protocol.http import Application, BodyError, Environ, Request, StartResponse, json_response, read_request

HEALTH_PATH: Final = "/_tuneql/health"


@dataclass(frozen=True, kw_only=True)
class Call:
    """One permission that one request needed.

    Attributes:
        principal: "administrator", "states" or a function's name.
        service: the signing name of the service.
        action: the IAM action.
        resource: the ARN, or `*`.
        allowed: whether the caller's role allows it.
    """

    principal: str
    service: str
    action: str
    resource: str
    allowed: bool


class Front:
    """The WSGI application of the whole account.

    Args:
        identities: whose keys are known.
        place: the account's number and region.
        api: answers calls of APIs, and checks their signatures itself.
        invoke: Lambda's Invoke.
        services: what answers for a service, by its signing name.
        others: answers everything else.
    """

    def __init__(
        self,
        *,
        identities: Identities,
        place: Place,
        api: Application,
        invoke: Application,
        services: Mapping[str, Application],
        others: Application,
    ) -> None:
        self.calls: list[Call] = []
        self._identities, self._place = identities, place
        self._api, self._invoke, self._services, self._others = api, invoke, services, others
        self._objects = ObjectStore()
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        try:
            request = read_request(environ)
        except BodyError as error:
            return json_response(error.status, {"message": str(error)})(environ, start_response)
        return self._application(request)(environ, start_response)

    def _application(self, request: Request) -> Application:
        if request.path == HEALTH_PATH:
            return json_response(200, {"status": "ok"})
        if request.path.startswith(API_PATH):
            return self._api
        if request.scope is None:
            return refused(request, "s3", "AccessDenied", "Access Denied")
        principal = self._identities.find(request.scope.access_key)
        if principal is None:
            message = "The security token included in the request is invalid."
            return refused(request, request.scope.service, "UnrecognizedClientException", message)
        CALLER.set(principal.arn)  # moto answers in this thread
        return self._authorized(request, request.scope.service, principal)

    def _authorized(self, request: Request, service: str, principal: Principal) -> Application:
        if service == "s3" and bucket_and_key(request)[0].startswith(BUCKET_PREFIX):
            return refused(request, service, "AccessDenied", "Access Denied")  # AWS's own buckets, whoever asks
        needed = permissions(request, service, self._place)
        for permission in needed:
            if not self._allowed(principal, service, permission):
                return denied(request, service, principal, permission)
        if service == "s3" and self._hides_missing(request, principal):
            return denied(request, service, principal, list_bucket(bucket_and_key(request)[0]))
        return self._service(request, service)

    def _allowed(self, principal: Principal, service: str, permission: Permission) -> bool:
        allowed = principal.role is None or allows(
            statements_of(principal.role),
            action=permission.action,
            resource=permission.resource,
            context=permission.context,
        )
        call = Call(
            principal=principal.name,
            service=service,
            action=permission.action,
            resource=permission.resource,
            allowed=allowed,
        )
        with self._lock:
            self.calls.append(call)
        return allowed

    def _hides_missing(self, request: Request, principal: Principal) -> bool:
        # S3 answers 403, not 404, for a missing key to those who may not list the bucket (API reference, GetObject).
        bucket, key = bucket_and_key(request)
        if (
            principal.role is None
            or not key
            or request.method not in {"GET", "HEAD"}
            or self._objects.holds(bucket, key)
        ):
            return False
        listing = list_bucket(bucket)
        return not allows(
            statements_of(principal.role), action=listing.action, resource=listing.resource, context={"s3:prefix": key}
        )

    def _service(self, request: Request, service: str) -> Application:
        if service == "lambda" and request.path.endswith(("/invocations", "/invoke-async")):
            return self._invoke
        return self._services.get(service, self._others)
