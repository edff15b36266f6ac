"""Corrects the trees of values before methods, `(a + b).round(1)`: the parser reads columns in them as bare names."""

from collections.abc import Iterable, Iterator
from typing import Final

from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.walking import nodes_of

# The nodes in which an identifier is a name, not a value; in some nodes, only as one of these arguments.
_NAMED: Final = (exp.Column, exp.Table, exp.TableAlias, exp.Aliases, exp.DataType, exp.ColumnDef)
_NAMED_BY: Final[dict[type[exp.Expr], frozenset[str]]] = {
    exp.Alias: frozenset({"alias"}),
    exp.Anonymous: frozenset({"this"}),
    exp.AnonymousAggFunc: frozenset({"this"}),
    exp.CTE: frozenset({"key_expressions"}),
    exp.Collate: frozenset({"expression"}),
    exp.Comprehension: frozenset({"expression", "position"}),
    exp.Dot: frozenset({"expression"}),
    exp.Join: frozenset({"using"}),
    exp.Kwarg: frozenset({"this"}),
    exp.Lambda: frozenset({"expressions"}),
    exp.Lateral: frozenset({"this"}),
    exp.PivotAlias: frozenset({"alias"}),
    exp.PropertyEQ: frozenset({"this"}),
    exp.ScopeResolution: frozenset({"this"}),
    exp.Star: frozenset({"rename"}),
    exp.Window: frozenset({"alias"}),
}
_PARTS: Final = ("catalog", "db", "table", "this")


def restore_columns(trees: Iterable[exp.Expr | None], tokens: list[Token]) -> None:
    """Replace names in values before methods by columns, unless the value is just a name.

    `a.b` of `a.b.f()` may be a namespace, and stays as it is.
    """
    if not _has_methods(tokens):
        return
    for tree in trees:
        for node in nodes_of(tree) if tree is not None else ():
            if isinstance(node, exp.Dot) and isinstance(node.expression, exp.Func) and not names_in(node.this):
                for path in list(_paths(node.this)):
                    names = names_in(path)
                    column, fields = path_of(names), names[len(_PARTS) :]
                    path.replace(exp.Dot.build([column, *(each.copy() for each in fields)]) if fields else column)


def names_in(path: exp.Expr) -> list[exp.Expr]:
    """The names of `a`, `a.b.c` or `a.*`; empty for other expressions."""
    parts = list(path.flatten()) if isinstance(path, exp.Dot) else [path]
    names = parts[:-1] if isinstance(parts[-1], exp.Star) else parts
    return parts if names and all(isinstance(each, exp.Identifier) for each in names) else []


def path_of(names: list[exp.Expr]) -> exp.Column:
    """The column with some names, as the parser makes it: of at most four names; further ones are fields."""
    named = names[: len(_PARTS)]
    return exp.Column(**{key: each.copy() for key, each in zip(_PARTS[-len(named) :], named, strict=True)})


def _has_methods(tokens: list[Token]) -> bool:
    """Whether there is a call after a dot."""
    return any(
        token.token_type is TokenType.L_PAREN and place > 1 and tokens[place - 2].token_type is TokenType.DOT
        for place, token in enumerate(tokens)
    )


def _paths(owner: exp.Expr) -> Iterator[exp.Expr]:
    """The names in an expression that are values: `a` and `b.c` of `[a, b.c]`."""
    for node in nodes_of(owner):
        if isinstance(node, exp.Identifier | exp.Dot) and names_in(node) and _is_value(node):
            yield node


def _is_value(path: exp.Expr) -> bool:
    """Whether a name is a value, not the name of something else, such as an alias."""
    parent, key = path.parent, path.arg_key
    if parent is None or isinstance(parent, _NAMED) or key in _NAMED_BY.get(parent.__class__, ()):
        return False
    if isinstance(parent, exp.Dot):  # the beginning of a longer path, or all that is before a method
        return not isinstance(parent.expression, exp.Identifier | exp.Func | exp.Star)
    if isinstance(parent, exp.Window) and key == "this":
        return False  # WINDOW name AS (...)
    pivot = parent.parent if key == "this" and isinstance(parent, exp.In) else parent
    if isinstance(pivot, exp.Pivot):
        return key != "columns" and not _is_clause(pivot)
    return not is_variable(names_in(path)[0].name, path)


def _is_clause(pivot: exp.Expr) -> bool:
    """Whether a node is UNPIVOT after a relation, in which names are those of new columns."""
    return bool(pivot.args.get("unpivot")) and pivot.arg_key == "pivots"


def is_variable(name: str, node: exp.Expr) -> bool:
    """Whether a lambda or a list comprehension around a node has a variable with a name."""
    around = node.find_ancestor(exp.Lambda, exp.Comprehension)
    if around is None:
        return False
    is_of_list = isinstance(around, exp.Comprehension)
    variables = [around.expression, around.args.get("position")] if is_of_list else around.expressions
    return any(each is not None and each.name == name for each in variables) or is_variable(name, around)
