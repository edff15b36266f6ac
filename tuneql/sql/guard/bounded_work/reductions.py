"""LIST_REDUCE and the like, whose steps may each double a text: its length is 2 to the power of the elements."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes, nodes_of

_REDUCERS: Final = frozenset({"list_reduce", "array_reduce", "reduce"})
_TEXTS: Final = (exp.DPipe, exp.Concat, exp.ConcatWs, exp.ArrayConcat, exp.Repeat, exp.Anonymous)


def doubling_reductions(nodes: Nodes, _: Statement) -> Iterator[str]:
    """Refuses reductions that put what they have so far into a text, or a list, more than once."""
    calls = (each for each in nodes.of(exp.Anonymous) if each.name.lower() in _REDUCERS)
    for call in (*calls, *nodes.of(exp.Reduce)):
        for step in nodes_of(call):
            if isinstance(step, exp.Lambda) and step.expressions and _doubles(step, step.expressions[0].name.lower()):
                yield "a step of a reduction makes of a text twice itself"


def _doubles(step: exp.Lambda, name: str) -> bool:
    texts = (node for node in nodes_of(step.this) if isinstance(node, _TEXTS))
    return any(Counter(each.name.lower() for each in _names_in(text))[name] > 1 for text in texts)


def _names_in(text: exp.Expr) -> Iterator[exp.Expr]:
    """The names that stand for a value: a variable of a lambda is a bare identifier."""
    return (each for each in nodes_of(text) if isinstance(each, exp.Identifier))
