"""Estimates the length of the text, array or number that a function makes, if an argument tells: `REPEAT('a', 1000)`.

For functions that do other work in proportion to an argument, the estimate is of that work, in characters.
"""

import math
import re
from collections.abc import Callable, Sequence
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.amounts import amount_in
from tuneql.sql.guard.bounded_work.numbers import number_in
from tuneql.sql.walking import nodes_of

MOST_CHARACTERS: Final = 100_000
"""The most characters that all functions of a statement together may make for one row."""

_MOST_GROWTH: Final = 1000  # how many times its length a text may reach by nested calls of REPLACE
_GROWTH_BY_ITSELF: Final = 100  # for a text that is put in place of its own letters
_WORK_OF_FACTORIAL: Final = 200  # for each factor, a multiplication of thousands of digits
_WORK_OF_SEGMENT: Final = 100  # for each point of a quarter of a circle, which is compared with others
_RESOLUTION_OF_TOWNS: Final = 5
_FINEST_RESOLUTION: Final = 15
_NUMBER: Final = re.compile(r"\d+")
_WIDTH_OF_ARGUMENT: Final = re.compile(r"%[^a-zA-Z%\s]*\*|\{[^{}]*\{")
_WIDTH: Final = re.compile(r"(?:%[^a-zA-Z%]*?|\{\w*:[^}\d]*?)(\d{4,})")


def made_length(node: exp.Expr) -> int:
    """How many characters a function makes, or as much work as these, if it can be told; 0 for other nodes."""
    if isinstance(node, exp.Anonymous):
        named = _BY_NAME.get(node.name.lower())
        return 0 if named is None else int(min(max(map(named, _arguments(node))), 1e18))
    work = _BY_KIND.get(node.__class__)
    return 0 if work is None else int(min(work(node), 1e18))


def _arguments(call: exp.Anonymous) -> list[list[exp.Expr]]:
    """The arguments of a call; after a dot, also those with the name before it, which may be a value or a namespace."""
    given = call.expressions
    is_behind = isinstance(call.parent, exp.Dot) and call.arg_key == "expression"
    return [given, [call.parent.this, *given]] if is_behind and call.parent is not None else [given]


def _repeated(node: exp.Expr) -> float:
    """`REPEAT(a, 1000)`, of which a may be a long text, too."""
    return amount_in(node.args.get("times")) * max(1, longest_in(node.this))


def _replaced(node: exp.Expr) -> float:
    """`REPLACE(a, 'x', b)`: the product of the lengths of made texts; or, for nested calls, the growth of the text."""
    calls, text = [], node
    while isinstance(text, exp.Replace):
        calls.append(text)
        text = text.this
    own = _columns_in(text)
    grown = math.prod(_growth(each.expression, each.args.get("replacement"), own) for each in calls)
    made = longest_in(node.this) * longest_in(node.args.get("replacement"))
    return max(made, grown * MOST_CHARACTERS if grown > _MOST_GROWTH else 0)


def _growth(sought: exp.Expr, put: exp.Expr | None, own: Sequence[str]) -> float:
    """How many times longer a replacement makes a text: much if it is the text itself, or has one column twice."""
    if isinstance(sought, exp.Literal) and isinstance(put, exp.Literal):
        return max(1.0, len(put.name) / max(1, len(sought.name)))
    read = _columns_in(put)
    return _GROWTH_BY_ITSELF if len(set(read)) < len(read) or set(read) & set(own) else 1.0


def _columns_in(text: exp.Expr | None) -> list[str]:
    return [each.name.lower() for each in nodes_of(text) if isinstance(each, exp.Column)] if text is not None else []


def _filled(place: int) -> Callable[[Sequence[exp.Expr]], float]:
    """The estimate for functions whose argument at a position tells how often the longest of the others is repeated."""

    def work(arguments: Sequence[exp.Expr]) -> float:
        inner = max(map(longest_in, arguments), default=0)
        return _amount_within(arguments[place]) * max(1, inner) if place < len(arguments) else 0

    return work


def _compared(arguments: Sequence[exp.Expr]) -> float:
    """`LEVENSHTEIN(a, b)`, which compares each character of one text with each of the other."""
    return math.prod(max(longest_in(each), 1) for each in arguments)


