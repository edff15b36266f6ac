"""IP addresses of both versions, and networks in patterns such as LIKE '10.1.%'."""

import re
from collections.abc import Iterator, Sequence
from ipaddress import AddressValueError, IPv4Address, IPv6Address, IPv6Network
from typing import Final

from tuneql.corpus.redaction.kind import Kind, Place, Span
from tuneql.corpus.redaction.surrogates import Surrogates

_V4: Final = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_V4_NETWORK: Final = re.compile(r"\A(?:\d{1,3}\.){2,3}(?=%\Z)")
_V6: Final = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?!\w|:|\.\d)")
_VERSION: Final = re.compile(r"(?:\bv|\bversions?|\brelease|\bfirmware|\bbuild)[ .:]*\Z", re.IGNORECASE)

_OF_VERSION: Final = re.compile(r" (?:version|release)s?\b", re.IGNORECASE)

# From 224 on addresses are multicast, and from 240 on reserved and unused (RFC 1112): surrogates are there.
_FIRST_MULTICAST: Final = 224
_FIRST_RESERVED: Final = 240
# RFC 9637: for documents. Those of 2001:db8::/32 are not used here: people write them instead of real ones.
_DOCUMENTS: Final = IPv6Network("3fff::/20")
# The addresses of hosts: global, unique local and link-local (RFC 4291, RFC 4193). `a::b` is none of them.
_OF_HOSTS: Final = (IPv6Network("2000::/3"), IPv6Network("fc00::/7"), IPv6Network("fe80::/10"))


def find(text: str, place: Place) -> Iterator[Span]:
    """Addresses, except four numbers near the word version."""
    if "version" in place.hints:
        return
    if (
        "ip" in place.hints
        and (network := _V4_NETWORK.match(text))
        and _is_somebodys(int(network[0].partition(".")[0]))
    ):
        yield network.span()
        return
    spans = [
        found.span()
        for found in _V4.finditer(text)
        if _is_v4(found[0]) and not _VERSION.search(text[: found.start()]) and not _OF_VERSION.match(text, found.end())
    ]
    spans += [found.span() for found in _V6.finditer(text) if _is_v6(found[0])]
    yield from sorted(spans)


def replace(value: str, draw: Surrogates) -> str:
    """An address that no host has; addresses of one network, by the first two or three numbers, stay in one."""
    if ":" in value:
        return str(_DOCUMENTS[draw.number("ip", str(IPv6Address(value)), 2**64)])
    numbers = value.split(".")
    drawn = draw.number("network", ".".join(numbers[:2]), (256 - _FIRST_RESERVED) * 256)
    network = [str(_FIRST_RESERVED + drawn // 256), str(drawn % 256)]
    hosts = [_within(numbers[: place + 1], draw) if numbers[place] else "" for place in range(2, len(numbers))]
    return ".".join(network + hosts)


def _within(numbers: Sequence[str], draw: Surrogates) -> str:
    """The surrogate of the last number: within a network, different for each."""
    network = ".".join(numbers[:-1])
    times, more = (draw.number(f"ip {what}", network, 256) for what in ("times", "more"))
    return str((int(numbers[-1]) * (2 * (times // 2) + 1) + more) % 256)  # an odd factor maps no two bytes to one


def _is_somebodys(first: int) -> bool:
    """Whether hosts have addresses that begin so: not those of 0.0.0.0/8, multicast and reserved ones."""
    return 0 < first < _FIRST_MULTICAST


def _is_v4(address: str) -> bool:
    try:
        known = IPv4Address(address)
    except AddressValueError:
        return False
    return not known.is_loopback and _is_somebodys(int(known) >> 24)


def _is_v6(address: str) -> bool:
    try:
        known = IPv6Address(address)
    except AddressValueError:
        return False
    return known not in _DOCUMENTS and any(known in each for each in _OF_HOSTS)


IP_ADDRESS: Final = Kind(name="ip-address", find=find, replace=replace)
