"""Denies common table expressions that refer to themselves without an end, or for too many steps."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from math import log2
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding import RECURSIVE_WITHOUT_KEYWORD
from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.bounded_work.fanning import rows_from_one
from tuneql.sql.guard.bounded_work.generators import MOST_ROWS
from tuneql.sql.guard.bounded_work.growth import Recursion
from tuneql.sql.guard.bounded_work.numbers import number_in
from tuneql.sql.guard.bounded_work.query_sizes import limit_of
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes, nodes_of

# How often the number of rows may double, by a second branch, or by a table without a link.
_MOST_DOUBLINGS: Final = 20

# Engines that stop a recursion when the query that reads it needs no more rows.
_LAZY: Final = ("postgres", "sqlite", "duckdb")

# The arguments of a query, and of the table that it reads, that do not make it need all rows before the first.
_OF_PLAIN_READERS: Final = frozenset({"with_", "expressions", "from_", "limit", "offset"})
_OF_PLAIN_TABLES: Final = frozenset({"this", "alias"})
_OF_ALL_ROWS: Final = (exp.AggFunc, exp.Window, exp.Query, exp.Anonymous)


def endless_recursions(nodes: Nodes, statement: Statement) -> Iterator[str]:
    """Denies a recursion unless each step needs a row of a table, a changing column has a bound, or there is a LIMIT.

    A walk through a hierarchy is allowed, though rows that refer to one another in a circle make it endless.
    """
    unsaid = descends_from(statement.dialect_class, *RECURSIVE_WITHOUT_KEYWORD)
    for clause in nodes.of(exp.With):
        for node in clause.expressions if unsaid or clause.recursive else ():
            if isinstance(node.this, exp.SetOperation):
                yield from _problems(node, statement)


def _problems(cte: exp.CTE, statement: Statement) -> Iterator[str]:
    columns = next((each.starred[id(cte)] for each in statement.bindings if id(cte) in each.starred), ())
    own = [Recursion(cte, branch, columns) for branch in _branches(cte.this, cte) if _reads(branch, cte)]
    if not own:
        return
    if any(each.reads > 1 for each in own):
        yield f"the recursion of {cte.alias} reads itself twice in one step; only once is allowed"
    if any(each.doubles for each in own):
        yield f"the recursion of {cte.alias} doubles a text in each step; append something else"
    if _is_limited_by_reader(cte, statement.dialect_class):
        return
    if not all(each.ends for each in own):
        yield f"the recursion of {cte.alias} has no condition that ends it; add one, or a LIMIT"
    steps = max((each.steps for each in own), default=0)
    if steps == 0 and any(each.has_short_steps for each in own):
        yield f"the recursion of {cte.alias} has steps of less than a minute, but no bound that is a literal"
    if steps > MOST_ROWS:
        yield f"the recursion of {cte.alias} has {steps:,} steps; at most {MOST_ROWS:,} are allowed"
    made_of_one = sum(rows_from_one(each, statement) for each in own)
    if made_of_one > 1 and steps * log2(made_of_one) > _MOST_DOUBLINGS:
        yield f"the recursion of {cte.alias} makes several rows from each in {steps:,} steps; link its tables"


def _branches(query: exp.Expr, cte: exp.CTE) -> Iterator[exp.Expr]:
    """The queries of a UNION; queries that share a WITH that reads the expression are one branch."""
    if isinstance(query, exp.SetOperation) and not _reads(query.args.get("with_"), cte):
        yield from _branches(query.this, cte)
        yield from _branches(query.expression, cte)
    elif isinstance(query, exp.Subquery):
        yield from _branches(query.this, cte)
    elif (passed := _passed_on(query)) is not None:
        yield from _branches(passed, cte)
    else:
        yield query


def _passed_on(query: exp.Expr) -> exp.Expr | None:
    """The subquery of `SELECT * FROM (SELECT …) AS s`, which has at least the rows of the whole query."""
    source = query.args.get("from_")
    is_star = [(each.__class__, any(each.args.values())) for each in query.expressions] == [(exp.Star, False)]
    if not is_star or source is None or not isinstance(source.this, exp.Subquery) or query.args.get("joins"):
        return None
    return source.this


def _reads(part: exp.Expr | None, cte: exp.CTE) -> bool:
    name = cte.alias.lower()
    tables = (node for node in nodes_of(part) if isinstance(node, exp.Table)) if part else ()
    return any(node.name.lower() == name and not node.db for node in tables)


def _is_limited_by_reader(cte: exp.CTE, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether there is a small LIMIT on the recursion itself, or, in a lazy engine, on a plain query that reads it."""
    if _has_small_limit(cte.this):
        return True
    query = cte.parent.parent if cte.parent is not None else None
    lazy = descends_from(dialect, *_LAZY) and not descends_from(dialect, "redshift")
    if not lazy or cte.args.get("materialized") or not isinstance(query, exp.Select) or not _has_small_limit(query):
        return False
    source = query.args["from_"].this if query.args.get("from_") else None
    if not isinstance(source, exp.Table) or source.name.lower() != cte.alias.lower():
        return False
    return _has_only(source, _OF_PLAIN_TABLES) and _has_only(query, _OF_PLAIN_READERS) and _is_lazy(query)


def _has_only(node: exp.Expr, keys: AbstractSet[str]) -> bool:
    return all(key in keys for key, value in node.args.items() if value)


def _is_lazy(query: exp.Select) -> bool:
    """Whether the outputs of a query need no row but their own; functions that are not known may be aggregates."""
    return not any(isinstance(node, _OF_ALL_ROWS) for output in query.expressions for node in nodes_of(output))


def _has_small_limit(query: exp.Expr) -> bool:
    """Whether LIMIT and OFFSET of a query together are small, because the skipped rows are made, too."""
    rows, offset = limit_of(query), query.args.get("offset")
    passed = number_in(offset.expression) if isinstance(offset, exp.Offset) else 0
    return rows is not None and passed is not None and 0 <= rows + passed <= MOST_ROWS and min(rows, passed) >= 0
