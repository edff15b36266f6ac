"""How AWS says no, in the words and the protocol of the service that was asked."""

from typing import Final
from xml.sax.saxutils import escape

from local.iam.permission import Permission
from local.identities import Principal
from local.protocol.http import Request, Response, json_response

XML: Final = {"Content-Type": "text/xml"}
# Services of the query protocol with another name for it.
QUERY_CODES: Final = {"sns": "AuthorizationError"}


def denied(request: Request, service: str, principal: Principal, permission: Permission) -> Response:
    """The answer to a caller whose policies do not allow what it asked."""
    on = "" if permission.resource == "*" else f" on resource: {permission.resource}"
    message = (
        f"User: {principal.arn} is not authorized to perform: {permission.action}{on} because no identity-based policy "
        f"allows the {permission.action} action"
    )
    return refused(request, service, "AccessDeniedException", message)


def refused(request: Request, service: str, code: str, message: str) -> Response:
    """An authorization error: REST-JSON and XML answer 403, the JSON protocols 400."""
    if service == "s3":
        return _s3("AccessDenied" if code == "AccessDeniedException" else code, message)
    if "x-amz-target" in request.headers:
        return json_response(400, {"__type": code, "message": message, "Message": message})
    if service in {"bedrock", "lambda", "execute-api", "rds-data"}:
        return json_response(403, {"message": message}, {"x-amzn-ErrorType": code})
    return _query(QUERY_CODES.get(service, code.removesuffix("Exception")), message)


def _s3(code: str, message: str) -> Response:
    body = f"<Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
    return Response(status=403, body=body.encode(), headers=XML)


def _query(code: str, message: str) -> Response:
    error = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message></Error>"
    return Response(status=403, body=f"<ErrorResponse>{error}</ErrorResponse>".encode(), headers=XML)
