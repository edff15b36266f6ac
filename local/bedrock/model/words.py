"""Words of questions and of names: stems, numbers, dates."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(
    r"""(?<!\w)'(?:[^']|'(?=\w))*'(?!\w) | "[^"]*"
      | \d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)? | \d+(?:,\d{3})*(?:\.\d+)?
      | \w+(?:[-']\w+)* | [^\w\s]""",
    re.VERBOSE,
)
_SHORT: Final = 3  # letters of a word that has no endings
_NAME: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def word_list(text: str) -> tuple[str, ...]:
    """The words of a text: a table of words that stays readable."""
    return tuple(text.split())


_SMALL: Final = word_list(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_LARGE: Final = {"thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "thousand": 1000, "dozen": 12}
NUMBERS: Final[Mapping[str, int]] = {word: number for number, word in enumerate(_SMALL)} | _LARGE
_MONTH_NAMES: Final = word_list("january february march april may june july august september october november december")
_MONTHS: Final = {name: number for number, month in enumerate(_MONTH_NAMES, start=1) for name in (month, month[:3])}
STOP: Final = frozenset(
    word_list(
        "a an and are as at be by did do does for from had has have how i in is it its me of on or show that the their "
        "them there they this to was we were what when where which who whose with you our give list find return all "
        "please tell s"
    )
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question.

    Attributes:
        text: as written.
        stem: lower case, without endings.
    """

    text: str
    stem: str

    @property
    def quoted(self) -> bool:
        """Whether it is in quotation marks."""
        return len(self.text) > 1 and self.text[0] in "'\"" and self.text[-1] == self.text[0]


def read_words(text: str) -> tuple[Word, ...]:
    """The words of a question; quoted texts, dates, numbers and punctuation marks are words, too."""
    return tuple(Word(found.group(), stem(found.group())) for found in _WORD.finditer(text))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """A word in lower case, without the commonest English endings.

    Example:
        >>> stem("Sailings"), stem("cancelled"), stem("ferries"), stem("ferry"), stem("class")
        ('sail', 'cancel', 'ferri', 'ferri', 'class')
    """
    text = _singular(word.lower().removesuffix("'s").removesuffix("s'"))
    for ending in ("ing", "ed", "ly", "er"):
        if text.endswith(ending) and len(text) - len(ending) >= _SHORT:
            text = text.removesuffix(ending)
            break
    if len(text) <= _SHORT:
        return text
    if text[-1] == text[-2] != "s":
        return text[:-1]
    return f"{text[:-1]}i" if text[-1] == "y" else text.removesuffix("e")


def _singular(word: str) -> str:
    if len(word) <= _SHORT or word[-1] != "s" or word[-2] in "su":
        return word
    return word[:-2] if word.endswith(("ses", "xes", "hes")) else word[:-1]


@lru_cache(maxsize=16_384)
def name_stems(name: str) -> tuple[str, ...]:
    """The stems in an identifier.

    Example:
        >>> name_stems("home_port_id"), name_stems("bornState")
        (('hom', 'port', 'id'), ('born', 'stat'))
    """
    return tuple(stem(part) for part in _NAME.findall(name))


def number_in(word: str) -> str | None:
    """The digits that a word writes, if it writes a number.

    Example:
        >>> number_in("1,200"), number_in("three"), number_in("x")
        ('1200', '3', None)
    """
    if word[:1].isdigit():
        digits = word.replace(",", "")
        return digits if re.fullmatch(r"\d+(\.\d+)?", digits) else None
    found = NUMBERS.get(word.lower())
    return None if found is None else str(found)


def dates_in(words: tuple[Word, ...]) -> Iterator[tuple[str, str, int, int]]:
    """Dates that are written out: kind, ISO text, and where (from, to).

    `3 May 2025` and `May 3, 2025` are days; `May 2025` is a month, also given by its first day, by the first day after
    it and by its last; a year is given by its first and last day and by the first day of the next.
    """
    for at, word in enumerate(words):
        month = _MONTHS.get(word.text.lower()) if word.text[:1].isupper() else None
        if month:
            yield from _around_month(words, at, month)
        elif re.fullmatch(r"(19|20)\d\d", word.text):
            year = int(word.text)
            yield "year-first", f"{year}-01-01", at, at + 1
            yield "year-last", f"{year}-12-31", at, at + 1
            yield "year-next", f"{year + 1}-01-01", at, at + 1


def _around_month(words: tuple[Word, ...], at: int, month: int) -> Iterator[tuple[str, str, int, int]]:
    texts = [word.text for word in words]
    after = [text for text in texts[at + 1 : at + 4] if text != ","]
    day_before = re.sub(r"(st|nd|rd|th)$", "", texts[at - 1]) if at else ""
    if after and re.fullmatch(r"(19|20)\d\d", after[0]):
        year, end = int(after[0]), texts.index(after[0], at) + 1
        if day_before.isdigit() and int(day_before) < 32:  # noqa: PLR2004 -- days of a month
            yield "day", f"{year}-{month:02}-{int(day_before):02}", at - 1, end
            return
        yield from _month(year, month, at, end)
    elif len(after) > 1 and re.fullmatch(r"\d\d?(st|nd|rd|th)?", after[0]) and re.fullmatch(r"(19|20)\d\d", after[1]):
        day = int(re.sub(r"\D", "", after[0]))
        yield "day", f"{after[1]}-{month:02}-{day:02}", at, texts.index(after[1], at) + 1


def _month(year: int, month: int, start: int, end: int) -> Iterator[tuple[str, str, int, int]]:
    following = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 -- months of a year
    days = monthrange(year, month)[1]
    yield "month", f"{year}-{month:02}", start, end
    yield "month-first", f"{year}-{month:02}-01", start, end
    yield "month-last", f"{year}-{month:02}-{days}", start, end
    yield "month-next", f"{following[0]}-{following[1]:02}-01", start, end
