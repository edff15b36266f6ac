"""IP addresses of both versions, and the network in a pattern such as LIKE '10.1.%'."""

import re
from collections.abc import Iterator
from ipaddress import AddressValueError, IPv4Address, IPv6Address, IPv6Network
from typing import Final

from tuneql.corpus.redaction.kind import Kind, Place, Span
from tuneql.corpus.redaction.surrogates import Surrogates

_V4: Final = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)")
_V4_NETWORK: Final = re.compile(r"\A(?:\d{1,3}\.){2,3}(?=%\Z)")
_V6: Final = re.compile(r"(?<![\w:.])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?!\w|:|\.\d)")
_VERSION: Final = re.compile(r"(?:\bv|\bversions?|\brelease|\bfirmware|\bbuild)[ .:]*\Z", re.IGNORECASE)

_OF_VERSION: Final = re.compile(r" (?:version|release)s?\b", re.IGNORECASE)

# RFC 5737 and RFC 3849: for documents, and on no network.
_NETWORKS: Final = ("192.0.2.", "198.51.100.", "203.0.113.")
_FIRST_MULTICAST: Final = 224
_DOCUMENTS: Final = IPv6Network("2001:db8::/32")


def find(text: str, place: Place) -> Iterator[Span]:
    """Addresses; but for four numbers after the word version, which are none."""
    if "version" in place.hints:
        return
    if "ip" in place.hints and (network := _V4_NETWORK.match(text)) and not network[0].startswith(_OURS):
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
    """An address of a network for documents; those of one network, by its first two numbers, stay in one."""
    if ":" in value:
        return str(_DOCUMENTS[draw.number("ip", str(IPv6Address(value)), 2**64)])
    numbers = value.split(".")
    network = _NETWORKS[draw.number("network", ".".join(numbers[:2]), len(_NETWORKS))]
    if numbers[-1]:
        return f"{network}{1 + draw.number('ip', value, 254)}"
    return ".".join((*network.split(".")[: len(numbers) - 1], ""))


_OURS: Final = tuple(network.rpartition(".")[0].rpartition(".")[0] + "." for network in _NETWORKS)


def _is_v4(address: str) -> bool:
    try:
        known = IPv4Address(address)
    except AddressValueError:
        return False
    # 0.0.0.0/8, loopback, multicast, reserved and masks: no host has them.
    is_nobodys = known.is_loopback or not 0 < int(known) >> 24 < _FIRST_MULTICAST or address.startswith(_NETWORKS)
    return not is_nobodys


def _is_v6(address: str) -> bool:
    try:
        known = IPv6Address(address)
    except AddressValueError:
        return False
    return not (known.is_loopback or known.is_unspecified or known in _DOCUMENTS)


IP_ADDRESS: Final = Kind(name="ip-address", find=find, replace=replace)
