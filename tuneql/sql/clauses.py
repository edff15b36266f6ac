"""Finds the parts of a query's tree."""

from collections.abc import Iterable, Iterator
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.names import canonical

STATEMENTS: Final = (exp.Query, exp.Pivot, exp.Summarize)
"""What reads rows, as a whole statement or in parentheses in FROM: queries, and DuckDB's PIVOT and SUMMARIZE."""


def number_of(node: exp.Expr) -> exp.Expr | None:
    """The column that WITH ORDINALITY or WITH OFFSET adds to the columns of an alias."""
    source = node.this if isinstance(node, exp.Lateral) else node
    return source.args.get("offset") or node.args.get("offset")


def aliases_of(node: exp.Select) -> Iterator[exp.Identifier]:
    """The names that a SELECT gives to its outputs."""
    for each in node.expressions:
        for name in each.args.get("aliases") or (alias_of(each),):
            if isinstance(name, exp.Identifier):
                yield name


def alias_of(output: exp.Expr) -> exp.Expr | None:
    """The alias of an output; the `alias` of a window function is the name of its window: `RANK() OVER w`."""
    return None if isinstance(output, exp.Window) else output.args.get("alias")


def clauses_of(node: exp.Expr, keys: Iterable[str]) -> list[exp.Expr]:
    """The parts of some clauses of a query, one by one."""
    found: list[exp.Expr] = []
    args = node.args
    for key in keys:
        value = args.get(key)
        if value is None:  # as for most clauses
            continue
        if value.__class__ is list:
            found += [each for each in value if isinstance(each, exp.Expr)]
        elif isinstance(value, exp.Expr):
            found.append(value)
    return found


def sources_of(select: exp.Expr) -> list[exp.Expr]:
    """The items of FROM, and what is joined to them."""
    return [each.this for each in clauses_of(select, ("from_", "joins"))]


def column_of_row(node: exp.Table, earlier: Iterable[str], dialect: type[sqlglot.Dialect]) -> exp.Column | None:
    """The column in Redshift's `FROM t LEFT JOIN t.a.b AS x`, which the parser reads as a table; None if it is a table.

    Args:
        node: an item of FROM.
        earlier: the names of the relations before it, and of those around its query, in canonical form.
        dialect: the query's.
    """
    parts = node.parts if node.db and descends_from(dialect, "redshift") else []
    if not parts or canonical(parts[0], dialect) not in earlier:
        return None
    return exp.Column(this=parts[1].copy(), table=parts[0].copy())


def names_of_elements(node: exp.Expr) -> list[exp.Identifier]:
    """The names of an element and its position in Redshift's `t.a AS x AT i` and `UNPIVOT t.a AS x AT k`; else none."""
    numbered = node.this if isinstance(node, exp.Pivot) else node
    element = numbered.this if isinstance(numbered, exp.AtIndex) else numbered
    names = [element.args.get("alias"), numbered.args.get("expression")] if isinstance(element, exp.Alias) else []
    return [name for name in names if isinstance(name, exp.Identifier)]


def table_applied(node: exp.Lateral) -> exp.Table | None:
    """The table in `CROSS APPLY db.t AS x`, which the parser reads as mere names; None for a query or a call."""
    parts = list(node.this.flatten()) if isinstance(node.this, exp.Dot) else [node.this]
    names = [each.copy() for each in parts if isinstance(each, exp.Identifier)]
    if len(names) < len(parts):
        return None
    *before, name = names
    db = before.pop() if before else None
    catalog = exp.Dot.build(before) if len(before) > 1 else next(iter(before), None)
    return exp.Table(this=name, db=db, catalog=catalog, alias=node.args.get("alias"))


def joined_within(node: exp.Expr) -> exp.Expr | None:
    """What is in the parentheses of an item of FROM, unless it is a query: a table, or `(a JOIN b) JOIN c`."""
    inner = node.this if isinstance(node, exp.Subquery) else None
    if not isinstance(inner, exp.Subquery):
        return inner if inner is not None and not isinstance(inner, STATEMENTS) else None
    is_source = inner.args.get("joins") or inner.alias or joined_within(inner) is not None
    return inner if is_source else None
