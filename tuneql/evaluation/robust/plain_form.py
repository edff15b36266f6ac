"""The plain form of a query, without the differences between equivalent spellings, so that their texts often match.

The terms of AND and OR are sorted by their texts, a literal is on the right of a comparison, a query that selects all
of another becomes that other, and DISTINCT is left out if no row comes twice. None of this changes the result, whatever
the tables hold: a literal has no collation of its own (sqlite.org/datatype3.html, "Assigning Collating Sequences from
SQL"), so that on either side the column decides how the two compare.
"""

from functools import reduce
from typing import Final

from sqlglot import exp

from tuneql.evaluation.robust.redundant_distinct import without_redundant_distinct
from tuneql.sql.parsing import Unparsable, parse, quiet_sqlglot, regenerate

_TURNED: Final[dict[type[exp.Expr], type[exp.Binary]]] = {
    exp.EQ: exp.EQ, exp.NEQ: exp.NEQ, exp.LT: exp.GT, exp.LTE: exp.GTE, exp.GT: exp.LT, exp.GTE: exp.LTE,
}  # fmt: skip
"""Each comparison, and the one with the same meaning after its sides are swapped."""


def plain_form(sql: str) -> str | None:
    """A query of SQLite's dialect in its plain form; None if it does not parse.

    Example:
        >>> plain_form("WITH x AS (SELECT a FROM t WHERE 2 < b AND a = 1) SELECT * FROM x")
        'SELECT a FROM t WHERE a = 1 AND b > 2'
    """
    try:
        (tree,) = parse(sql, "sqlite")
        with quiet_sqlglot():
            return regenerate(_sorted(_turned(without_redundant_distinct(_unwrapped(tree)))), "sqlite", copy=False)
    except (Unparsable, RecursionError, ValueError):
        return None


def _unwrapped(tree: exp.Expr) -> exp.Expr:
    """The query from which another selects everything, if it has no ORDER BY."""
    inner = _wrapped(tree)
    return tree if inner is None or inner.args.get("order") else _unwrapped(inner)


def _wrapped(tree: exp.Expr) -> exp.Query | None:
    """What `SELECT * FROM (...)` or `WITH x AS (...) SELECT * FROM x` selects from."""
    if not _has_only(tree, exp.Select, "expressions", "from_", "with_") or not tree.args.get("from_"):
        return None
    if len(tree.expressions) != 1 or not _has_only(tree.expressions[0], exp.Star):
        return None
    source, clause = tree.args["from_"].this, tree.args.get("with_")
    if clause is not None:
        return _named(source, clause)
    is_plain = _has_only(source, exp.Subquery, "this", "alias") and not source.alias_column_names
    return source.this if is_plain and isinstance(source.this, exp.Query) else None


def _named(source: exp.Expr, clause: exp.With) -> exp.Query | None:
    """The only query of a WITH, if it is selected from and does not itself read a table of that name."""
    query = clause.expressions[0]
    if not _has_only(source, exp.Table, "this") or not _has_only(clause, exp.With, "expressions"):
        return None
    named = {each.name.lower() for each in query.find_all(exp.Table)}
    is_it = len(clause.expressions) == 1 and source.name.lower() == query.alias.lower() and not query.alias_column_names
    return query.this if is_it and query.alias.lower() not in named and isinstance(query.this, exp.Query) else None


def _has_only(node: exp.Expr, kind: type[exp.Expr], *keys: str) -> bool:
    """Whether a node is of a kind, and has no parts but some."""
    return type(node) is kind and all(key in keys for key, value in node.args.items() if value)


def _turned(tree: exp.Expr) -> exp.Expr:
    """Comparisons with their literals on the right."""
    for node in list(tree.find_all(*_TURNED)):
        if isinstance(node.this, exp.Literal) and not isinstance(node.expression, exp.Literal):
            node.replace(_TURNED[type(node)](this=node.expression, expression=node.this))
    return tree


def _sorted(tree: exp.Expr) -> exp.Expr:
    """The terms of AND and OR sorted by their texts, the innermost first."""
    for node in reversed(list(tree.find_all(exp.And, exp.Or))):
        if type(node.parent) is not type(node):
            terms = sorted(node.flatten(unnest=False), key=lambda term: term.sql(dialect="sqlite", comments=False))
            kind = type(node)
            node.replace(reduce(lambda left, right: kind(this=left, expression=right), terms))
    return tree
