"""What engines refuse in the branch of a recursion that reads the recursion itself.

Sources: sqlite.org/lang_with.html, postgresql.org/docs/current/queries-with.html and its parse_cte.c,
dev.mysql.com/doc/refman/8.4/en/with.html, docs.snowflake.com/en/sql-reference/constructs/with and
learn.microsoft.com/en-us/sql/t-sql/queries/with-common-table-expression-transact-sql.
"""

from collections.abc import Callable
from typing import Final

from sqlglot import exp

from tuneql.sql.binding import RECURSIVE_WITHOUT_KEYWORD
from tuneql.sql.binding.late_outputs import has_aggregate
from tuneql.sql.clauses import clauses_of, sources_of
from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import nodes_of


def unsupported_recursion(cte: exp.Expr, statement: Statement) -> str | None:
    """`WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT MAX(n) + 1 FROM r)`."""
    clause, dialect = cte.parent, statement.dialect_class
    if not isinstance(cte.this, exp.SetOperation) or not isinstance(clause, exp.With):
        return None
    if not clause.recursive and not descends_from(dialect, *RECURSIVE_WITHOUT_KEYWORD):
        return None
    selects = [each for each in nodes_of(cte.this) if isinstance(each, exp.Select) and _reads(each, cte.alias.lower())]
    for select in selects:
        for words, has, engines in _REFUSED:
            if descends_from(dialect, *engines) and has(select):
                return f"the part of {cte.alias} that reads {cte.alias} itself cannot {words}"
    return None


def _reads(select: exp.Select, name: str) -> bool:
    tables = (each for each in sources_of(select) if isinstance(each, exp.Table))
    return any(each.name.lower() == name and not each.db for each in tables)


def _has_window(select: exp.Select) -> bool:
    return any(isinstance(each, exp.Window) for each in nodes_of(select, into_queries=False))


def _has_groups(select: exp.Select) -> bool:
    return any(map(select.args.get, ("group", "having")))


def _has_distinct(select: exp.Select) -> bool:
    return bool(select.args.get("distinct"))


def _has_outer_join(select: exp.Select) -> bool:
    return any(each.args.get("side") for each in clauses_of(select, ("joins",)))


def _is_subquery(select: exp.Select) -> bool:
    """Whether the branch reads the recursion in a query within it."""
    return _query_around(select) is not None


def _is_value(select: exp.Select) -> bool:
    """Whether the branch reads the recursion in a query that is a value or a condition, not in FROM."""
    around = _query_around(select)
    return around is not None and not isinstance(around.parent, exp.From | exp.Join)


def _query_around(select: exp.Select) -> exp.Expr | None:
    """The outermost parentheses around a query, if they are within another SELECT of the recursion."""
    around: exp.Expr = select
    while isinstance(around.parent, exp.SetOperation | exp.Subquery):
        around = around.parent
    return None if isinstance(around.parent, exp.CTE) else around


_REFUSED: Final[tuple[tuple[str, Callable[[exp.Select], bool], tuple[str, ...]], ...]] = (
    ("have aggregates", has_aggregate, ("sqlite", "postgres", "mysql", "tsql", "snowflake", "bigquery")),
    ("have GROUP BY or HAVING", _has_groups, ("sqlite", "mysql", "tsql", "snowflake")),
    ("have window functions", _has_window, ("sqlite", "mysql")),
    ("have DISTINCT", _has_distinct, ("mysql", "tsql")),
    ("have outer joins", _has_outer_join, ("tsql",)),
    ("read it in a subquery", _is_subquery, ("sqlite",)),
    ("read it in a subquery outside of FROM", _is_value, ("postgres", "mysql", "tsql")),
)
"""Words for what the branch cannot do, how to find it, and the engines that refuse it."""
