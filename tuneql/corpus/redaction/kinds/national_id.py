"""National ids of persons: those that tell themselves apart, by shape and check, and those that somebody names.

Each is one line of `IDS`. What a plain number of nine digits is nobody can tell: such ids count only where a column or
the words around name them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from tuneql.corpus.redaction.checks import luhn, mod_11_10, weighted
from tuneql.corpus.redaction.kind import Kind, Place, Span
from tuneql.corpus.redaction.masking import is_masked, mask, refill_all
from tuneql.corpus.redaction.surrogates import Surrogates


@dataclass(frozen=True, kw_only=True)
class Id:
    """An id that one country gives its people.

    Attributes:
        pattern: how it is written.
        valid: whether its letters and digits, upper case, pass its check.
        named: how people call it; where this is given, it counts only beside one of these words.
    """

    pattern: str
    valid: Callable[[str], bool]
    named: str | None = None


_SOCIAL: Final = r"ssn|social.?security|tax.?(?:id|payer|no|number)|\btin\b"
_DNI: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
# What a digit or letter counts in an odd place of a codice fiscale; letters as digits of the same rank, then the rest.
_ODD_COUNTS: Final = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23)


def _us(plain: str) -> bool:
    return plain[:3] not in ("000", "666") and plain[0] != "9" and plain[3:5] != "00" and plain[5:] != "0000"


def _spain(plain: str) -> bool:
    number = plain[:-1].translate(str.maketrans("XYZ", "012"))
    return number.isdigit() and _DNI[int(number) % 23] == plain[-1]


def _italy(plain: str) -> bool:
    ranks = [int(sign) if sign.isdigit() else ord(sign) - ord("A") for sign in plain[:15]]
    total = sum(_ODD_COUNTS[rank] for rank in ranks[::2]) + sum(ranks[1::2])
    return chr(ord("A") + total % 26) == plain[15]


def _france(plain: str) -> bool:
    number = plain[:13].replace("2A", "19").replace("2B", "18")
    return number.isdigit() and 97 - int(number) % 97 == int(plain[13:])


def _brazil(plain: str) -> bool:
    checks = [weighted(plain[:end], range(end + 1, 1, -1)) * 10 % 11 % 10 for end in (9, 10)]
    return len(set(plain)) > 1 and plain[9:] == "".join(map(str, checks))


def _switzerland(plain: str) -> bool:
    return weighted(plain, (1, 3) * 6 + (1,)) % 10 == 0


def _netherlands(plain: str) -> bool:
    return weighted(plain, (9, 8, 7, 6, 5, 4, 3, 2, -1)) % 11 == 0


def _nhs(plain: str) -> bool:
    return weighted(plain, range(10, 0, -1)) % 11 == 0


def _poland(plain: str) -> bool:
    return weighted(plain, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1)) % 10 == 0


IDS: Final = {
    "us-ssn": Id(pattern=r"\d{3}-\d{2}-\d{4}", valid=_us),
    "us-ssn-plain": Id(pattern=r"\d{3}[ ]?\d{2}[ ]?\d{4}", valid=_us, named=_SOCIAL),
    "uk-nino": Id(
        pattern=r"(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]",
        valid=lambda _: True,
    ),
    "uk-nhs": Id(pattern=r"\d{3}[ -]?\d{3}[ -]?\d{4}", valid=_nhs, named=r"\bnhs|health.?service"),
    "de-steuer-id": Id(
        pattern=r"[1-9]\d ?\d{3} ?\d{3} ?\d{3}",
        valid=mod_11_10,
        named=r"steuer.?(?:id|nummer|identifikation)|idnr|tax.?(?:id|payer|no|number)|\btin\b",
    ),
    "es-dni": Id(pattern=r"(?:\d{8}|[XYZ]-?\d{7})-?[A-Z]", valid=_spain),
    "it-codice-fiscale": Id(pattern=r"[A-Z]{6}\d\d[A-EHLMPRST]\d\d[A-Z]\d{3}[A-Z]", valid=_italy),
    "fr-nir": Id(pattern=r"[12] ?\d\d ?(?:0[1-9]|1[0-2]|[2-9]\d) ?\d[\dAB] ?\d{3} ?\d{3} ?\d\d", valid=_france),
    "ch-ahv": Id(pattern=r"756\.?\d{4}\.?\d{4}\.?\d\d", valid=_switzerland),
    "br-cpf": Id(pattern=r"\d{3}\.\d{3}\.\d{3}-\d\d", valid=_brazil),
    "br-cpf-plain": Id(pattern=r"\d{11}", valid=_brazil, named=r"\bcpf"),
    "nl-bsn": Id(pattern=r"\d{9}", valid=_netherlands, named=r"bsn|burgerservice|sofi"),
    "pl-pesel": Id(pattern=r"\d{11}", valid=_poland, named=r"pesel"),
    "se-personnummer": Id(pattern=r"\d{6}[-+]\d{4}", valid=luhn),
    "ca-sin": Id(pattern=r"\d{3}[ -]?\d{3}[ -]?\d{3}", valid=luhn, named=r"\bsin\b|social.?insurance"),
}  # fmt: skip

_PATTERNS: Final = [
    (re.compile(rf"(?<![\w.+-])(?:{each.pattern})(?![\w-]|\.\d)", re.IGNORECASE), each.valid, each.named)
    for each in IDS.values()
]
_SIGNS: Final = re.compile(r"[A-Za-z0-9]+")
_ANY: Final = re.compile(r"[A-Za-z0-9](?:[ .-]?[A-Za-z0-9]){4,19}")


def find(text: str, place: Place) -> Iterator[Span]:
    """Ids, the earlier of two that overlap; anything with digits where a column is one of ids."""
    if "id" in place.hints and _ANY.fullmatch(text) and any(sign.isdigit() for sign in text):
        spans = [(0, len(text))] if not is_masked(_plain(text)) else []
    else:
        spans = sorted(_spans(text, place))
    end = 0
    for span in spans:
        if span[0] >= end:
            end = span[1]
            yield span


def _spans(text: str, place: Place) -> Iterator[Span]:
    for pattern, valid, named in _PATTERNS:
        if named is not None and not re.search(named, place.around, re.IGNORECASE):
            continue
        for found in pattern.finditer(text):
            plain = _plain(found[0])
            if not is_masked(plain) and valid(plain):
                yield found.span()


def replace(value: str, draw: Surrogates) -> str:
    """Nines and Xs in the same shape, and at the end digits that are drawn."""
    plain = _plain(value)
    return refill_all(value, mask(plain, partial(draw.digits, "id", plain)))


def _plain(value: str) -> str:
    return "".join(_SIGNS.findall(value)).upper()


NATIONAL_ID: Final = Kind(name="national-id", find=find, replace=replace)
