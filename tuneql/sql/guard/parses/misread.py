"""Text that the parser accepts, but no engine of the dialect.

Each check is for the nodes of one or a few types, see `_CHECKS`, and returns the reason to refuse the node, if any. The
docstring of a check is an example of what it refuses.
"""

from collections.abc import Callable, Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.parses.arguments import round_without_decimals, too_many_arguments
from tuneql.sql.guard.parses.bare_texts import (
    text_as_collation,
    text_as_name,
    text_as_type,
    text_as_word,
    text_in_hint,
)
from tuneql.sql.guard.parses.collations import unknown_collation
from tuneql.sql.guard.parses.comparisons import (
    chained_comparison,
    chained_negation,
    coalesce_cut_off,
    empty_in,
    exists_without_query,
    match_of_others,
    missing_before_is,
    quantified_list,
    quantified_pattern,
)
from tuneql.sql.guard.parses.counts import SUMS, joined_texts, miscounted, sum_of_several
from tuneql.sql.guard.parses.distinct import unordered_aggregate, unordered_distinct
from tuneql.sql.guard.parses.grouping import (
    group_by_nothing,
    grouping_of_others,
    having_without_groups,
    order_without_groups,
)
from tuneql.sql.guard.parses.joins import condition_too_many, join_without_condition, unsupported_lateral
from tuneql.sql.guard.parses.lacking import LACKING, lacking
from tuneql.sql.guard.parses.limits import (
    fetch_without_number,
    limit_without_number,
    offset_without_limit,
    order_by_constant,
    order_of_subquery,
    ties_without_order,
)
from tuneql.sql.guard.parses.pivots import unsupported_pivot
from tuneql.sql.guard.parses.queries import (
    clauses_after_parentheses,
    clauses_of_set_operation,
    incomplete_select,
    summary_of_others,
    unsupported_cte,
)
from tuneql.sql.guard.parses.recursions import unsupported_recursion
from tuneql.sql.guard.parses.row_makers import (
    ONLY_IN_FROM,
    ROW_MAKERS,
    SERIES,
    json_table_as_value,
    rows_as_value,
    series_as_rows,
    table_as_value,
)
from tuneql.sql.guard.parses.rows import misplaced_row, uneven_rows
from tuneql.sql.guard.parses.scalars import clause_of_scalar, distinct_of_scalar
from tuneql.sql.guard.parses.signs import stray_signs
from tuneql.sql.guard.parses.stars import changed_star, star_as_value
from tuneql.sql.guard.parses.units import (
    HOLDERS_OF_UNITS,
    incomplete_interval,
    unknown_part,
    unknown_unit,
    unknown_unit_in_text,
)
from tuneql.sql.guard.parses.windows import (
    PATTERN_FUNCTIONS,
    PERCENTILES,
    WINDOW_FUNCTIONS,
    backward_frame,
    distinct_over,
    frame_without_order,
    missing_window,
    outside_of_patterns,
    over_nothing,
    percentile_without_window,
    unsupported_frame,
    unsupported_ignore_nulls,
)
from tuneql.sql.guard.statement import Statement

# Reserved in every dialect: as the alias of a table, one of these is the beginning of a clause without its end.
_LISTED: Final = """
    group order having where from select union join on using case when then else null in and or not as between distinct
"""
_RESERVED: Final = frozenset(_LISTED.split())


def misread(statement: Statement) -> Iterator[str]:
    """Denies incomplete clauses, syntax that the engine does not have, and placeholders of templates."""
    for nodes in statement.nodes:
        for kind in filter(_CHECKS.__contains__, nodes.kinds):  # in the order of the statement
            check = _CHECKS[kind]
            for node in nodes.kinds[kind]:
                reason = check(node, statement)
                if reason is not None:
                    yield reason
        if isinstance(nodes[0], exp.Subquery) and descends_from(statement.dialect_class, "sqlite"):
            yield "the whole statement is in parentheses; remove them"
    yield from stray_signs(statement)


