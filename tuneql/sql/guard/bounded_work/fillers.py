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
_MOST_TOLD: Final = 1e18
_GROWTH_BY_ITSELF: Final = 100  # for a text that is put in place of its own letters
_WORK_OF_FACTORIAL: Final = 200  # for each factor, a multiplication of thousands of digits
_WORK_OF_SEGMENT: Final = 100  # for each point of a quarter of a circle, which is compared with others
_RESOLUTION_OF_TOWNS: Final = 5
_FINEST_RESOLUTION: Final = 15
_NUMBER: Final = re.compile(r"\d+")
_WIDTH_OF_ARGUMENT: Final = re.compile(r"%[^a-zA-Z%\s]*\*|\{[^{}]*\{")
_WIDTH: Final = re.compile(r"(?:%[^a-zA-Z%]*?|\{\w*:[^}\d]*?)(\d{4,})")


_Known = dict[int, int]
"""Lengths by the ids of their nodes: in nested calls, all those around a call ask for its length."""

_Estimate = Callable[[Sequence[exp.Expr], _Known], float]


def made_length(node: exp.Expr, known: _Known | None = None) -> int:
    """How many characters a function makes, or as much work as these, if it can be told; 0 for other nodes."""
    if node.__class__ not in _BY_KIND and not isinstance(node, exp.Anonymous):
        return 0
    known = {} if known is None else known
    if id(node) not in known:
        known[id(node)] = int(min(_estimated(node, known), _MOST_TOLD))
    return known[id(node)]


def _estimated(node: exp.Expr, known: _Known) -> float:
    if isinstance(node, exp.Anonymous):
        named = _BY_NAME.get(node.name.lower())
        return 0 if named is None else max(named(each, known) for each in _arguments(node))
    return _BY_KIND[node.__class__](node, known)


def _arguments(call: exp.Anonymous) -> list[list[exp.Expr]]:
    """The arguments of a call; after a dot, also those with the name before it, which may be a value or a namespace."""
    given = call.expressions
    is_behind = isinstance(call.parent, exp.Dot) and call.arg_key == "expression"
    return [given, [call.parent.this, *given]] if is_behind and call.parent is not None else [given]


def _repeated(node: exp.Expr, known: _Known) -> float:
    """`REPEAT(a, 1000)`, of which a may be a long text, too."""
    return amount_in(node.args.get("times")) * max(1, longest_in(node.this, known))


def _replaced(node: exp.Expr, known: _Known) -> float:
    """`REPLACE(a, 'x', b)`: the product of the lengths of made texts; or, for nested calls, the growth of the text."""
    calls, text = [], node
    while isinstance(text, exp.Replace):
        calls.append(text)
        text = text.this
    own = _columns_in(text)
    grown = math.prod(_growth(each.expression, each.args.get("replacement"), own) for each in calls)
    made = _product_of_parts(node, known)
    return max(made, grown * MOST_CHARACTERS if grown > _MOST_GROWTH else 0)


def _product_of_parts(node: exp.Expr, known: _Known) -> float:
    """The product of the lengths of a text, and of that with which its parts are replaced."""
    return longest_in(node.this, known) * longest_in(node.args.get("replacement"), known)


def _growth(sought: exp.Expr, put: exp.Expr | None, own: Sequence[str]) -> float:
    """How many times longer a replacement makes a text: much if it is the text itself, or has one column twice."""
    if isinstance(sought, exp.Literal) and isinstance(put, exp.Literal):
        return max(1.0, len(put.name) / max(1, len(sought.name)))
    read = _columns_in(put)
    return _GROWTH_BY_ITSELF if len(set(read)) < len(read) or set(read) & set(own) else 1.0


def _columns_in(text: exp.Expr | None) -> list[str]:
    return [each.name.lower() for each in nodes_of(text) if isinstance(each, exp.Column)] if text is not None else []


def _filled(place: int) -> _Estimate:
    """The estimate for functions whose argument at a position tells how often the longest of the others is repeated."""

    def work(arguments: Sequence[exp.Expr], known: _Known) -> float:
        inner = max((longest_in(each, known) for each in arguments), default=0)
        return _amount_within(arguments[place]) * max(1, inner) if place < len(arguments) else 0

    return work


def _compared(arguments: Sequence[exp.Expr], known: _Known) -> float:
    """`LEVENSHTEIN(a, b)`, which compares each character of one text with each of the other."""
    return math.prod(max(longest_in(each, known), 1) for each in arguments)


