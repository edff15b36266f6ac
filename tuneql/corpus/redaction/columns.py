"""What a column is about, by its name and its table's: the only sign of personal data without a pattern."""

import re
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

# People whom an organisation knows by name because they deal with it. Players, authors, actors and the like are public
# figures: questions are about their names.
_DEALING = """
    applicant beneficiary borrower buyer cardholder caregiver client consumer contact customer debtor dependent donor
    employee employer enrollee guardian individual insured manager member nurse occupant parent participant passenger
    patient payer payee person personnel people policyholder pupil recipient resident salesperson sender shareholder
    spouse staff student subscriber supervisor teacher tenant trainee traveller user volunteer worker
"""
_ROLES: Final = frozenset(_DEALING.split())
# Companies and teams have these roles, too, so that the column itself must say that it has names.
_MAYBE: Final = frozenset(
    {
        "candidate",
        "child",
        "guest",
        "holder",
        "lead",
        "lender",
        "owner",
        "referee",
        "representative",
        "seller",
        "visitor",
    }
)
_PLURALS: Final = {"children": "child", "people": "people", "staff": "staff", "beneficiaries": "beneficiary"}

# Hints by words of a column's name, joined by "_".
_HINTS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    ("email", re.compile(r"(?:^|_)(?:email|e_mail|mail)(?:_|$)")),
    ("phone", re.compile(r"(?:^|_)(?:phone|telephone|tel|mobile|cell|cellphone|fax)(?:_|$)|phone$")),
    ("version", re.compile(r"(?:^|_)(?:version|release|firmware|build)(?:_|$)")),
    ("card", re.compile(r"(?:^|_)(?:card|credit_?card|cc|pan)_(?:no|nr|num|number)$")),
    ("ip", re.compile(r"(?:^|_)(?:ip|ipv4|ipv6)(?:_|$)")),
    (
        "id",
        re.compile(
            r"(?:^|_)(?:ssn|nino|nhs|pps|bsn|dni|nie|nif|nir|pesel|cnp|cpr|personnummer|cpf|curp|rfc|rut|cuit|cuil|sin|tfn"
            r"|nric|hkid|rrn|my_number|aadhaar|passport|social_security|national_id|id_card|identity_card|tax_id"
            r"|codice_fiscale|steuer_id|drivers?_licen[cs]e|licen[cs]e_plate)(?:_(?:no|nr|num|number|id|code))?$"
        ),
    ),
    (
        "address",
        re.compile(r"(?:^|_)(?:street|street_address|home_address|postal_address|address|address_line|addr)(?:_\d)?$"),
    ),
    ("birth", re.compile(r"(?:^|_)(?:dob|birth_date|date_of_birth|birthdate|birthday|birth_day)$")),
    (
        "person",
        re.compile(
            r"(?:^|_)(?:first|last|given|family|middle|maiden|full|sur|fore)_?name$"
            r"|(?:^|_)(?:fname|lname|firstname|lastname|fullname|surname)$"
        ),
    ),
)
_ANY_HINT: Final = re.compile("|".join(pattern.pattern for _, pattern in _HINTS))
_NAME: Final = re.compile(r"(?:full_)?names?$")


@lru_cache(maxsize=8192)
def hints_of(column: str, tables: frozenset[str] = frozenset()) -> frozenset[str]:
    """What values of a column may be: `email`, `phone`, `ip`, `id`, `card`, `address`, `birth`, `person`, `version`.

    Args:
        column: its name, as written.
        tables: the names of the tables that it may belong to.

    Example:
        >>> sorted(hints_of("CustomerEmail")), sorted(hints_of("name", frozenset({"employees"})))
        (['email'], ['person'])
        >>> hints_of("name", frozenset({"products"})), hints_of("ip_address") == {"ip"}
        (frozenset(), True)
    """
    words = _words(column)
    joined = "_".join(words)
    found = {hint for hint, pattern in _HINTS if pattern.search(joined)} if _ANY_HINT.search(joined) else set()
    if "ip" in found or "email" in found:
        found.discard("address")
    if _names_a_person(words, tables):
        found.add("person")
    return frozenset(found)


def _names_a_person(words: tuple[str, ...], tables: frozenset[str]) -> bool:
    joined = "_".join(words)
    role = _NAME.sub("", joined).rstrip("_")
    if role:
        return _singular(role.rpartition("_")[2]) in (_ROLES if role == joined else _ROLES | _MAYBE)
    return bool(words) and any(_is_of_people(table) for table in tables)


def _is_of_people(table: str) -> bool:
    words = _words(table)
    return bool(words) and _singular(words[-1]) in _ROLES | _MAYBE


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(name))


def _singular(word: str) -> str:
    return _PLURALS.get(word, word.removesuffix("s"))
