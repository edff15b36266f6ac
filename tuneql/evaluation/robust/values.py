"""Values around literals, which show whether a comparison is wrong."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final, Literal

from tuneql.sql.results.values import Value

Operator = Literal["=", "!=", "<", "<=", ">", ">=", "like", "unlike", "between", "outside", "null", "not null"]

_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_TIMESTAMP: Final = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")
_NUMBER: Final = re.compile(r"[-+]?\d+(\.\d+)?")

# How many texts are made for a pattern.
_TEXTS: Final = 8
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


def held(tests: Sequence[Test], pool: Sequence[Value]) -> tuple[Value, ...]:
    """Values that pass some tests, those at the limits more often than others.

    Args:
        tests: one or more; if no value passes all of them, each value passes one.
        pool: other values of the column.
    """
    found = tuple([value for test in tests for value in _held(test, pool)])
    if len(tests) == 1:
        return found
    return tuple([value for value in found if all(passes(test, value) for test in tests)]) or found


def _held(test: Test, pool: Sequence[Value]) -> Iterator[Value]:
    """As `held`, for one test; at least one value."""
    if test.operator == "null":
        yield None
    elif test.operator == "not null":
        yield from [each for each in pool if each is not None] or [1]
    elif test.operator == "!=":
        near = [each for literal in test.literals for each in neighbours(literal)]
        others = [each for each in (*near, *pool) if each is not None and each not in test.literals]
        yield from others or test.literals
    elif test.operator in {"like", "unlike"}:
        draw_text, draw = matching if test.operator == "like" else missing, Random(0)  # noqa: S311 -- no secrets
        yield from [draw_text(str(literal), draw) for literal in test.literals for _ in range(_TEXTS)]
    else:
        yield from [value for literal in test.literals for value in _edges(test, literal)]


def _edges(test: Test, literal: Value) -> tuple[Value, ...]:
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
    return edges.get(test.operator, (literal,))


def neighbours(literal: Value) -> tuple[Value, ...]:
    """A literal and the values next to it: just below and above; for other text, misspellings.

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
    """The value some steps away, of a number's last digit, a day or a second; text gets shorter or longer."""
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
        'qabx'
    """
    return "".join(
        draw.choice(_FILLINGS) if sign == "%" else draw.choice("eox") if sign == "_" else sign for sign in pattern
    )


def missing(pattern: str, draw: Random) -> str:
    """A text that a LIKE pattern nearly matches: with something added or missing before, in or after its words."""
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
    """Whether a value passes a test, as far as the two can be compared."""
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
