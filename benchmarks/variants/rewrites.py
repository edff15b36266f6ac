"""Other ways to write a query that mean the same whatever the rows: an evaluation must take them for right."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from sqlglot import exp

from tuneql.sql.parsing import parse, regenerate

Kind = Literal["join order", "subquery", "cte", "exists", "commuted", "aliases"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@dataclass(frozen=True, kw_only=True)
class Rewrite:
    """The same query in other words, and how they differ."""

    kind: Kind
    sql: str


def rewrites(sql: str, dialect: str) -> tuple[Rewrite, ...]:
    """The rewrites that a query allows, at most one of a kind.

    Raises:
        Unparsable: for text that is not SQL.
    """
    tree = parse(sql, dialect)[0]
    plain = regenerate(tree, dialect)
    found = ((kind, rewrite(tree.copy())) for kind, rewrite in _REWRITES)
    texts = ((kind, regenerate(other, dialect)) for kind, other in found if other is not None)
    return tuple(Rewrite(kind=kind, sql=text) for kind, text in texts if text != plain)


def _join_order(tree: exp.Expr) -> exp.Expr | None:
    """`a JOIN b ON c` as `b JOIN a ON c`, where no star shows the order."""
    for select in tree.find_all(exp.Select):
        joins, source = select.args.get("joins") or [], select.args.get("from_")
        if len(joins) == 1 and source and _is_inner(joins[0]) and not any(each.is_star for each in select.expressions):
            left, right = source.this, joins[0].this
            if isinstance(left, exp.Table) and isinstance(right, exp.Table):
                first, second = right.copy(), left.copy()
                source.set("this", first)
                joins[0].set("this", second)
                return tree
    return None


def _is_inner(join: exp.Join) -> bool:
    return bool(not join.side and not join.method and join.kind in {"", "INNER"} and join.args.get("on"))


def _subquery(tree: exp.Expr) -> exp.Expr | None:
    """A table in FROM as a query that selects all of it."""
    table = next((each for each in tree.find_all(exp.Table) if isinstance(each.parent, exp.From)), None)
    if table is None or tree.find(exp.With):
        return None
    inner = exp.select("*").from_(exp.Table(this=table.this.copy()))
    table.replace(inner.subquery(table.alias_or_name))
    return tree


def _cte(tree: exp.Expr) -> exp.Expr | None:
    """The whole query as a common table expression, where its order is not part of the answer."""
    if not isinstance(tree, exp.Select) or tree.args.get("order") or tree.args.get("with_") or tree.args.get("limit"):
        return None
    names = [each.alias_or_name.lower() for each in tree.expressions]
    if any(each.is_star for each in tree.expressions) or len(set(names)) < len(names):
        return None
    return exp.select("*").from_("tuneql_same").with_("tuneql_same", as_=tree)


def _exists(tree: exp.Expr) -> exp.Expr | None:
    """`x IN (SELECT y FROM t ...)` as `EXISTS (SELECT 1 FROM t WHERE ... AND y = x)`."""
    for node in tree.find_all(exp.In):
        inner = node.args.get("query")
        query = inner.this if isinstance(inner, exp.Subquery) else inner
        if isinstance(query, exp.Select) and _may_exist(node, query):
            where = [query.args["where"].this.copy()] if query.args.get("where") else []
            output = query.expressions[0].copy()
            copy = exp.select("1").from_(query.args["from_"].this.copy())
            copy.set("joins", [each.copy() for each in query.args.get("joins") or []])
            node.replace(exp.Exists(this=copy.where(*where, exp.EQ(this=output, expression=node.this.copy()))))
            return tree
    return None


def _may_exist(node: exp.In, query: exp.Select) -> bool:
    """Whether names still mean the same inside, and NULL in a NOT IN does not matter."""
    if isinstance(node.parent, exp.Not) or not isinstance(node.this, exp.Column):
        return False
    clauses = ("group", "having", "order", "limit", "distinct", "with_")
    names = {each.alias_or_name.lower() for each in query.find_all(exp.Table)}
    return (
        not any(query.args.get(clause) for clause in clauses)
        and bool(node.this.table)
        and node.this.table.lower() not in names
        and isinstance(query.expressions[0], exp.Column)
    )


def _commuted(tree: exp.Expr) -> exp.Expr | None:
    """Sides of AND, OR and equality changed."""
    nodes = [node for node in tree.find_all(exp.And, exp.Or, exp.EQ) if not _is_text_like(node.this)]
    for node in reversed(nodes):  # the innermost first: changing sides copies what is inside
        left, right = node.this.copy(), node.expression.copy()
        node.set("this", right)
        node.set("expression", left)
    return tree if nodes else None


def _is_text_like(node: exp.Expr) -> bool:
    return isinstance(node, exp.Literal)


def _aliases(tree: exp.Expr) -> exp.Expr | None:
    """Every table under another alias, where all of its columns name it."""
    if any(not each.table for each in tree.find_all(exp.Column)) or tree.find(exp.With):
        return None
    tables = [each for each in tree.find_all(exp.Table) if each.alias]
    if not tables:
        return None
    for table in tables:
        table.set("alias", exp.TableAlias(this=exp.to_identifier(f"r_{table.alias}")))
    for column in tree.find_all(exp.Column):
        if not isinstance(column.parent, exp.Table) and column.table.lower() not in _plain(tree):
            column.set("table", exp.to_identifier(f"r_{column.table}"))
    return tree


def _plain(tree: exp.Expr) -> set[str]:
    return {each.name.lower() for each in tree.find_all(exp.Table) if not each.alias}


_REWRITES: Final[tuple[tuple[Kind, Callable[[exp.Expr], exp.Expr | None]], ...]] = (
    ("join order", _join_order), ("subquery", _subquery), ("cte", _cte), ("exists", _exists), ("commuted", _commuted),
    ("aliases", _aliases),
)  # fmt: skip
