"""Tells whether a query has only one answer on a database, or the engine chooses which rows it shows."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from sqlglot import exp

from tuneql.sql.parsing import Unparsable, parse, parse_shared, regenerate
from tuneql.sql.results.agreement import agree
from tuneql.sql.running.engine import ExecutionFailed, Result
from tuneql.sql.running.memory import Reversible


def is_deterministic(memory: Reversible, sql: str, rows: Result) -> bool:
    """Whether a query gives the same if rows come in another order, and if bare columns have other values.

    Bare columns stand beside aggregates without being grouped by: SQLite takes them from any row of the group
    (sqlite.org/lang_select.html, "Bare columns in an aggregate query"). Ties may differ, as everywhere.

    Args:
        memory: the database.
        sql: in SQLite's dialect.
        rows: its result there.
    """
    with memory.backwards():
        others = [memory.attempt(sql)]
    others += [memory.attempt(other) for other in extremes(sql)]
    return all(
        not isinstance(other, ExecutionFailed) and agree(sql, rows, other, dialect="sqlite", database=memory).equal
        for other in others
    )


@lru_cache(maxsize=1024)
def extremes(sql: str) -> tuple[str, ...]:
    """A query of SQLite's dialect with the least, and with the greatest value for each bare column; () if it has none.

    Example:
        >>> extremes("SELECT town, name FROM t GROUP BY town")
        ('SELECT town, MIN(name) FROM t GROUP BY town', 'SELECT town, MAX(name) FROM t GROUP BY town')
    """
    try:
        if not _has_bare(parse_shared(sql, "sqlite")[0]):
            return ()
        return tuple(_extreme(parse(sql, "sqlite")[0], kind) for kind in (exp.Min, exp.Max))
    except (Unparsable, IndexError):
        return ()


def _has_bare(tree: exp.Expr) -> bool:
    return any(True for select in tree.find_all(exp.Select) for _ in _bare(select))


def _extreme(tree: exp.Expr, kind: type[exp.Expr]) -> str:
    for column in [column for select in tree.find_all(exp.Select) for column in _bare(select)]:
        column.replace(kind(this=column.copy()))
    return regenerate(tree, "sqlite")


def _bare(select: exp.Select) -> Iterator[exp.Column]:
    """Columns of an aggregating SELECT that are neither inside an aggregate nor grouped by."""
    parts = [*select.expressions, *(select.args[key] for key in ("having", "order") if select.args.get(key))]
    aggregates = [each for part in parts for each in _own(part, frozenset()) if isinstance(each, exp.AggFunc)]
    if not (select.args.get("group") or aggregates) or _is_led(aggregates):
        return
    keys = frozenset(_keys(select))
    names = keys | {each.alias.lower() for each in select.expressions if isinstance(each, exp.Alias)}
    for part in parts:
        if isinstance(part, exp.Alias) and part.alias.lower() in keys:
            continue
        for node in _own(part, keys):
            if isinstance(node, exp.Column) and node.name.lower() not in names and _is_outside(node):
                yield node


def _keys(select: exp.Select) -> Iterator[str]:
    """The texts of the expressions that a SELECT groups by, and the names of the columns among them."""
    group = select.args.get("group")
    for key in group.expressions if group else ():
        if isinstance(key, exp.Literal) and key.is_int and int(key.name) <= len(select.expressions):
            key = select.expressions[int(key.name) - 1].unalias()  # noqa: PLW2901 -- an output by its number
        yield key.sql().lower()
        if isinstance(key, exp.Column):
            yield key.name.lower()


def _is_led(aggregates: Sequence[exp.Expr]) -> bool:
    """Whether a single MIN or MAX decides from which row the bare columns come."""
    return sum(isinstance(each, exp.Min | exp.Max) for each in aggregates) == 1


def _is_outside(column: exp.Column) -> bool:
    """Whether a column is outside of all aggregates."""
    inside = column.find_ancestor(exp.AggFunc, exp.Window, exp.Select)
    return isinstance(inside, exp.Select) and not isinstance(column.this, exp.Star)


def _own(part: exp.Expr, keys: frozenset[str]) -> Iterator[exp.Expr]:
    """The nodes of an expression, without those of subqueries and of grouped expressions."""

    def is_other(node: exp.Expr) -> bool:
        return isinstance(node, exp.Query) or (bool(keys) and node.sql().lower() in keys)

    return (node for node in part.walk(prune=is_other) if not is_other(node))
