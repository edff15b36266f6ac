"""E-mail addresses, and their parts in patterns such as LIKE '%@acme.com'."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from tuneql.corpus.redaction.kind import Kind, Place, Span
from tuneql.corpus.redaction.surrogates import Surrogates, is_word

_ADDRESS: Final = re.compile(
    r"(?<![\w.+@-])(?P<local>[\w!#$&*+/=?^{|}~-]+(?:\.[\w!#$&*+/=?^{|}~-]+)*)?@(?P<domain>(?:[\w-]+\.)+[^\W\d_]{2,24})\b"
)
# A part beside a wildcard, in a column of addresses.
_PART: Final = re.compile(r"[\w+-]+(?:\.[\w+-]+)*")
# Shorter words, such as com and edu, identify nobody.
_SHORTEST: Final = 4
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+")
# RFC 2606 and RFC 6761: nobody's domains. The part before the @ may still name somebody, as in half made-up rows.
_RESERVED: Final = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|org|net))?|test|invalid|localhost)$", re.IGNORECASE)


def find(text: str, place: Place) -> Iterator[Span]:
    """Addresses and domains after an @ anywhere; other parts of an address if the column says so."""
    if "@" in text:
        for found in _ADDRESS.finditer(text):
            if not _is_nobodys(found["local"], found["domain"]):
                yield found.span()
    elif "email" in place.hints:
        yield from (found.span() for found in _PART.finditer(text) if not _is_replaced(found[0]))


def replace(value: str, draw: Surrogates) -> str:
    """The same parts at a domain below example.com; equal parts are replaced alike."""
    local, at, domain = value.rpartition("@")
    if at:
        return f"{_part(local, draw)}@{_domain(domain, draw)}"
    return _domain(value, draw) if re.search(r"\.[a-z]{2,}$", value) else _part(value, draw)


def parts(value: str, draw: Surrogates) -> Mapping[str, str]:
    """The domain alone, unless it is nobody's."""
    _, at, domain = value.rpartition("@")
    return {domain: _domain(domain, draw)} if at and not _RESERVED.search(domain) else {}


def _domain(domain: str, draw: Surrogates) -> str:
    return f"{draw.word(domain.lower()).lower()}.example.com"


def _is_nobodys(local: str | None, domain: str) -> bool:
    """Whether an address is a surrogate, or a reserved domain alone."""
    word, _, rest = domain.partition(".")
    is_surrogate = rest.lower() == "example.com" and is_word(word)
    return is_surrogate or (not local and _RESERVED.search(domain) is not None)


def _part(local: str, draw: Surrogates) -> str:
    def token(found: re.Match[str]) -> str:
        text = found[0]
        return draw.word(text) if text.isalpha() else draw.renumbered("email", text)

    return _TOKEN.sub(token, local)


def _is_replaced(part: str) -> bool:
    words = [word for word in _TOKEN.findall(part) if len(word) >= _SHORTEST and word.isalpha()]
    return _RESERVED.search(part) is not None or all(map(is_word, words))


EMAIL: Final = Kind(name="email", find=find, replace=replace, parts=parts)
