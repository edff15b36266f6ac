"""Checks SigV4 signatures, as API Gateway does for a method with AWS_IAM authorization.

Source: IAM user guide, "AWS Signature Version 4 for API requests". botocore computes the signature to compare with.
"""

import hmac
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import ReadOnlyCredentials

from local.identities import Identities, Principal
from local.protocol.http import Request

SERVICE: Final = "execute-api"
# How far a request's time may be from ours.
SKEW: Final = timedelta(minutes=5)
TIME_FORMAT: Final = "%Y%m%dT%H%M%SZ"


class SignatureError(Exception):
    """A request that is not signed as it must be.

    Attributes:
        kind: the gateway response type, such as `INVALID_SIGNATURE`.
        code: the error's name in `x-amzn-ErrorType`.
    """

    def __init__(self, kind: str, code: str, message: str) -> None:
        self.kind, self.code = kind, code
        super().__init__(message)


def verify(request: Request, identities: Identities, *, region: str) -> Principal:
    """Who signed a request to `execute-api`.

    Args:
        request: what arrived.
        identities: whose keys are known.
        region: the account's region.

    Raises:
        SignatureError: there is no signature, or not a valid one; the message is API Gateway's.
    """
    scope = request.scope
    if scope is None:
        raise SignatureError(
            "MISSING_AUTHENTICATION_TOKEN", "MissingAuthenticationTokenException", "Missing Authentication Token"
        )
    principal = identities.find(scope.access_key)
    if principal is None:
        message = "The security token included in the request is invalid."
        raise SignatureError("INVALID_SIGNATURE", "UnrecognizedClientException", message)
    if (scope.service, scope.region) != (SERVICE, region):
        message = f"Credential should be scoped to a valid region and to correct service: '{SERVICE}'."
        raise SignatureError("INVALID_SIGNATURE", "InvalidSignatureException", message)
    _check_time(request)
    if not hmac.compare_digest(_signature(request, principal, region), _given(request, "Signature")):
        message = (
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
            "Access Key and signing method. Consult the service documentation for details."
        )
        raise SignatureError("INVALID_SIGNATURE", "InvalidSignatureException", message)
    return principal


def _check_time(request: Request) -> None:
    try:
        at = datetime.strptime(request.headers.get("x-amz-date", ""), TIME_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        message = "Date must be in ISO-8601 'basic format'. See ISO-8601 date in the SigV4 documentation."
        raise SignatureError("INVALID_SIGNATURE", "IncompleteSignatureException", message) from None
    if abs(datetime.now(UTC) - at) > SKEW:
        message = f"Signature expired: {at.strftime(TIME_FORMAT)} is now earlier or later than allowed."
        raise SignatureError("INVALID_SIGNATURE", "InvalidSignatureException", message)


def _given(request: Request, part: str) -> str:
    header = request.headers["authorization"].partition(" ")[2]
    parts = dict(piece.strip().partition("=")[::2] for piece in header.split(","))
    return parts.get(part, "")


def _signature(request: Request, principal: Principal, region: str) -> str:
    signed = _given(request, "SignedHeaders").split(";")
    headers = {name: request.headers[name] for name in signed if name in request.headers}
    url = f"http://{request.headers.get('host', '')}{request.raw_path}"
    new_request: Any = AWSRequest  # botocore is not typed
    copy = new_request(method=request.method, url=f"{url}?{request.query}" if request.query else url)
    copy.data, copy.context["timestamp"] = request.body, request.headers["x-amz-date"]
    for name, value in headers.items():
        copy.headers[name] = value
    new_auth: Any = SigV4Auth
    auth = new_auth(ReadOnlyCredentials(principal.access_key, principal.secret_key, None), SERVICE, region)
    signature: str = auth.signature(auth.string_to_sign(copy, auth.canonical_request(copy)), copy)
    return signature
