"""Values around a literal: those at which a wrong comparison shows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final, Literal

from tuneql.sql.sandbox import Value

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "like", "unlike", "between", "outside", "null", "not null"]

_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_TIMESTAMP: Final = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")
_NUMBER: Final = re.compile(r"[-+]?\d+(\.\d+)?")
_FILLINGS: Final = ("", "q", "xy ", " and", "Zed")

_OPPOSITES: Final[tuple[tuple[Operator, Operator], ...]] = (
    ("=", "!="), ("<", ">="), (">", "<="), ("like", "unlike"), ("between", "outside"), ("null", "not null"),
)  # fmt: skip
NEGATED: Final[dict[Operator, Operator]] = {left: right for pair in _OPPOSITES for left, right in (pair, pair[::-1])}


@dataclass(frozen=True, kw_only=True)
class Test:
    """A comparison of a column with literals: with one or more for `=` and `!=`, with two for `between`."""

    operator: Operator
    literals: tuple[Value, ...]

    def negated(self) -> "Test":
        """The test that holds where this one does not."""
        return Test(operator=NEGATED[self.operator], literals=self.literals)


def holding(test: Test, draw: Random, pool: Sequence[Value]) -> Value:
    """A value for which a test holds, on the edge more often than not.

    Args:
        test: what to satisfy.
        draw: the source of chance.
        pool: other values of the column.
    """
    if test.operator == "null":
        return None
    if test.operator == "not null":
        return draw.choice([each for each in pool if each is not None] or [1])
    literal = draw.choice(test.literals)
    if test.operator == "!=":
        others = [each for each in (*neighbours(literal), *pool) if each not in test.literals and each is not None]
        return draw.choice(others) if others else literal
    return _ordered(test, literal, draw)


def _ordered(test: Test, literal: Value, draw: Random) -> Value:
    if test.operator in {"like", "unlike"}:
        draw_text = matching if test.operator == "like" else missing
        return draw_text(str(literal), draw)
    low, high = test.literals[0], test.literals[-1]
    below, above = step(literal, -1), step(literal, 1)
    edges: dict[str, tuple[Value, ...]] = {
        "<": (below, below, step(literal, -7)),
        "<=": (literal, below),
        ">": (above, above, step(literal, 7)),
        ">=": (literal, above),
        "between": (low, high, step(low, 1), step(high, -1)),
        "outside": (step(low, -1), step(high, 1)),
    }
    return draw.choice(edges.get(test.operator, (literal,)))


def neighbours(literal: Value) -> tuple[Value, ...]:
    """A literal and the values next to it: just below and above; for other text, the ways to misspell it.

    Example:
        >>> neighbours(3), neighbours("2024-02-29"), neighbours("Oslo")
        ((2, 3, 4), ('2024-02-28', '2024-02-29', '2024-03-01'), ('oSLO', 'Oslo', 'Osloa', 'Osl', 'New Oslo'))
    """
    if not isinstance(literal, str):
        return (
            (literal,)
            if literal is None or isinstance(literal, bytes)
            else (step(literal, -1), literal, step(literal, 1))
        )
    if _is_scaled(literal):
        return (step(literal, -1), literal, step(literal, 1))
    return (literal.swapcase(), literal, f"{literal}a", literal[:-1], f"New {literal}")


def step(value: Value, size: int) -> Value:
    """The value some steps away: of the last digit of a number, of a day or second; text is put before or after."""
    if isinstance(value, int):
        return value + size
    if isinstance(value, float):
        return value + size * 0.5
    if isinstance(value, str):
        return _step_text(value, size)
    return value


def _step_text(value: str, size: int) -> str:
    try:
        if _TIMESTAMP.fullmatch(value):
            return (datetime.fromisoformat(value) + timedelta(seconds=size)).isoformat(value[10])
        if _DATE.fullmatch(value):
            return (date.fromisoformat(value) + timedelta(days=size)).isoformat()
        if number := _NUMBER.fullmatch(value):
            return str(float(value) + size * 0.5) if number[1] else str(int(value) + size).zfill(len(value))
    except (ValueError, OverflowError):
        return value
    return value[:-1] if size < 0 else f"{value}a"


def _is_scaled(text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in (_DATE, _TIMESTAMP, _NUMBER))


def matching(pattern: str, draw: Random) -> str:
    """A text that a LIKE pattern matches.

    Example:
        >>> matching("%ab_", Random(1))
        'qabe'
    """
    return "".join(
        draw.choice(_FILLINGS) if sign == "%" else draw.choice("eox") if sign == "_" else sign for sign in pattern
    )


def missing(pattern: str, draw: Random) -> str:
    """A text that a LIKE pattern nearly matches: something before, after or inside what it names."""
    core = pattern.replace("_", "e").strip("%")
    full = matching(pattern, draw)
    middle = len(core) // 2
    found = [f"{core[:middle]}~{core[middle:]}", core[1:], core[:-1]]
    if not pattern.startswith("%"):
        found += [f"q{full}"] * 2
    if not pattern.endswith("%"):
        found += [f"{full}q"] * 2
    return draw.choice(found)


def passes(test: Test, value: Value) -> bool:
    """Whether a test holds for a value, as far as its kind can be compared with the literals'."""
    if test.operator in {"null", "not null"} or value is None:
        return (value is None) == (test.operator == "null")
    if test.operator in {"like", "unlike"}:
        return _is_like(str(value), str(test.literals[0])) == (test.operator == "like")
    if test.operator in {"=", "!="}:
        return (value in test.literals) == (test.operator == "=")
    try:
        return _is_ordered(test, value)
    except TypeError:
        return isinstance(value, str) == test.operator.startswith(">")  # SQLite: numbers before text


def _is_ordered(test: Test, value: Any) -> bool:
    first: Any = test.literals[0]
    match test.operator:
        case "<":
            return bool(value < first)
        case "<=":
            return bool(value <= first)
        case ">":
            return bool(value > first)
        case ">=":
            return bool(value >= first)
    return bool(first <= value <= test.literals[1]) == (test.operator == "between")


def _is_like(text: str, pattern: str) -> bool:
    parts = (".*" if sign == "%" else "." if sign == "_" else re.escape(sign) for sign in pattern)
    return re.fullmatch("".join(parts), text, re.IGNORECASE | re.DOTALL) is not None
