"""JSON Web Tokens that let callers in (RFC 7519), signed with RS256 (RFC 7518, 3.3) by the keys of one issuer.

RS256 is what OpenID providers must offer, and the only algorithm accepted here: tokens are forged with `none` and with
shared secrets. Checking an RSA signature takes no library: it is one modular power, and a comparison with the whole
padded message, so that no padding is parsed. Nothing here is secret, so that timing reveals nothing.
"""

import hashlib
import json
from base64 import b64decode
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tuneql.errors import TuneqlError

ALGORITHM: Final = "RS256"
# RFC 7518: keys of 2048 bits or more.
MODULUS_BITS: Final = 2048
# Seconds that clocks may be apart.
LEEWAY: Final = 60
# API Gateway takes no more in all headers together.
TOKEN_CHARACTERS: Final = 10_240
# What stands before the hash in the padded message (RFC 8017, 9.2, note 1).
_SHA256: Final = bytes.fromhex("3031300d060960864801650304020105000420")


class TokenRefused(TuneqlError):
    """A token is not accepted; the message says why, for the log and not for the caller."""


@dataclass(frozen=True, kw_only=True)
class Key:
    """A public RSA key."""

    modulus: int
    exponent: int


def verify(
    token: str, *, key: Callable[[str], Key | None], issuer: str, audience: str, now: float
) -> Mapping[str, Any]:
    """The claims of a token.

    Args:
        token: three parts with dots between them.
        key: finds the issuer's key of an id.
        issuer: what `iss` must be.
        audience: what `aud` must hold, or `client_id` if there is no `aud`, as in Amazon Cognito's tokens.
        now: seconds since 1970.

    Raises:
        TokenRefused: it is not a token of this issuer for this audience, or has expired, or is not valid yet.
    """
    if len(token) > TOKEN_CHARACTERS or token.count(".") != 2:  # noqa: PLR2004 - header, claims, signature
        raise TokenRefused("it is no token")
    signed, _, signature = token.rpartition(".")
    header, claims = (_object(part) for part in signed.split("."))
    _check_signature(signed.encode(), _bytes(signature), _key(header, key))
    _check_claims(claims, issuer, audience)
    _check_times(claims, now)
    return claims


def read_keys(document: bytes) -> Mapping[str, Key]:
    """The signing keys of a JSON Web Key Set (RFC 7517) by their ids; keys of other kinds are left out.

    Raises:
        ValueError, KeyError, TypeError, AttributeError: it is not a JSON Web Key Set.
    """
    found: Iterable[Mapping[str, Any]] = json.loads(document)["keys"]
    usable = (each for each in found if each.get("kty") == "RSA" and each.get("use", "sig") == "sig" and "kid" in each)
    return {str(each["kid"]): Key(modulus=_number(each["n"]), exponent=_number(each["e"])) for each in usable}


def _key(header: Mapping[str, Any], key: Callable[[str], Key | None]) -> Key:
    if header.get("alg") != ALGORITHM or "crit" in header:
        raise TokenRefused(f"it is not signed with {ALGORITHM}, or asks for an extension")
    found = key(str(header.get("kid")))
    if found is None:
        raise TokenRefused("its key is none of the issuer's")
    if found.modulus.bit_length() < MODULUS_BITS:
        raise TokenRefused("its key is too short")
    return found


def _check_signature(signed: bytes, signature: bytes, key: Key) -> None:
    size = (key.modulus.bit_length() + 7) // 8
    digest = _SHA256 + hashlib.sha256(signed).digest()
    padded = b"\x00\x01" + b"\xff" * (size - len(digest) - 3) + b"\x00" + digest
    number = int.from_bytes(signature)
    if len(signature) != size or number >= key.modulus:
        raise TokenRefused("its signature is not of the key's length")
    if pow(number, key.exponent, key.modulus).to_bytes(size) != padded:
        raise TokenRefused("its signature is not its key's")


def _check_claims(claims: Mapping[str, Any], issuer: str, audience: str) -> None:
    if claims.get("iss") != issuer:
        raise TokenRefused("it is another issuer's")
    given = claims.get("aud", claims.get("client_id"))
    if audience not in (given if isinstance(given, list) else [given]):
        raise TokenRefused("it is meant for another audience")


def _check_times(claims: Mapping[str, Any], now: float) -> None:
    if not _time(claims.get("nbf", 0)) - LEEWAY <= now < _time(claims.get("exp")) + LEEWAY:
        raise TokenRefused("it has expired, or is not valid yet")


def _time(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TokenRefused("it does not say when it expires")
    return value


def _object(part: str) -> Mapping[str, Any]:
    try:
        value = json.loads(_bytes(part))
    except (ValueError, RecursionError):
        raise TokenRefused("a part of it is not JSON") from None
    if not isinstance(value, dict):
        raise TokenRefused("a part of it is no object")
    return value


def _number(text: str) -> int:
    return int.from_bytes(_bytes(text))


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        raise TokenRefused("a part of it is not Base64") from None