def _cut(arguments: Sequence[exp.Expr], _: _Known) -> float:
    """`ST_SEGMENTIZE(shape, 0.001)`: how many parts of the given length are in a length of 1."""
    return max((1 / length for each in arguments if (length := number_in(each))), default=0)


def _tiled(arguments: Sequence[exp.Expr], _: _Known) -> float:
    """`H3_POLYFILL(shape, 9)`: with each resolution, the second argument, there are seven times as many hexagons."""
    resolution = max((number_in(each) or 0 for each in arguments[1:2]), default=0)
    return 7.0 ** (min(resolution, _FINEST_RESOLUTION) - _RESOLUTION_OF_TOWNS)


def _rounded(arguments: Sequence[exp.Expr], _: _Known) -> float:
    """`ST_BUFFER(shape, 5, 1000)`, whose third argument is the number of points of a quarter of a circle."""
    return max(map(_segments, arguments[2:]), default=0) * _WORK_OF_SEGMENT


def _multiplied(arguments: Sequence[exp.Expr], _: _Known) -> float:
    """`FACTORIAL(1000)`."""
    return max((number_in(each) or 0 for each in arguments), default=0) * _WORK_OF_FACTORIAL


def longest_in(node: exp.Expr | None, known: _Known | None = None) -> int:
    """The length of the longest text that a function in an expression makes; 0 if there is none."""
    known = {} if known is None else known
    return max((made_length(each, known) for each in nodes_of(node)), default=0) if isinstance(node, exp.Expr) else 0


def _segments(node: exp.Expr) -> float:
    """The number of segments, as a number, or in a text such as `quad_segs=8`; 0 if there is none."""
    found = _NUMBER.search(node.name) if isinstance(node, exp.Literal) and node.is_string else None
    return float(found[0]) if found else number_in(node) or 0


def _amount_within(node: exp.Expr) -> float:
    """An amount, or the product of several, which are the dimensions of an array."""
    return math.prod(map(amount_in, node.expressions if isinstance(node, exp.Array) else [node]))


def _width(arguments: Sequence[exp.Expr], _: _Known) -> float:
    """`PRINTF('%1000d', a)`: the largest width in a format."""
    texts = [text for each in arguments for text in _texts_in(each)]
    widths = [float(width) for text in texts for width in _WIDTH.findall(text)]
    if any(map(_WIDTH_OF_ARGUMENT.search, texts)):  # printf('%.*c', 1000, 'x'), format('{:>{}}', 'x', 1000)
        widths += map(amount_in, arguments)
    return max(widths, default=0)


def _texts_in(argument: exp.Expr) -> list[str]:
    """The literals of an argument; those of a concatenation as one: `'%' || 1000 || 'd'` is `%1000d`."""
    if isinstance(argument.unnest(), exp.DPipe | exp.Concat):
        return ["".join(each.name for each in argument.dfs() if isinstance(each, exp.Literal))]
    return [each.name for each in nodes_of(argument, into_queries=False) if isinstance(each, exp.Literal)]


# The names of functions, by the position of the argument that is their count.
_FILLERS: Final = (
    "space zeroblob randomblob randstr",
    "replicate repeat array_repeat array_fill list_resize array_resize st_generatepoints bitstring lpad rpad",
    "to_base",
    "bar",
)
_BY_NAME: Final[dict[str, _Estimate]] = {
    **{name: _filled(place) for place, names in enumerate(_FILLERS) for name in names.split()},
    **dict.fromkeys(("damerau_levenshtein", "editdist3", "jaro_similarity", "levenshtein_less_equal"), _compared),
    **dict.fromkeys(("st_segmentize", "st_hexagongrid", "st_squaregrid"), _cut),
    **dict.fromkeys(("h3_polyfill", "h3_tochildren"), _tiled),
    "factorial": _multiplied,
    "st_buffer": _rounded,
    "printf": _width,
    "format": _width,
}
_BY_KIND: Final[dict[type[exp.Expr], Callable[[exp.Expr, _Known], float]]] = {
    exp.Repeat: _repeated,
    exp.Space: lambda node, _: amount_in(node.this),
    exp.Randstr: lambda node, _: amount_in(node.this),
    exp.Pad: lambda node, _: amount_in(node.expression),
    exp.Levenshtein: lambda node, known: _compared(list(node.iter_expressions()), known),
    exp.Factorial: lambda node, known: _multiplied([node.this], known),
    exp.Replace: _replaced,
    exp.RegexpReplace: _product_of_parts,
    exp.Format: lambda node, known: _width(list(node.iter_expressions()), known),
}