def _alias(alias: exp.Expr, statement: Statement) -> str | None:
    """`FROM t WHERE`, read as an alias; and `AS t(a, b)` in SQLite, which the generator writes without the columns."""
    name = alias.this
    is_lost = alias.args.get("columns") and not isinstance(alias.parent, exp.CTE)
    if is_lost and descends_from(statement.dialect_class, "sqlite"):
        return f"an alias with a list of columns is not allowed; name the columns within the query {alias.name}"
    is_bare = isinstance(name, exp.Identifier) and not name.args.get("quoted")
    return f"there is nothing after {name.name.upper()}" if is_bare and name.name.lower() in _RESERVED else None


def _table(table: exp.Expr, _: Statement) -> str | None:
    """`..orders`: a name may be missing between two dots, but not before them."""
    is_cut_off = table.args.get("db") == "" and not table.args.get("catalog")
    return f"there is no name before .{table.name}" if is_cut_off else None


def _dot(dot: exp.Expr, statement: Statement) -> str | None:
    """`1.a`, and `'t'.a`, which SQLite accepts for `t.a`, but the parser does not read as a column."""
    is_value = isinstance(dot.this, exp.Literal | exp.RawString) and not isinstance(dot.expression, exp.Func)
    if not is_value:
        return None
    value = dot.this.sql(statement.dialect_class)
    return f"{value} before a dot is a value; write the name of a table without quotes"


def _size(size: exp.Expr, _: Statement) -> str | None:
    """`VARCHAR(5 50)`, which the generator writes as `VARCHAR(5)`; only Oracle has a word there, `VARCHAR(5 BYTE)`."""
    unit = size.args.get("expression")
    if unit is None or unit.name.upper() in {"BYTE", "CHAR"}:
        return None
    return f"a comma is missing between {size.name} and {unit.name} in a type"


def _abs(call: exp.Expr, _: Statement) -> str | None:
    """`SELECT @` in DuckDB, where `@ a` is the absolute value of a."""
    return "there is nothing after @" if call.this is None else None


def _sample(sample: exp.Expr, statement: Statement) -> str | None:
    """`TABLESAMPLE BERNOULLI (10)` in DuckDB, which needs `10%`; the generator writes ten rows.

    SQL Server and BigQuery have no BERNOULLI, and BigQuery has only percentages.
    """
    method = str(sample.args.get("method") or "").upper()
    if method not in {"", "SYSTEM"} and descends_from(statement.dialect_class, "tsql", "bigquery"):
        return f"there is no {method}; write TABLESAMPLE SYSTEM (10 PERCENT)"
    if sample.args.get("percent") is None and descends_from(statement.dialect_class, "bigquery"):
        return "TABLESAMPLE needs a percentage; write TABLESAMPLE SYSTEM (10 PERCENT)"
    is_count = method in {"BERNOULLI", "SYSTEM"} and sample.args.get("size") is not None
    is_lost = is_count and descends_from(statement.dialect_class, "duckdb")
    return f"{method} needs a percentage; write {method} (10%)" if is_lost else None


def _key(key: exp.Expr, statement: Statement) -> str | None:
    """Postgres's `doc -> ''`, which the generator writes as the whole document."""
    is_lost = key.this == "" and descends_from(statement.dialect_class, "postgres")
    return "the key '' is in no JSON document; write NULL instead" if is_lost else None


def _assignment(named: exp.Expr, _: Statement) -> str | None:
    """`SELECT a := 1`, which names an argument of a function only within its parentheses."""
    is_output = isinstance(named.parent, exp.Query | exp.Paren)
    return f"{named.name} is assigned a value; write the value, and AS {named.name} after it" if is_output else None


def _path(access: exp.Expr, _: Statement) -> str | None:
    """`doc -> '$.a' 'b'`, in which the parser does not see that doc is a column."""
    is_lost = isinstance(access.this, exp.Identifier | exp.Dot) and isinstance(
        access.args.get("expression"), exp.Concat
    )
    return "a path into JSON must be one text" if is_lost else None


