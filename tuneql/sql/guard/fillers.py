"""Functions that make a text, an array or a number as long as the caller says."""

import math
import re
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.numbers import number_in
from tuneql.sql.walking import nodes_of

MOST_CHARACTERS: Final = 1_000_000
"""The longest text that one function may make."""

_NAMES: Final = frozenset(
    [
        "replicate",
        "space",
        "zeroblob",
        "randomblob",
        "repeat",
        "array_repeat",
        "randstr",
        "array_fill",
        "list_resize",
        "array_resize",
        "st_generatepoints",
        "bar",
    ]
)
_WORK_OF_FACTORIAL: Final = 200  # for each step, a product of thousands of digits
_FORMATS: Final = frozenset({"printf", "format"})
_WIDTH: Final = re.compile(r"(?:%[^a-zA-Z%]*?|\{\w*:[^}\d]*?)(\d{4,})")


def made_length(node: exp.Expr) -> int:
    """How long a text a function makes, if that can be told; 0 for other nodes."""
    if isinstance(node, exp.Repeat):
        size = _at_least(node.args.get("times")) * max(1, made_length(node.this))
    elif isinstance(node, exp.Space | exp.Randstr):
        size = _at_least(node.this)
    elif isinstance(node, exp.Pad):
        size = _at_least(node.expression)
    elif isinstance(node, exp.Factorial):
        size = (number_in(node.this) or 0) * _WORK_OF_FACTORIAL
    elif isinstance(node, exp.Replace):
        size = _longest(node.this) * _longest(node.args.get("replacement"))
    elif isinstance(node, exp.Format) or (isinstance(node, exp.Anonymous) and node.name.lower() in _FORMATS):
        size = _width(node)
    elif isinstance(node, exp.Anonymous) and node.name.lower() in _NAMES:
        inner = max((made_length(each) for each in node.expressions), default=0)
        size = max(map(_number_within, node.expressions), default=0) * max(1, inner)
    else:
        return 0
    return int(min(size, 1e18))


def _at_least(node: exp.Expr | None) -> float:
    """The number that an expression comes to; of a product with something unknown, its other factors."""
    while isinstance(node, exp.Paren | exp.Cast | exp.TryCast):
        node = node.this
    if isinstance(node, exp.Mul):
        return (_at_least(node.this) or 1) * (_at_least(node.expression) or 1)
    return number_in(node) or 0


def _longest(node: exp.Expr | None) -> int:
    """The longest text that is made in an expression."""
    return max(map(made_length, nodes_of(node)), default=0) if isinstance(node, exp.Expr) else 0


def _number_within(node: exp.Expr) -> float:
    """A number, or the product of a list of them: the sides of an array."""
    numbers = (number_in(each) for each in (node.expressions if isinstance(node, exp.Array) else [node]))
    known = [each for each in numbers if each is not None]
    return math.prod(known) if known else 0


def _width(node: exp.Expr) -> float:
    texts = [each.name for each in nodes_of(node, into_queries=False) if isinstance(each, exp.Literal)]
    widths = [float(width) for text in texts for width in _WIDTH.findall(text)]
    if any("*" in text for text in texts):  # a width that is another argument: printf('%.*c', 1000, 'x')
        widths += map(_number_within, node.expressions)
    return max(widths, default=0)