def _cut(arguments: Sequence[exp.Expr]) -> float:
    """`ST_SEGMENTIZE(shape, 0.001)`: how many parts of the given length are in a length of 1."""
    return max((1 / length for each in arguments if (length := number_in(each))), default=0)


def _tiled(arguments: Sequence[exp.Expr]) -> float:
    """`H3_POLYFILL(shape, 9)`: with each resolution, the second argument, there are seven times as many hexagons."""
    resolution = max((number_in(each) or 0 for each in arguments[1:2]), default=0)
    return 7.0 ** (min(resolution, _FINEST_RESOLUTION) - _RESOLUTION_OF_TOWNS)


def _rounded(arguments: Sequence[exp.Expr]) -> float:
    """`ST_BUFFER(shape, 5, 1000)`, whose third argument is the number of points of a quarter of a circle."""
    return max(map(_segments, arguments[2:]), default=0) * _WORK_OF_SEGMENT


def _multiplied(arguments: Sequence[exp.Expr]) -> float:
    """`FACTORIAL(1000)`."""
    return max((number_in(each) or 0 for each in arguments), default=0) * _WORK_OF_FACTORIAL


def longest_in(node: exp.Expr | None) -> int:
    """The length of the longest text that a function in an expression makes; 0 if there is none."""
    return max(map(made_length, nodes_of(node)), default=0) if isinstance(node, exp.Expr) else 0


def _segments(node: exp.Expr) -> float:
    """The number of segments, as a number, or in a text such as `quad_segs=8`; 0 if there is none."""
    found = _NUMBER.search(node.name) if isinstance(node, exp.Literal) and node.is_string else None
    return float(found[0]) if found else number_in(node) or 0


def _amount_within(node: exp.Expr) -> float:
    """An amount, or the product of several, which are the dimensions of an array."""
    return math.prod(map(amount_in, node.expressions if isinstance(node, exp.Array) else [node]))


def _width(arguments: Sequence[exp.Expr]) -> float:
    """`PRINTF('%1000d', a)`: the largest width in a format."""
    parts = (part for each in arguments for part in nodes_of(each, into_queries=False))
    texts = [each.name for each in parts if isinstance(each, exp.Literal)]
    widths = [float(width) for text in texts for width in _WIDTH.findall(text)]
    if any(map(_WIDTH_OF_ARGUMENT.search, texts)):  # printf('%.*c', 1000, 'x'), format('{:>{}}', 'x', 1000)
        widths += map(amount_in, arguments)
    return max(widths, default=0)


# The names of functions, by the position of the argument that is their count.
_FILLERS: Final = (
    "space zeroblob randomblob randstr",
    "replicate repeat array_repeat array_fill list_resize array_resize st_generatepoints bitstring lpad rpad",
    "to_base",
    "bar",
)
_BY_NAME: Final[dict[str, Callable[[Sequence[exp.Expr]], float]]] = {
    **{name: _filled(place) for place, names in enumerate(_FILLERS) for name in names.split()},
    **dict.fromkeys(("damerau_levenshtein", "editdist3", "jaro_similarity", "levenshtein_less_equal"), _compared),
    **dict.fromkeys(("st_segmentize", "st_hexagongrid", "st_squaregrid"), _cut),
    **dict.fromkeys(("h3_polyfill", "h3_tochildren"), _tiled),
    "factorial": _multiplied,
    "st_buffer": _rounded,
    "printf": _width,
    "format": _width,
}
_BY_KIND: Final[dict[type[exp.Expr], Callable[[exp.Expr], float]]] = {
    exp.Repeat: _repeated,
    exp.Space: lambda node: amount_in(node.this),
    exp.Randstr: lambda node: amount_in(node.this),
    exp.Pad: lambda node: amount_in(node.expression),
    exp.Levenshtein: lambda node: _compared(list(node.iter_expressions())),
    exp.Factorial: lambda node: _multiplied([node.this]),
    exp.Replace: _replaced,
    exp.RegexpReplace: lambda node: longest_in(node.this) * longest_in(node.args.get("replacement")),
    exp.Format: lambda node: _width(list(node.iter_expressions())),
}
