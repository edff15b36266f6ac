"""Functions that make rows, arrays or text of a length that the caller gives."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from sqlglot import exp

MOST_ROWS: Final = 1_000_000
"""The most rows that one generator may make."""

MOST_CHARACTERS: Final = 1_000_000
"""The longest text that one function may make."""

_SERIES: Final = (
    exp.GenerateSeries,
    exp.ExplodingGenerateSeries,
    exp.GenerateDateArray,
    exp.GenerateTimestampArray,
)
_MAKERS: Final = (*_SERIES, exp.Generator, exp.Anonymous, exp.Repeat, exp.Space, exp.Pad)
_FILLERS: Final = frozenset({"replicate", "space", "zeroblob", "randomblob", "repeat", "array_repeat", "randstr"})
_ROW_MAKERS: Final = frozenset({"range", "generate_series", "generator", "array_generate_range"})


def huge_generators(nodes: list[exp.Expr]) -> Iterator[str]:
    """Refuses generators of more than `MOST_ROWS` in one statement, and texts of more than `MOST_CHARACTERS`.

    The rows of several generators in one statement multiply. A bound that is no number is the data's own.
    """
    product = 1
    for node in nodes:
        if not isinstance(node, _MAKERS):
            continue
        if isinstance(node, _SERIES):
            product *= max(1, _steps(node.args.get("start"), node.args.get("end"), node.args.get("step")))
        elif isinstance(node, exp.Generator):
            product *= max(1, int(_number(node.args.get("rowcount")) or MOST_ROWS + 1))
        elif isinstance(node, exp.Anonymous) and node.name.lower() in _ROW_MAKERS:
            product *= max(1, _called(node))
        elif _length(node) > MOST_CHARACTERS:
            yield f"a text of {_length(node):,} characters is made; {MOST_CHARACTERS:,} is the most"
    if product > MOST_ROWS:
        yield f"{product:,} rows are made out of nothing; {MOST_ROWS:,} is the most"


def _called(node: exp.Anonymous) -> int:
    values = node.expressions
    if len(values) == 1:
        named = values[0].expression if isinstance(values[0], exp.Kwarg | exp.PropertyEQ | exp.EQ) else values[0]
        return _steps(exp.Literal.number(0), named, None)
    named_values = [each.expression for each in values if isinstance(each, exp.Kwarg | exp.PropertyEQ | exp.EQ)]
    if named_values:
        return max(_steps(exp.Literal.number(0), each, None) for each in named_values)
    return _steps(values[0], values[1], values[2] if len(values) > 2 else None) if len(values) > 1 else 0  # noqa: PLR2004


def _steps(start: exp.Expr | None, end: exp.Expr | None, step: exp.Expr | None) -> int:
    """How many values there are from `start` to `end`, if that can be told."""
    first, last = _number(start), _number(end)
    if first is not None and last is not None:
        return int(abs(last - first) / (abs(_number(step) or 1) or 1)) + 1
    opening, closing = _moment(start), _moment(end)
    if opening is not None and closing is not None:
        return int(abs((closing - opening).total_seconds()) / _seconds(step)) + 1
    return 0


def _number(node: exp.Expr | None) -> float | None:
    if isinstance(node, exp.Paren | exp.Cast):
        return _number(node.this)
    if isinstance(node, exp.Neg):
        inner = _number(node.this)
        return None if inner is None else -inner
    if isinstance(node, exp.Mul | exp.Pow | exp.Add):
        return _computed(node)
    if isinstance(node, exp.Literal) and not node.is_string:
        try:
            return float(node.name)
        except ValueError:
            return None
    return None


def _computed(node: exp.Expr) -> float | None:
    left, right = _number(node.args.get("this")), _number(node.args.get("expression"))
    if left is None or right is None:
        return None
    try:
        if isinstance(node, exp.Mul):
            return left * right
        return left + right if isinstance(node, exp.Add) else left**right
    except OverflowError:
        return float("1e300")


def _moment(node: exp.Expr | None) -> datetime | None:
    while isinstance(node, exp.Cast | exp.Paren | exp.Date | exp.Timestamp | exp.TsOrDsToDate):
        node = node.this
    if not isinstance(node, exp.Literal) or not node.is_string:
        return None
    try:
        return datetime.fromisoformat(node.name).replace(tzinfo=None)
    except ValueError:
        return None


_UNITS: Final = {"MICROSECOND": 1e-6, "MILLISECOND": 1e-3, "SECOND": 1.0, "MINUTE": 60.0, "HOUR": 3600.0}


def _seconds(step: exp.Expr | None) -> float:
    """The length of a step, in seconds; a day or more counts as a day."""
    while isinstance(step, exp.Cast | exp.Paren):
        step = step.this
    if isinstance(step, exp.Literal):
        number, _, unit = step.name.strip().partition(" ")
    elif isinstance(step, exp.Interval):
        number, unit = (step.this.name if step.this is not None else "1"), str(step.args.get("unit") or "DAY")
        if " " in number:
            number, _, unit = number.partition(" ")
    else:
        return 86400.0
    try:
        amount = abs(float(number)) or 1.0
    except ValueError:
        amount = 1.0
    return amount * _UNITS.get(unit.strip().upper().rstrip("S"), 86400.0)


def _length(node: exp.Expr) -> int:
    """How long a text a function makes, if that can be told."""
    if isinstance(node, exp.Repeat):
        size = _number(node.args.get("times"))
    elif isinstance(node, exp.Space):
        size = _number(node.this)
    elif isinstance(node, exp.Pad):
        size = _number(node.expression)
    elif isinstance(node, exp.Anonymous) and node.name.lower() in _FILLERS:
        size = max((_number(each) or 0 for each in node.expressions), default=0)
    else:
        return 0
    return int(min(size or 0, 1e18))
