"""Writes the values of a specification as literals, checked against the type of their column."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time
from decimal import Decimal, InvalidOperation
from typing import Final

from sqlglot import exp

from tuneql.errors import InvalidInput

Value = str | int | float | bool | None

_QUOTED: Final = re.compile(r"'((?:[^']|'')*)'")
_ALL_QUOTED: Final = re.compile(r"\s*'(?:[^']|'')*'(?:\s*,\s*'(?:[^']|'')*')*\s*")
_TRUTHS: Final[Mapping[str, bool]] = {"true": True, "1": True, "false": False, "0": False}


def literal(value: Value, family: str, *, at: str) -> exp.Expr:
    """A value as SQL.

    A text that is a number becomes a number for a column of numbers, and stays text for a column of texts. For a column
    of another or no type, the value is what it is in JSON.

    Args:
        value: from JSON; null is not a value to compare with.
        family: of the column, see `tuneql.sql.schemas.tables.Described`.
        at: the value's path, for messages.

    Raises:
        InvalidInput: the column cannot have such values.

    Example:
        >>> literal("23", "int", at="value").sql(), literal("23", "text", at="value").sql()
        ('23', "'23'")
    """
    if value is None:
        remedy = "use the operator IS NULL or IS NOT NULL"
        raise InvalidInput(field=at, value=value, rule="is nothing to compare with", remedy=remedy)
    kind = _KINDS.get(family, _ANYTHING)
    made = kind.read(value)
    if made is None:
        raise InvalidInput(
            field=at, value=value, rule=f"is not a {kind.name}, which the column holds", remedy=f"give {kind.example}"
        )
    return made


def listed(value: Value | Sequence[Value]) -> list[Value]:
    """The values in a list, or in a text with commas, in which all may be quoted as in SQL.

    Example:
        >>> listed("1, 23,45"), listed("'HR', 'R, D'"), listed(7)
        (['1', '23', '45'], ['HR', 'R, D'], [7])
    """
    if isinstance(value, str):
        quoted = _QUOTED.findall(value) if _ALL_QUOTED.fullmatch(value) else []
        return [each.replace("''", "'") for each in quoted] or [each.strip() for each in value.split(",")]
    return list(value) if isinstance(value, Sequence) else [value]


def _number(value: Value) -> exp.Expr | None:
    """A number without an exponent, which not every dialect reads as the same type; true is 1, for columns of bits."""
    try:
        decimal = Decimal(int(value) if isinstance(value, bool) else str(value).strip())
    except InvalidOperation:
        return None
    if not decimal.is_finite() or abs(decimal.adjusted()) > _MOST_DIGITS:
        return None
    size = exp.Literal.number(format(abs(decimal), "f"))
    return exp.Neg(this=size) if decimal < 0 else size


# The most digits of an engine's decimals (38); its floating numbers are exact for fewer digits.
_MOST_DIGITS: Final = 38


def _text(value: Value) -> exp.Expr | None:
    return None if isinstance(value, bool) else exp.Literal.string(str(value))


def _truth(value: Value) -> exp.Expr | None:
    said = _TRUTHS.get(str(value).strip().lower())
    return None if said is None else exp.Boolean(this=said)


def _as_said(value: Value) -> exp.Expr | None:
    if isinstance(value, bool):
        return exp.Boolean(this=value)
    return exp.Literal.string(value) if isinstance(value, str) else _number(value)


def _day(value: Value) -> exp.Expr | None:
    return _moment(value, datetime.fromisoformat)


def _hour(value: Value) -> exp.Expr | None:
    return _moment(value, time.fromisoformat)


def _moment(value: Value, read: Callable[[str], object]) -> exp.Expr | None:
    """Text in ISO 8601, which every engine accepts for a column of dates or times."""
    if not isinstance(value, str):
        return None
    try:
        read(value)
    except ValueError:
        return None
    return exp.Literal.string(value)


class _Kind:
    """The kind of values in columns of a family, in words, with an example, and how to read a value."""

    def __init__(self, name: str, example: str, read: Callable[[Value], exp.Expr | None]) -> None:
        self.name, self.example, self.read = name, example, read


_ANYTHING: Final = _Kind("number of a size that databases keep", "a smaller one", _as_said)
_NUMBER: Final = _Kind("number", "one, such as 400", _number)
_DATE: Final = _Kind("date", "one, such as 2026-01-31", _day)
_KINDS: Final[Mapping[str, _Kind]] = {
    "int": _NUMBER,
    "num": _NUMBER,
    "text": _Kind("text", "one in quotation marks", _text),
    "bool": _Kind("truth value", "true or false", _truth),
    "date": _DATE,
    "datetime": _DATE,
    "time": _Kind("time of day", "one, such as 18:30", _hour),
}
