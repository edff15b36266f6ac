"""AWS Signature Version 4 (IAM user guide, "Create a signed AWS API request"): headers proving who sends a request."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Final
from urllib.parse import quote

_ALGORITHM: Final = "AWS4-HMAC-SHA256"


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """Keys of a principal; those of a role have a `token`."""

    access_key: str
    secret_key: str = field(repr=False)
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Signs requests to one service in one region.

    Attributes:
        service: the signing name, which is `bedrock` for bedrock-runtime.
    """

    credentials: Credentials
    region: str
    service: str

    def sign(
        self, method: str, target: str, *, host: str, headers: Mapping[str, str], body: bytes, at: datetime
    ) -> dict[str, str]:
        """All headers to send with the request.

        Args:
            method: the HTTP method.
            target: path and query string as they will be sent, percent-encoded, with the parameters sorted by name.
            host: as in the header Host, which must be sent, too.
            headers: the request's own.
            body: bytes.
            at: now, in UTC.
        """
        moment = f"{at:%Y%m%dT%H%M%SZ}"
        digest = hashlib.sha256(body).hexdigest()
        given = {**headers, "X-Amz-Date": moment, **self._extra(digest)}
        signed = sorted({"host": host, **{name.lower(): value for name, value in given.items()}}.items())
        names = ";".join(name for name, _ in signed)
        scope = f"{moment[:8]}/{self.region}/{self.service}/aws4_request"
        path, _, query = target.partition("?")
        lines = [method, self._canonical(path), query, *(f"{name}:{' '.join(value.split())}" for name, value in signed)]
        request = "\n".join([*lines, "", names, digest])
        text = "\n".join([_ALGORITHM, moment, scope, hashlib.sha256(request.encode()).hexdigest()])
        key = _key(self.credentials.secret_key, moment[:8], self.region, self.service)
        signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
        credential = f"Credential={self.credentials.access_key}/{scope}"
        return {**given, "Authorization": f"{_ALGORITHM} {credential}, SignedHeaders={names}, Signature={signature}"}

    def _extra(self, digest: str) -> dict[str, str]:
        token = {"X-Amz-Security-Token": self.credentials.token} if self.credentials.token else {}
        return {**token, "X-Amz-Content-SHA256": digest} if self.service == "s3" else token

    def _canonical(self, path: str) -> str:
        # Every service but S3 encodes the path once more in the signature.
        return path if self.service == "s3" else quote(path, safe="/~")


@lru_cache(maxsize=8)  # for one day, of the few services that one function calls
def _key(secret: str, day: str, region: str, service: str) -> bytes:
    key = f"AWS4{secret}".encode()
    for part in (day, region, service, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key
