"""Personal data in sentences that a service finds, but no pattern: names and addresses without a column."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from tuneql.corpus.personal_data import Entity, PersonalData
from tuneql.corpus.redaction.kind import Kind, Place, Span
from tuneql.corpus.redaction.kinds import KINDS
from tuneql.corpus.redaction.kinds.address import ADDRESS
from tuneql.corpus.redaction.kinds.email import EMAIL
from tuneql.corpus.redaction.kinds.national_id import NATIONAL_ID
from tuneql.corpus.redaction.kinds.person import PERSON
from tuneql.corpus.redaction.kinds.phone import PHONE
from tuneql.corpus.redaction.masking import is_masked
from tuneql.corpus.redaction.surrogates import is_word

# What replaces each kind. Days, ages and links stay, since questions are about them.
_LIKE: Final[Mapping[str, Kind]] = (
    dict.fromkeys(("NAME",), PERSON)
    | dict.fromkeys(("ADDRESS", "USERNAME", "PASSWORD"), ADDRESS)
    | dict.fromkeys(("EMAIL",), EMAIL)
    | dict.fromkeys(("PHONE",), PHONE)
)
_STAY: Final = frozenset({"DATE_TIME", "AGE", "URL", "ALL"})


def kinds_with(service: PersonalData) -> tuple[Kind, ...]:
    """The kinds with patterns, and then those that a service finds in questions and comments.

    It is asked about each sentence once, and not about literals: what it finds is replaced in the SQL, too.
    """
    find = lru_cache(maxsize=1024)(service.find)
    return *KINDS, *(_kind(name, like, find) for name, like in _LIKE.items()), _kind("", NATIONAL_ID, find)


def _kind(name: str, like: Kind, find: Callable[[str], Sequence[Entity]]) -> Kind:
    def spans(text: str, place: Place) -> Iterator[Span]:
        if place.is_literal:
            return
        for entity in find(text):
            is_of_kind = entity.kind == name if name else entity.kind not in _LIKE and entity.kind not in _STAY
            if is_of_kind and not _is_surrogate(text[entity.start : entity.end]):
                yield entity.start, entity.end

    return replace(like, find=spans)


def _is_surrogate(value: str) -> bool:
    words = [word for word in value.replace("@", " ").replace(".", " ").split() if word.isalpha()]
    return all(map(is_word, words)) if words else is_masked(value)
