"""The keys of a token issuer, fetched when needed and kept for a while."""

import json
import time
from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.request import Request, urlopen

from tuneql.errors import Unavailable
from tuneql.serving.tokens import Key, read_keys

# Issuers announce new keys a day or more before they sign with them.
KEPT_SECONDS: Final = 3600.0
# How often an unknown key id may make us ask again, so that made-up tokens cannot flood the issuer.
ASKED_AGAIN_SECONDS: Final = 60.0
_TIMEOUT: Final = 3
_BYTES: Final = 200_000


class IssuerKeys:
    """Finds keys by their ids.

    Args:
        issuer: the `iss` of tokens, an https URL; its OpenID configuration says where its keys are.
        fetch: gets the content of a URL.
        clock: seconds that only grow.
    """

    def __init__(
        self, issuer: str, *, fetch: Callable[[str], bytes] | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._issuer, self._fetch, self._clock = issuer, fetch or fetch_url, clock
        self._keys: Mapping[str, Key] = {}
        self._fetched: float | None = None

    def find(self, key_id: str) -> Key | None:
        """The key of this id, if it is one of the issuer's.

        Raises:
            Unavailable: the issuer cannot be asked.
        """
        age = None if self._fetched is None else self._clock() - self._fetched
        if age is None or age > KEPT_SECONDS or (key_id not in self._keys and age > ASKED_AGAIN_SECONDS):
            self._keys, self._fetched = self._ask(), self._clock()
        return self._keys.get(key_id)

    def _ask(self) -> Mapping[str, Key]:
        try:
            about: Any = json.loads(self._fetch(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration"))
            return read_keys(self._fetch(_place_of_keys(about, self._issuer)))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise Unavailable(f"the issuer's keys cannot be read: {error!r}") from error


def _place_of_keys(about: Any, issuer: str) -> str:
    """What an OpenID configuration says (OpenID Connect Discovery 1.0, 4.3)."""
    where = str(about["jwks_uri"])
    if about["issuer"] != issuer or not where.startswith("https://"):
        raise ValueError("it names another issuer, or keys that are not behind https")
    return where


def fetch_url(url: str) -> bytes:
    """The content of an https URL.

    Raises:
        OSError: it cannot be read.
    """
    request = Request(url, headers={"accept": "application/json", "user-agent": "tuneql"})  # noqa: S310 - https, checked
    with urlopen(request, timeout=_TIMEOUT) as answer:  # noqa: S310 - as above
        return bytes(answer.read(_BYTES))
