"""The personal ids of each country, with their checks.

A plain number of nine digits could be anything: such ids count only if a column or the words around name them.

Source of the checks: the register offices' own rules, as Wikipedia's "National identification number" and the pages
that it links to list them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tuneql.corpus.redaction.checks import luhn, mod_11_10, verhoeff, weighted


@dataclass(frozen=True, kw_only=True)
class Id:
    """An id that a country gives its people.

    Attributes:
        pattern: how it is written.
        valid: whether its letters and digits, in upper case, pass its check.
        named: what people call it; if given, it counts only near one of these words.
    """

    pattern: str
    valid: Callable[[str], bool] = lambda _: True
    named: str | None = None


_SOCIAL: Final = r"ssn|social.?security|tax.?(?:id|payer|no|number)|\btin\b"
_DAY: Final = r"(?:0[1-9]|[12]\d|3[01])"
_MONTH: Final = r"(?:0[1-9]|1[0-2])"
_DNI: Final = "TRWAGMYFPDXBNJZSQVHLCKE"
_HETU: Final = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_NRIC: Final = {"S": "JZIHGFEDCBA", "T": "GFEDCBAJZIH", "F": "XWUTRQPNMLK", "G": "RQPNMLKXWUT", "M": "TRQPNJLKXWU"}
# What digits and letters count in odd places of a codice fiscale, by their rank.
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


def _sweden(plain: str) -> bool:
    return luhn(plain[-10:])


def _norway(plain: str) -> bool:
    first, second = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    return weighted(plain[:10], first) % 11 == 0 and weighted(plain, second) % 11 == 0


def _finland(plain: str) -> bool:
    return _HETU[int(plain[:6] + plain[-4:-1]) % 31] == plain[-1]


def _belgium(plain: str) -> bool:
    return any(97 - int(century + plain[:9]) % 97 == int(plain[9:]) for century in ("", "2"))


def _romania(plain: str) -> bool:
    return weighted(plain[:12], (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11 % 10 == int(plain[12])


def _czechia(plain: str) -> bool:
    return int(plain) % 11 == 0


def _portugal(plain: str) -> bool:
    return weighted(plain[:8], range(9, 1, -1)) * 10 % 11 % 10 == int(plain[8])


def _turkey(plain: str) -> bool:
    digits = list(map(int, plain))
    tenth = (7 * sum(digits[0:9:2]) - sum(digits[1:8:2])) % 10
    return digits[9] == tenth and sum(digits[:10]) % 10 == digits[10]


def _china(plain: str) -> bool:
    total = weighted(plain[:17], [pow(2, 17 - place, 11) for place in range(17)])
    return "10X98765432"[total % 11] == plain[17]


def _singapore(plain: str) -> bool:
    return _NRIC[plain[0]][weighted(plain[1:8], (2, 7, 6, 5, 4, 3, 2)) % 11] == plain[8]


def _australia(plain: str) -> bool:
    return weighted(plain, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0


def _chile(plain: str) -> bool:
    total = sum(int(digit) * (2 + place % 6) for place, digit in enumerate(reversed(plain[:-1])))
    return "0K987654321"[total % 11] == plain[-1]


def _argentina(plain: str) -> bool:
    return weighted(plain, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)) % 11 == 0


IDS: Final = {
    "us-ssn": Id(pattern=r"\d{3}-\d{2}-\d{4}", valid=_us),
    "us-ssn-plain": Id(pattern=r"\d{3}[ ]?\d{2}[ ]?\d{4}", valid=_us, named=_SOCIAL),
    "uk-nino": Id(
        pattern=r"(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z] ?\d\d ?\d\d ?\d\d ?[A-D]",
    ),
    "uk-nhs": Id(pattern=r"\d{3}[ -]?\d{3}[ -]?\d{4}", valid=_nhs, named=r"\bnhs|health.?service"),
    "ie-pps": Id(pattern=r"\d{7}[A-W][A-IW]?", named=r"\bpps|public.?service"),
    "de-steuer-id": Id(
        pattern=r"[1-9]\d ?\d{3} ?\d{3} ?\d{3}",
        valid=mod_11_10,
        named=r"steuer.?(?:id|nummer|identifikation)|idnr|tax.?(?:id|payer|no|number)|\btin\b",
    ),
    "es-dni": Id(pattern=r"(?:\d{8}|[XYZ]-?\d{7})-?[A-Z]", valid=_spain),
    "pt-nif": Id(pattern=r"[1-9]\d{2} ?\d{3} ?\d{3}", valid=_portugal, named=r"\bnif\b|contribuinte"),
    "it-codice-fiscale": Id(pattern=r"[A-Z]{6}\d\d[A-EHLMPRST]\d\d[A-Z]\d{3}[A-Z]", valid=_italy),
    "fr-nir": Id(pattern=r"[12] ?\d\d ?(?:0[1-9]|1[0-2]|[2-9]\d) ?\d[\dAB] ?\d{3} ?\d{3} ?\d\d", valid=_france),
    "be-rijksregister": Id(pattern=r"\d\d\.\d\d\.\d\d-\d{3}\.\d\d", valid=_belgium),
    "nl-bsn": Id(pattern=r"\d{9}", valid=_netherlands, named=r"bsn|burgerservice|sofi"),
    "ch-ahv": Id(pattern=r"756\.?\d{4}\.?\d{4}\.?\d\d", valid=_switzerland),
    "pl-pesel": Id(pattern=r"\d{11}", valid=_poland, named=r"pesel"),
    "cz-rodne-cislo": Id(pattern=r"\d\d[0-8]\d[0-3]\d/\d{4}", valid=_czechia),
    "ro-cnp": Id(pattern=rf"[1-9]\d\d{_MONTH}{_DAY}\d{{6}}", valid=_romania, named=r"\bcnp\b|numeric personal"),
    "se-personnummer": Id(pattern=r"(?:19|20)?\d{6}[-+]\d{4}", valid=_sweden),
    "no-fodselsnummer": Id(pattern=r"\d{6} ?\d{5}", valid=_norway, named=r"f\wdselsn|personnummer|\bfnr\b"),
    "dk-cpr": Id(pattern=rf"{_DAY}{_MONTH}\d\d-?\d{{4}}", named=r"\bcpr\b|personnummer"),
    "fi-hetu": Id(pattern=rf"{_DAY}{_MONTH}\d\d[-+A-FU-Y]\d{{3}}[\dA-Y]", valid=_finland),
    "tr-kimlik": Id(pattern=r"[1-9]\d{10}", valid=_turkey, named=r"\btc\b|kimlik|tckn"),
    "br-cpf": Id(pattern=r"\d{3}\.\d{3}\.\d{3}-\d\d", valid=_brazil),
    "br-cpf-plain": Id(pattern=r"\d{11}", valid=_brazil, named=r"\bcpf"),
    "mx-curp": Id(pattern=rf"[A-Z][AEIOUX][A-Z]{{2}}\d\d{_MONTH}{_DAY}[HMX][A-Z]{{5}}[A-Z\d]\d"),
    "mx-rfc": Id(pattern=rf"[A-Z&]{{4}}\d\d{_MONTH}{_DAY}[A-Z\d]{{3}}", named=r"\brfc\b"),
    "ar-cuit": Id(pattern=r"(?:2[0347]|3[034])-\d{8}-\d", valid=_argentina),
    "cl-rut": Id(pattern=r"\d{1,2}\.\d{3}\.\d{3}-[\dK]", valid=_chile),
    "ca-sin": Id(pattern=r"\d{3}[ -]?\d{3}[ -]?\d{3}", valid=luhn, named=r"\bsin\b|social.?insurance"),
    "in-aadhaar": Id(pattern=r"[2-9]\d{3}[ -]\d{4}[ -]\d{4}", valid=verhoeff),
    "in-aadhaar-plain": Id(pattern=r"[2-9]\d{11}", valid=verhoeff, named=r"aadha?ar"),
    "in-pan": Id(pattern=r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]", named=r"\bpan\b|permanent.?account"),
    "cn-id": Id(pattern=rf"[1-9]\d{{5}}(?:19|20)\d\d{_MONTH}{_DAY}\d{{3}}[\dX]", valid=_china),
    "hk-id": Id(pattern=r"[A-Z]{1,2}\d{6}\([\dA]\)"),
    "kr-rrn": Id(pattern=rf"\d\d{_MONTH}{_DAY}-[1-8]\d{{6}}"),
    "jp-my-number": Id(pattern=r"\d{4}[ -]?\d{4}[ -]?\d{4}", named=r"my.?number|マイナンバー|個人番号"),
    "sg-nric": Id(pattern=r"[STFGM]\d{7}[A-Z]", valid=_singapore),
    "au-tfn": Id(pattern=r"\d{3} ?\d{3} ?\d{3}", valid=_australia, named=r"\btfn\b|tax.?file"),
    "za-id": Id(pattern=rf"\d\d{_MONTH}{_DAY}\d{{7}}", valid=luhn, named=r"\bid\b|identity|south.?africa"),
    "il-teudat-zehut": Id(pattern=r"\d{9}", valid=luhn, named=r"teudat|israel"),
}  # fmt: skip