Check = Callable[[exp.Expr, Statement], str | None]


def _any_of(*checks: Check) -> Check:
    """A check that refuses what any of some checks refuses, for the reason of the first."""
    return lambda node, statement: next((reason for each in checks if (reason := each(node, statement))), None)


_CHECKS: Final[dict[type[exp.Expr], Check]] = {
    **dict.fromkeys(LACKING, lacking),
    **dict.fromkeys((exp.Any, exp.All), _any_of(lacking, quantified_list)),
    exp.Identifier: text_as_name,
    exp.Var: text_as_word,
    exp.DataType: text_as_type,
    exp.IndexTableHint: text_in_hint,
    exp.Collate: _any_of(text_as_collation, unknown_collation),
    exp.Distinct: _any_of(unordered_distinct, distinct_of_scalar),
    exp.TableAlias: _alias,
    exp.Select: incomplete_select,
    **dict.fromkeys((exp.Union, exp.Except, exp.Intersect), clauses_of_set_operation),
    exp.Subquery: clauses_after_parentheses,
    exp.CTE: _any_of(unsupported_cte, unsupported_recursion),
    exp.Summarize: summary_of_others,
    exp.Star: _any_of(changed_star, star_as_value),
    exp.Table: _table,
    exp.Dot: _dot,
    exp.DataTypeParam: _size,
    exp.Abs: _abs,
    exp.Coalesce: coalesce_cut_off,
    exp.Group: group_by_nothing,
    exp.Having: having_without_groups,
    **dict.fromkeys((exp.Grouping, exp.GroupingId), grouping_of_others),
    exp.Offset: _any_of(offset_without_limit, limit_without_number),
    exp.Order: _any_of(order_of_subquery, unordered_aggregate, order_by_constant, order_without_groups),
    exp.Lateral: unsupported_lateral,
    exp.Join: _any_of(join_without_condition, condition_too_many),
    exp.Not: chained_negation,
    exp.NullSafeEQ: chained_comparison,
    exp.Is: missing_before_is,
    exp.In: empty_in,
    exp.Exists: exists_without_query,
    **dict.fromkeys((exp.Tuple, exp.Paren), misplaced_row),
    exp.Count: miscounted,
    **dict.fromkeys(SUMS, sum_of_several),
    exp.Round: round_without_decimals,
    exp.GroupConcat: joined_texts,
    exp.Values: uneven_rows,
    **dict.fromkeys(HOLDERS_OF_UNITS, unknown_unit),
    **dict.fromkeys(ROW_MAKERS, rows_as_value),
    **dict.fromkeys(SERIES, series_as_rows),
    **dict.fromkeys(ONLY_IN_FROM, json_table_as_value),
    exp.Extract: unknown_part,
    exp.Anonymous: _any_of(table_as_value, unknown_unit_in_text, too_many_arguments),
    exp.Interval: incomplete_interval,
    exp.Fetch: fetch_without_number,
    exp.Limit: _any_of(ties_without_order, limit_without_number),
    exp.IgnoreNulls: unsupported_ignore_nulls,
    exp.Window: _any_of(over_nothing, clause_of_scalar, distinct_over),
    exp.Filter: clause_of_scalar,
    exp.WithinGroup: _any_of(lacking, clause_of_scalar),
    exp.WindowSpec: _any_of(unsupported_frame, frame_without_order, backward_frame),
    **dict.fromkeys(WINDOW_FUNCTIONS, missing_window),
    **dict.fromkeys(PATTERN_FUNCTIONS, outside_of_patterns),
    **dict.fromkeys(PERCENTILES, percentile_without_window),
    exp.TableSample: _sample,
    exp.Match: match_of_others,
    exp.Like: quantified_pattern,
    exp.ILike: quantified_pattern,
    exp.Pivot: unsupported_pivot,
    exp.JSONPathKey: _key,
    exp.PropertyEQ: _assignment,
    exp.JSONExtract: _path,
    exp.JSONExtractScalar: _path,
}
