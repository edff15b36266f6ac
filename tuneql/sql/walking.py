"""Walks syntax trees."""

from functools import cached_property
from typing import Final, TypeVar, cast

from sqlglot import exp

Kinds = type[exp.Expr] | tuple[type[exp.Expr], ...]

_EXPR: Final = exp.Expr  # looked up once, because everything in a tree is tested for it
_NO_NODES: Final = frozenset({str, bool, int, type(None)})  # the quickest test for what is no node
_LEAVES: Final = frozenset({exp.Identifier, exp.Literal})  # half of all nodes; they have no nodes below them


_Kind = TypeVar("_Kind", bound=exp.Expr)


class Family(dict[type[exp.Expr], bool]):
    """Tells whether a class is, or is derived from, some classes; computed once, and quicker than `isinstance`."""

    def __init__(self, kinds: tuple[type[exp.Expr], ...]) -> None:
        self.of = kinds

    def __missing__(self, kind: type[exp.Expr]) -> bool:
        self[kind] = found = issubclass(kind, self.of)
        return found


class _Ancestors(dict[type[exp.Expr], frozenset[type]]):
    """Each class with all its base classes, computed once."""

    def __missing__(self, kind: type[exp.Expr]) -> frozenset[type]:
        self[kind] = found = frozenset(kind.__mro__)
        return found


_families: dict[tuple[type[exp.Expr], ...], Family] = {}
_ancestors: Final = _Ancestors()


class Nodes(list[exp.Expr]):
    """The nodes of a statement; a rule can ask for those of some types without a look at all others."""

    @cached_property
    def kinds(self) -> dict[type[exp.Expr], list[exp.Expr]]:
        """The nodes of each class, in the order of the walk."""
        found: dict[type[exp.Expr], list[exp.Expr]] = {}
        for node in self:
            found.setdefault(node.__class__, []).append(node)
        return found

    @cached_property
    def ancestors(self) -> frozenset[type]:
        """The classes of all nodes, and their base classes."""
        return frozenset().union(*map(_ancestors.__getitem__, self.kinds))

    def of(self, *kinds: type[_Kind]) -> list[_Kind]:
        """The nodes of some classes, and of classes derived from them."""
        if self.ancestors.isdisjoint(kinds):  # as for most of what rules ask for
            return []
        family = _families.get(kinds) or _families.setdefault(kinds, Family(kinds))
        kinds_of_them = filter(family.__getitem__, self.kinds)
        return cast("list[_Kind]", [node for kind in kinds_of_them for node in self.kinds[kind]])


def nodes_of(tree: exp.Expr, *, into_queries: bool = True) -> list[exp.Expr]:
    """A node and all below it, the node first.

    sqlglot's own walks are generators of generators; this is several times as fast, and scoring walks every statement
    more than once.

    Args:
        tree: where to begin.
        into_queries: whether to go below any SELECT but `tree`; the SELECT itself is always included.
    """
    if into_queries:
        return nodes_above(tree, ())
    return [tree, *(node for child in tree.iter_expressions() for node in nodes_above(child, exp.Select))]


def nodes_above(tree: exp.Expr, border: Kinds) -> list[exp.Expr]:
    """A node and those below it, breadth first, down to and including the first of some types on each path."""
    found = [tree]
    for node in found:  # `found` grows meanwhile
        if node.__class__ in _LEAVES or (border and isinstance(node, border)):
            continue
        for value in node.args.values():
            kind = value.__class__
            if kind in _NO_NODES:
                continue
            if kind is list:
                found += [each for each in value if isinstance(each, _EXPR)]
            elif isinstance(value, _EXPR):
                found.append(value)
    return found
