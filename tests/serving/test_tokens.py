"""Tokens, made by a library that is not ours, and forged by hand."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any, Final

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from hypothesis import given
from hypothesis import strategies as st

from tuneql.errors import Unavailable
from tuneql.serving.issuer import ASKED_AGAIN_SECONDS, KEPT_SECONDS, IssuerKeys
from tuneql.serving.tokens import LEEWAY, Key, TokenRefused, read_keys, verify

ISSUER: Final = "https://login.example.com/pool"
NOW: Final = 1_795_000_000
OWN: Final = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER: Final = rsa.generate_private_key(public_exponent=65537, key_size=2048)
SHORT: Final = rsa.generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - to be refused
CLAIMS: Final[Mapping[str, Any]] = {"iss": ISSUER, "aud": "tuneql", "sub": "shop", "exp": NOW + 600, "nbf": NOW - 5}
HEADER: Final[Mapping[str, Any]] = {"alg": "RS256", "typ": "JWT", "kid": "own"}


def text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def key_of(private: rsa.RSAPrivateKey) -> Key:
    numbers = private.public_key().public_numbers()
    return Key(modulus=numbers.n, exponent=numbers.e)


KEYS: Final = {"own": key_of(OWN), "short": key_of(SHORT)}


def unsigned(header: Any = HEADER, claims: Any = CLAIMS) -> str:
    return ".".join(text(json.dumps(part).encode()) for part in (header, claims))


def token(header: Any = HEADER, claims: Any = CLAIMS, private: rsa.RSAPrivateKey = OWN) -> str:
    signed = unsigned(header, claims)
    return f"{signed}.{text(private.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256()))}"


def look(given: str, *, now: float = NOW) -> Mapping[str, Any]:
    return verify(given, key=KEYS.get, issuer=ISSUER, audience="tuneql", now=now)


@pytest.mark.parametrize(
    "claims",
    [
        CLAIMS,
        CLAIMS | {"aud": ["other", "tuneql"]},
        {"iss": ISSUER, "client_id": "tuneql", "exp": NOW + 1},  # as Cognito's access tokens
        CLAIMS | {"exp": NOW - LEEWAY + 1, "nbf": NOW + LEEWAY},  # clocks differ
    ],
)
def test_a_token_of_the_issuer_for_us_holds(claims: Any) -> None:
    assert look(token(claims=claims)) == claims


def _by_secret() -> str:
    """The classic forgery: the public key taken for a shared secret."""
    header = unsigned(HEADER | {"alg": "HS256"})
    return f"{header}.{text(hmac.digest(str(KEYS['own'].modulus).encode(), header.encode(), hashlib.sha256))}"


def _resigned(change: Callable[[bytearray], object]) -> str:
    signed, _, signature = token().rpartition(".")
    changed = bytearray(base64.urlsafe_b64decode(signature + "=="))
    change(changed)
    return f"{signed}.{text(bytes(changed))}"


FORGED: Final = {
    "empty": "",
    "words": "let me in",
    "two parts": unsigned(),
    "no signature": f"{unsigned()}.",
    "four parts": f"{token()}.x",
    "none": f"{unsigned(HEADER | {'alg': 'none'})}.",
    "none with signature": token(HEADER | {"alg": "none"}),
    "shared secret": _by_secret(),
    "other algorithm": token(HEADER | {"alg": "PS256"}),
    "extension": token(HEADER | {"crit": ["exp"]}),
    "unknown key": token(HEADER | {"kid": "other"}, private=OTHER),
    "no key": token({"alg": "RS256"}),
    "another's key": token(private=OTHER),
    "short key": token(HEADER | {"kid": "short"}, private=SHORT),
    "a bit more": _resigned(lambda each: each.__setitem__(-1, each[-1] ^ 1)),
    "shorter": _resigned(lambda each: each.pop()),
    "longer": _resigned(lambda each: each.insert(0, 0)),
    "plus the modulus": f"{unsigned()}.{text(KEYS['own'].modulus.to_bytes(256))}",
    "other claims": f"{unsigned(claims=CLAIMS | {'sub': 'boss'})}.{token().rpartition('.')[2]}",
    "another issuer": token(claims=CLAIMS | {"iss": f"{ISSUER}/"}),
    "another audience": token(claims=CLAIMS | {"aud": "tuneql2"}),
    "audience of an ID token": token(claims=CLAIMS | {"aud": "x", "client_id": "tuneql"}),
    "no audience": token(claims={"iss": ISSUER, "exp": NOW + 1}),
    "over": token(claims=CLAIMS | {"exp": NOW - LEEWAY}),
    "not yet": token(claims=CLAIMS | {"nbf": NOW + LEEWAY + 1}),
    "without end": token(claims={"iss": ISSUER, "aud": "tuneql"}),
    "end in words": token(claims=CLAIMS | {"exp": "tomorrow"}),
    "end that is true": token(claims=CLAIMS | {"exp": True}),
    "end that is no number": token(claims=CLAIMS | {"exp": float("nan")}),
    "list": token(claims=[CLAIMS]),
    "too long": token(claims=CLAIMS | {"x": "x" * 10_000}),
    "no Base64": token().replace(".", "!.", 1),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_token_that_does_not_hold_is_refused(name: str) -> None:
    with pytest.raises(TokenRefused):
        look(FORGED[name])


@given(st.one_of(st.text(), st.text(alphabet="abcAB019-_."), st.binary().map(lambda data: f"{text(data)}.e30.e30")))
def test_no_text_does_anything_but_be_refused(given: str) -> None:
    with pytest.raises(TokenRefused):
        look(given)


def key_set(**keys: rsa.RSAPrivateKey) -> bytes:
    found = ((name, key_of(key)) for name, key in keys.items())
    rsa_keys = [
        {"kty": "RSA", "use": "sig", "kid": name, "n": text(key.modulus.to_bytes(256)), "e": text(b"\x01\x00\x01")}
        for name, key in found
    ]
    others = [{"kty": "EC", "kid": "curve"}, {"kty": "RSA", "use": "enc", "kid": "enc"}]
    return json.dumps({"keys": [*rsa_keys, *others]}).encode()


def test_the_signing_keys_of_a_set_are_read() -> None:
    assert read_keys(key_set(own=OWN)) == {"own": KEYS["own"]}


class Issuer:
    """An issuer whose keys change, and a clock."""

    def __init__(self) -> None:
        self.now, self.asked, self.keys = 0.0, 0, key_set(own=OWN)
        self.about: Any = {"issuer": ISSUER, "jwks_uri": "https://login.example.com/keys"}

    def fetch(self, url: str) -> bytes:
        self.asked += 1
        if url.endswith("/pool/.well-known/openid-configuration"):
            return json.dumps(self.about).encode()
        assert url == "https://login.example.com/keys"
        return self.keys

    def clock(self) -> float:
        return self.now


def test_keys_are_kept_fetched_anew_after_a_while_and_not_at_every_made_up_id() -> None:
    issuer = Issuer()
    keys = IssuerKeys(ISSUER, fetch=issuer.fetch, clock=issuer.clock)
    assert keys.find("own") == KEYS["own"]
    assert [keys.find(made_up) for made_up in ("a", "b", "own", "c")] == [None, None, KEYS["own"], None]
    assert issuer.asked == 2
    issuer.keys, issuer.now = key_set(own=OWN, later=OTHER), ASKED_AGAIN_SECONDS + 1
    assert keys.find("later") == key_of(OTHER)
    assert issuer.asked == 4
    issuer.keys, issuer.now = key_set(later=OTHER), issuer.now + KEPT_SECONDS + 1
    assert keys.find("own") is None


@pytest.mark.parametrize(
    "about",
    [
        [],
        {},
        {"issuer": ISSUER},
        {"issuer": ISSUER, "jwks_uri": "http://login.example.com/keys"},
        {"issuer": "https://evil.example.com", "jwks_uri": "https://login.example.com/keys"},
    ],
)
def test_an_issuer_that_says_something_else_lets_nobody_in(about: Any) -> None:
    issuer = Issuer()
    issuer.about = about
    with pytest.raises(Unavailable):
        IssuerKeys(ISSUER, fetch=issuer.fetch, clock=issuer.clock).find("own")
