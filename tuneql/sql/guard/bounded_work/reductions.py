"""Denies LIST_REDUCE and the like if each step doubles a text: its length is 2 to the power of the elements."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes, nodes_of

_REDUCERS: Final = frozenset({"list_reduce", "array_reduce", "reduce"})
_TEXTS: Final = (exp.DPipe, exp.Concat, exp.ConcatWs, exp.ArrayConcat, exp.Repeat, exp.Anonymous)


def doubling_reductions(nodes: Nodes, _: Statement) -> Iterator[str]:
    """Denies reductions that concatenate their intermediate result with itself: `LIST_REDUCE(a, (x, y) -> x || x)`."""
    calls = (each for each in nodes.of(exp.Anonymous) if each.name.lower() in _REDUCERS)
    for call in (*calls, *nodes.of(exp.Reduce)):
        for step in nodes_of(call):
            if isinstance(step, exp.Lambda) and step.expressions and _doubles(step, step.expressions[0].name.lower()):
                yield "a reduction doubles a text in each step; use its first variable only once"


def _doubles(step: exp.Lambda, name: str) -> bool:
    texts = (node for node in nodes_of(step.this) if isinstance(node, _TEXTS))
    return any(Counter(each.name.lower() for each in _names_in(text))[name] > 1 for text in texts)


def _names_in(text: exp.Expr) -> Iterator[exp.Expr]:
    """The names in a text; a variable of a lambda is a plain identifier, not a column."""
    return (each for each in nodes_of(text) if isinstance(each, exp.Identifier))
