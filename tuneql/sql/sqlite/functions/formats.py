"""Functions that write dates and numbers in a format, and read dates.

A format is either that of C's `strftime`, which sqlglot has for most engines, or one of Postgres and its relatives
(postgresql.org/docs/current/functions-formatting.html).
"""

import re
from collections.abc import Mapping
from datetime import datetime, time
from functools import lru_cache
from typing import Any, Final

from tuneql.sql.sqlite.functions.dates import moment_of, written
from tuneql.sql.sqlite.functions.numbers import number_of, rounded
from tuneql.sql.sqlite.functions.strict import strict, text_of

# The patterns of Postgres, as far as `strftime` has them, the longest first.
_PATTERNS: Final[Mapping[str, str]] = {
    "HH24": "%H", "HH12": "%I", "YYYY": "%Y", "MMMM": "%B", "MONTH": "%B", "MON": "%b", "DDD": "%j", "DAY": "%A",
    "DY": "%a", "HH": "%I", "MI": "%M", "SS": "%S", "MM": "%m", "DD": "%d", "YY": "%y", "AM": "%p", "PM": "%p",
    "IYYY": "%G", "IW": "%V", "ID": "%u", "Q": "%q", "US": "%f",
}  # fmt: skip
_TOKEN: Final = re.compile(
    rf'"[^"]*"|(?:FM|TM)?(?:{"|".join(sorted(_PATTERNS, key=len, reverse=True))})|[A-Za-z]+|.',
    re.IGNORECASE | re.DOTALL,
)
_OF_DATES: Final = ("%Y-%m-%d", "YYYY-MM-DD")
_WIDTH_OF_NAMES: Final = 9
_PADDED: Final = frozenset({"MONTH", "DAY"})
_DIGITS: Final = re.compile(r"(FM)?([90,]+)(?:\.([90]+))?", re.IGNORECASE)


@strict
def formatted(value: Any, form: str) -> str | None:
    """A date in a format of `strftime`; NULL if it is no date."""
    moment = moment_of(value)
    return None if moment is None else moment.strftime(form)


@strict
def to_char(value: Any, form: str, engine: str) -> str | None:
    """A date or a number in a format of Postgres, or of Snowflake, whose MON and DY are the only names it has.

    Raises:
        ValueError: the format has something else.
    """
    moment = moment_of(value)
    if moment is not None:
        return "".join(_written(token, moment, as_postgres=engine == "postgres") for token in _tokens(form))
    return None if isinstance(value, str) else _number(value, form)


@lru_cache(maxsize=256)
def _tokens(form: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(form))


def _written(token: str, moment: datetime, *, as_postgres: bool) -> str:
    if token.startswith('"') or not token[0].isalpha():
        return token.strip('"')
    bare = token[2:] if (is_filled := token[:2].upper() in {"FM", "TM"}) else token
    code = _PATTERNS.get(bare.upper())
    if code is None:
        raise ValueError(f"{token!r} in a format of a date is not known")
    text = str((moment.month + 2) // 3) if code == "%q" else moment.strftime(code)
    if code in {"%B", "%b", "%A", "%a", "%p"} and as_postgres:
        cased = text.upper() if bare.isupper() else text.lower() if bare.islower() else text
        return cased.ljust(_WIDTH_OF_NAMES) if bare.upper() in _PADDED and not is_filled else cased
    return text.lstrip("0") or "0" if is_filled else text


def _number(value: Any, form: str) -> str:
    found = _DIGITS.fullmatch(form)
    if found is None:
        raise ValueError(f"{form!r} is no known format of a number")
    filled, digits, places = found.groups(default="")
    number = rounded(number_of(value), len(places))
    grouping, least = "," if "," in digits else "", digits.count("0")
    text = f"{abs(number):{grouping}.{len(places)}f}"
    before, point, after = text.partition(".")
    before = before.zfill(least) if least else before.lstrip("0") if places else before
    text = f"{'-' if number < 0 else ''}{before}{point}{after}"
    return text if filled else text.rjust(len(form) + 1)


@strict
def parsed(text: Any, form: str, kind: str, failing: str) -> str | None:
    """A date, or with `time` a time, read in a format of `strftime`, or of Postgres if it has no `%`.

    Raises:
        ValueError: it has another format, and `failing` is not `null`.
    """
    known = moment_of(text) if form in _OF_DATES else None  # engines pass over the time after it
    if known is not None:
        return str(known.date()) if kind == "date" else written(datetime.combine(known, time.min))
    try:
        moment = datetime.strptime(  # noqa: DTZ007 -- dates in SQLite have no zone
            text_of(text).strip(), form if "%" in form else _strftime(form)
        )
    except ValueError:
        if failing == "null":
            return None
        raise
    return str(moment.date()) if kind == "date" else written(moment)


@lru_cache(maxsize=256)
def _strftime(form: str) -> str:
    return "".join(
        _PATTERNS.get(token.upper().removeprefix("FM"), token.strip('"').replace("%", "%%")) for token in _tokens(form)
    )


@strict
def format_number(value: Any, form: str) -> str:
    """A number in one of SQL Server's formats: N2, F2, P1, 0.00, #,##0.0.

    Raises:
        ValueError: in another.
    """
    standard = re.fullmatch(r"([NFP])(\d?)", form, re.IGNORECASE)
    custom = re.fullmatch(r"(#,##|#)?0(?:\.(0+))?", form)
    if (standard is None and custom is None) or isinstance(value, str):
        raise ValueError(f"{form!r} is no known format of {value!r}")
    if standard is not None:
        kind, places = standard[1].upper(), int(standard[2] or 2)
        grouping = "" if kind == "F" else ","
    else:
        kind, places, grouping = "", len(custom[2] or "") if custom else 0, "," if "," in form else ""
    number = rounded(number_of(value) * (100 if kind == "P" else 1), places)
    return f"{number:{grouping}.{places}f}" + (" %" if kind == "P" else "")


FORMATS: Final = (
    ("FORMATTED", 2, formatted),
    ("TO_CHAR", 3, to_char),
    ("PARSED", 4, parsed),
    ("FORMAT_NUMBER", 2, format_number),
)
