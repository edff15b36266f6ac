"""Calls one AWS service: signs requests, and turns its errors into ours."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from tuneql.aws.errors import MISSING, our_error
from tuneql.aws.lean.connections import Connections
from tuneql.aws.lean.http import Answer
from tuneql.aws.lean.signature import Credentials, Signer
from tuneql.errors import NotReady, RunFailed, TuneqlError

_OK: Final = range(200, 300)
_XML_CODE: Final = re.compile(rb"<Code>([A-Za-z.]+)</Code>")
_XML_MESSAGE: Final = re.compile(rb"<Message>([^<]*)</Message>")


@dataclass(frozen=True, kw_only=True)
class Account:
    """The caller's identity and place.

    Attributes:
        endpoint: the URL of all services, in a local account; None for AWS's own URL of each service.
    """

    credentials: Credentials
    region: str
    endpoint: str | None = None


def read_account(environment: Mapping[str, str]) -> Account:
    """The account according to Lambda's environment variables.

    Raises:
        KeyError: one is missing, so this is not a Lambda function.
    """
    return Account(
        credentials=Credentials(
            access_key=environment["AWS_ACCESS_KEY_ID"],
            secret_key=environment["AWS_SECRET_ACCESS_KEY"],
            token=environment.get("AWS_SESSION_TOKEN"),
        ),
        region=environment["AWS_REGION"],
        endpoint=environment.get("AWS_ENDPOINT_URL"),
    )


class Service:
    """A service of one account. Safe to share between threads.

    Args:
        name: as in its host name: `bedrock-runtime`.
        account: who calls.
        seconds: the longest wait for a piece of an answer.
        signing_name: if it is not `name`.
    """

    def __init__(self, name: str, account: Account, *, seconds: float, signing_name: str | None = None) -> None:
        url = account.endpoint or f"https://{name}.{account.region}.amazonaws.com"
        self._connections = Connections(url, seconds=seconds)
        self._signer = Signer(credentials=account.credentials, region=account.region, service=signing_name or name)

    def close(self) -> None:
        """Close its idle connections."""
        self._connections.close()

    def send(
        self, method: str, target: str, *, headers: Mapping[str, str] | None = None, body: bytes = b"", doing: str
    ) -> Answer:
        """Send a request once; the answer may be an error of the service.

        Args:
            method: the HTTP method.
            target: path and query string, percent-encoded.
            headers: the request's own.
            body: bytes.
            doing: the purpose, for error messages.

        Raises:
            NotReady: nobody answers, or not in time.
        """
        host = self._connections.host
        signed = self._signer.sign(method, target, host=host, headers=headers or {}, body=body, at=datetime.now(UTC))
        try:
            return self._connections.send(method, target, headers=signed, body=body)
        except OSError as error:
            raise NotReady(f"could not {doing}: {type(error).__name__}: {error}") from error

    def call(
        self,
        method: str,
        target: str,
        document: Mapping[str, Any],
        *,
        headers: Mapping[str, str],
        doing: str,
        missing: type[TuneqlError] = RunFailed,
    ) -> Any:
        """Send JSON; returns the decoded answer.

        Args:
            method: the HTTP method.
            target: path and query string, percent-encoded.
            document: the body.
            headers: the request's own.
            doing: the purpose, for error messages.
            missing: the error for a thing that does not exist.

        Raises:
            Unavailable: a retry may help, according to AWS's error.
            RunFailed: any other error of AWS.
        """
        answer = self.send(method, target, headers=headers, body=json.dumps(document).encode(), doing=doing)
        if answer.status not in _OK:
            raise failure(answer, doing, missing=missing)
        try:
            return json.loads(answer.body)
        except ValueError as error:
            raise NotReady(f"could not {doing}: the answer is not JSON") from error


def failure(answer: Answer, doing: str, *, missing: type[TuneqlError] = RunFailed) -> TuneqlError:
    """The error in an answer, as one of ours; `missing` if something does not exist."""
    code, message = told(answer)
    error = our_error(code, message, doing)
    return missing(str(error)) if code in MISSING else error


def told(answer: Answer) -> tuple[str, str]:
    """The error's name and message: in a header or in the body, which is JSON or, from S3, XML."""
    if found := _XML_CODE.search(answer.body):
        words = _XML_MESSAGE.search(answer.body)
        return found[1].decode(), words[1].decode(errors="replace") if words else "no message"
    said = _object(answer.body)
    name = answer.headers.get("x-amzn-errortype") or str(said.get("__type") or said.get("code") or answer.status)
    # "ThrottlingException:http://internal.amazon.com/…", or "com.amazonaws.ssm#ParameterNotFound"
    return name.partition(":")[0].rpartition("#")[2], str(said.get("message") or said.get("Message") or "no message")


def _object(body: bytes) -> dict[str, Any]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
