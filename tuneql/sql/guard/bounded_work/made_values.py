"""The names under which a statement reads the values that its generators make."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from typing import Final

from sqlglot import exp

from tuneql.sql.walking import Nodes, nodes_of

_COUNTERS: Final = (exp.Seq1, exp.Seq2, exp.Seq4, exp.Seq8, exp.RowNumber)


def names_of_made_values(generators: Iterable[exp.Expr], nodes: Nodes) -> AbstractSet[str]:
    """The names, in lower case, of generated relations and columns, of columns computed from them, and of variables."""
    names = {each.name.lower() for function in nodes.of(exp.Lambda) for each in function.expressions}
    for generator in generators:
        names.update(_names_around(generator))
    count = -1
    while count < len(names):
        count = len(names)
        names.update(each.alias.lower() for each in nodes.of(exp.Alias) if reads(each.this, names) or _counts(each))
    return names


def reads(value: exp.Expr, names: AbstractSet[str]) -> bool:
    """Whether an expression reads one of some names."""
    return any(isinstance(each, exp.Identifier) and each.name.lower() in names for each in nodes_of(value))


def _counts(value: exp.Expr) -> bool:
    return isinstance(value.this, _COUNTERS)


def _names_around(generator: exp.Expr) -> Iterable[str]:
    """The aliases of a generator and of all nodes around it, with their columns."""
    around: exp.Expr | None = generator
    while around is not None:
        alias = around.args.get("alias")
        if isinstance(alias, exp.Identifier | exp.TableAlias):
            yield from (each.name.lower() for each in nodes_of(alias) if isinstance(each, exp.Identifier))
        around = around.parent
