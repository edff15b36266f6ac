"""Text that the parser accepts, but no engine of the dialect.

Each check is for the nodes of one or a few types, see `_CHECKS`, and returns the reason to refuse the node, if any. The
docstring of a check is an example of what it refuses.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.parses.comparisons import (
    chained_comparison,
    chained_negation,
    coalesce_cut_off,
    empty_in,
    exists_without_query,
    missing_before_is,
    quantified_pattern,
)
from tuneql.sql.guard.parses.counts import SUMS, miscounted, sum_of_several
from tuneql.sql.guard.parses.grouping import group_by_nothing, having_without_groups
from tuneql.sql.guard.parses.joins import join_without_condition, unsupported_lateral
from tuneql.sql.guard.parses.lacking import LACKING, lacking
from tuneql.sql.guard.parses.limits import fetch_without_number, offset_without_limit, order_of_subquery
from tuneql.sql.guard.parses.row_makers import ROW_MAKERS, SERIES, rows_as_value, series_as_rows
from tuneql.sql.guard.parses.rows import compared_row
from tuneql.sql.guard.parses.stars import star_as_value
from tuneql.sql.guard.parses.units import HOLDERS_OF_UNITS, unknown_part, unknown_unit, unknown_unit_in_text
from tuneql.sql.guard.parses.windows import (
    WINDOW_FUNCTIONS,
    missing_window,
    over_nothing,
    unsupported_exclude,
    unsupported_ignore_nulls,
)
from tuneql.sql.guard.statement import Statement
from tuneql.sql.guard.words.shared import is_added_moment
from tuneql.sql.parsing.rewording import reworded
from tuneql.sql.parsing.tokens import tokens_of

# Reserved in every dialect: as the alias of a table, one of these is the beginning of a clause without its end.
_LISTED: Final = """
    group order having where from select union join on using case when then else null in and or not as between distinct
"""
_RESERVED: Final = frozenset(_LISTED.split())
_TWO_POINTS: Final = re.compile(r"\.\s*\d+\.")
_UNITS_NEEDED: Final = ("mysql", "bigquery")
_WITHOUT_BRACES: Final = ("postgres", "mysql", "tsql", "bigquery", "sqlite")


def misread(statement: Statement) -> Iterator[str]:
    """Denies incomplete clauses, syntax that the engine does not have, and placeholders of templates."""
    for nodes in statement.nodes:
        for kind in _CHECKS.keys() & nodes.kinds.keys():
            check = _CHECKS[kind]
            for node in nodes.kinds[kind]:
                reason = check(node, statement)
                if reason is not None:
                    yield reason
        if _TWO_POINTS.search(statement.sql):
            yield from (f"{each.name} is not a number" for each in nodes.of(exp.Literal) if _has_two_points(each))
        if isinstance(nodes[0], exp.Subquery) and descends_from(statement.dialect_class, "sqlite"):
            yield "the whole statement is in parentheses; remove them"
    if "\0" in statement.sql:
        yield "the text contains a NUL character, at which engines stop reading; remove it"
    if "`" in statement.sql and _has_stray_backtick(statement):
        yield "the text contains a ` that the dialect does not use; remove it"
    if "{" in statement.sql and _has_template(statement):
        yield "the text contains a { that the dialect does not use; replace a template's placeholders by values"


def _has_two_points(literal: exp.Expr) -> bool:
    """`.5.0`, which the parser reads as a number, 0.5.0."""
    return not literal.is_string and literal.name.count(".") > 1


def _alias(alias: exp.Expr, statement: Statement) -> str | None:
    """`FROM t WHERE`, read as an alias; and `AS t(a, b)` in SQLite, which the generator writes without the columns."""
    name = alias.this
    is_lost = alias.args.get("columns") and not isinstance(alias.parent, exp.CTE)
    if is_lost and descends_from(statement.dialect_class, "sqlite"):
        return f"an alias with a list of columns is not allowed; name the columns within the query {alias.name}"
    is_bare = isinstance(name, exp.Identifier) and not name.args.get("quoted")
    return f"there is nothing after {name.name.upper()}" if is_bare and name.name.lower() in _RESERVED else None


def _select(select: exp.Expr, statement: Statement) -> str | None:
    """`SELECT FROM t`, which only Postgres allows, and `SELECT 1 JOIN t`."""
    may_be_empty = select.args.get("from_") and not select.args.get("distinct")
    if not select.expressions and not (may_be_empty and descends_from(statement.dialect_class, "postgres")):
        return "SELECT has no columns; name at least one"
    if select.args.get("joins") and not select.args.get("from_"):
        return "JOIN has no FROM before it"
    if select.args.get("laterals") and not descends_from(statement.dialect_class, "hive"):
        return "LATERAL is allowed only after a comma or JOIN"
    return _query(select, statement)


def _query(query: exp.Expr, _: Statement) -> str | None:
    """`FROM FROM orders`, and `COALESCE(SELECT 1)`, where a second pair of parentheses is missing."""
    if isinstance(query.parent, exp.From | exp.Join):
        return "a query in FROM needs parentheses; FROM is written only once"
    is_argument = isinstance(query.parent, exp.Func) and not isinstance(query.parent, _CALLED_WITH_QUERIES)
    return "a query as an argument needs parentheses of its own: F((SELECT ...))" if is_argument else None


def _compound(compound: exp.Expr, statement: Statement) -> str | None:
    """`SELECT a FROM t ORDER BY a UNION SELECT b FROM u`, read as if the first query were in parentheses."""
    kind = compound.key.upper()
    if (clause := _clause_of_select(compound)) is not None:
        return f"{clause} belongs into one of the queries of {kind}, not after all of them"
    for query in (compound.this, compound.expression):
        clause = next((name for key, name in _AT_THE_END.items() if _ends_with(query, key, statement)), None)
        if clause is not None:
            return f"{clause} belongs after the last query of {kind}; or put its query into parentheses"
        if isinstance(query, exp.Subquery) and _keeps_parentheses(query, statement):
            return f"a query of {kind} cannot be in parentheses; put it into FROM, or its clauses at the end"
    return _query(compound, statement)


def _parenthesised(query: exp.Expr, _: Statement) -> str | None:
    """`(SELECT a FROM t), u` as a whole statement; in FROM, it is valid."""
    is_whole = query.parent is None or isinstance(query.parent, exp.SetOperation)
    clause = _clause_of_select(query) if is_whole else None
    return f"{clause} belongs into the parentheses of its query, not after them" if clause else None


def _clause_of_select(query: exp.Expr) -> str | None:
    """A clause that only SELECT can have, but that the parser has found after another query; None if there is none."""
    return next((key.upper().rstrip("S") for key in _ONLY_IN_SELECT if query.args.get(key)), None)


def _ends_with(query: exp.Expr, key: str, statement: Statement) -> bool:
    """Whether a query without parentheses ends with a clause; T-SQL's TOP, which the parser reads as LIMIT, is not."""
    if not isinstance(query, exp.Select | exp.SetOperation) or not query.args.get(key):
        return False
    is_tsql = descends_from(statement.dialect_class, "tsql")
    return not (is_tsql and key == "limit" and key not in statement.sql.lower())


def _keeps_parentheses(query: exp.Subquery, statement: Statement) -> bool:
    """Whether SQLite would get a query in parentheses within a set operation, which it does not accept.

    Parentheses around the first of several set operations are not written, unless it has ORDER BY, LIMIT or OFFSET.
    """
    is_first = query.arg_key == "this" and isinstance(query.this, exp.SetOperation)
    is_plain = is_first and not any(map(query.this.args.get, _AT_THE_END))
    return descends_from(statement.dialect_class, "sqlite") and not is_plain


def _cte(cte: exp.Expr, statement: Statement) -> str | None:
    """`WITH a AS ((SELECT b FROM c))`, which SQLite refuses."""
    is_twice = isinstance(cte.this, exp.Subquery) and descends_from(statement.dialect_class, "sqlite")
    return f"the query of {cte.alias} is in two pairs of parentheses; remove one" if is_twice else None


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


def _abs(call: exp.Expr, _: Statement) -> str | None:
    """`SELECT @` in DuckDB, where `@ a` is the absolute value of a."""
    return "there is nothing after @" if call.this is None else None


def _sample(sample: exp.Expr, statement: Statement) -> str | None:
    """`TABLESAMPLE BERNOULLI (10)` in DuckDB, which needs `10%`; the generator writes ten rows."""
    method = str(sample.args.get("method") or "").upper()
    is_count = method in {"BERNOULLI", "SYSTEM"} and sample.args.get("size") is not None
    is_lost = is_count and descends_from(statement.dialect_class, "duckdb")
    return f"{method} needs a percentage; write {method} (10%)" if is_lost else None


def _interval(interval: exp.Expr, statement: Statement) -> str | None:
    """INTERVAL in dialects without it, without its unit, or with an unknown one; and Postgres's `INTERVAL(0) '1.5 s'`.

    The parser reads the last one as a sum.
    """
    if descends_from(statement.dialect_class, "sqlite"):
        return "there is no INTERVAL; write a modifier of DATE or DATETIME: DATE(x, '+1 day')"
    if descends_from(statement.dialect_class, "tsql"):
        return "there is no INTERVAL; write DATEADD(DAY, 1, x)"
    if isinstance(interval.this, exp.Paren) and descends_from(statement.dialect_class, "postgres"):
        return "INTERVAL cannot have a precision before its text; write CAST(text AS INTERVAL)"
    if not isinstance(interval.this, exp.Literal) and descends_from(statement.dialect_class, "snowflake"):
        return "INTERVAL needs a text such as '3 days'; use DATEADD for a computed amount"
    if (
        not interval.args.get("unit")
        and descends_from(statement.dialect_class, *_UNITS_NEEDED)
        and not is_added_moment(interval)
    ):
        return "INTERVAL needs a unit, and parentheses around a computed amount: INTERVAL (a + 1) DAY"
    return unknown_unit(interval, statement)


def _values(values: exp.Expr, statement: Statement) -> str | None:
    """`VALUES (1, 2), (3)`, where in MySQL each row may be a call of ROW; and VALUES in BigQuery."""
    if descends_from(statement.dialect_class, "bigquery"):
        return "there is no VALUES; write UNNEST([STRUCT(1 AS a), STRUCT(2)])"
    widths = {
        len(row.expressions[0].expressions if _is_row(row.expressions) else row.expressions)
        for row in values.expressions
    }
    counts = " and ".join(map(str, sorted(widths)))
    return f"the rows of VALUES have {counts} values; all need the same number" if len(widths) > 1 else None


def _is_row(values: list[exp.Expr]) -> bool:
    return len(values) == 1 and isinstance(values[0], exp.Anonymous) and values[0].name.lower() == "row"


def _group_concat(call: exp.Expr, statement: Statement) -> str | None:
    """`GROUP_CONCAT(name SEPARATOR city)`, and `STRING_AGG(DISTINCT name)` in T-SQL."""
    separator = call.args.get("separator")
    value = call.this.this if isinstance(call.this, exp.Order) else call.this
    if isinstance(value, exp.Distinct) and descends_from(statement.dialect_class, "tsql"):
        return "STRING_AGG cannot have DISTINCT; read the values from a subquery with SELECT DISTINCT"
    if isinstance(separator, exp.Identifier):
        return f"SEPARATOR needs a text such as ', ', not the name {separator.name}"
    return None


def _key(key: exp.Expr, statement: Statement) -> str | None:
    """Postgres's `doc -> ''`, which the generator writes as the whole document."""
    is_lost = key.this == "" and descends_from(statement.dialect_class, "postgres")
    return "the key '' is in no JSON document; write NULL instead" if is_lost else None


def _path(access: exp.Expr, _: Statement) -> str | None:
    """`doc -> '$.a' 'b'`, in which the parser does not see that doc is a column."""
    is_lost = isinstance(access.this, exp.Identifier | exp.Dot) and isinstance(
        access.args.get("expression"), exp.Concat
    )
    return "a path into JSON must be one text" if is_lost else None


_CALLED_WITH_QUERIES: Final = (exp.Exists, exp.Array, exp.Any, exp.All, exp.List)
_ONLY_IN_SELECT: Final = ("joins", "laterals", "where", "group", "having", "qualify", "windows")
_AT_THE_END: Final = {"order": "ORDER BY", "limit": "LIMIT", "offset": "OFFSET"}
_CHECKS: Final[dict[type[exp.Expr], Callable[[exp.Expr, Statement], str | None]]] = {
    **dict.fromkeys(LACKING, lacking),
    exp.TableAlias: _alias,
    exp.Select: _select,
    **dict.fromkeys((exp.Union, exp.Except, exp.Intersect), _compound),
    exp.Subquery: _parenthesised,
    exp.CTE: _cte,
    exp.Star: star_as_value,
    exp.Table: _table,
    exp.Dot: _dot,
    exp.Abs: _abs,
    exp.Coalesce: coalesce_cut_off,
    exp.Group: group_by_nothing,
    exp.Having: having_without_groups,
    exp.Offset: offset_without_limit,
    exp.Order: order_of_subquery,
    exp.Lateral: unsupported_lateral,
    exp.Join: join_without_condition,
    exp.Not: chained_negation,
    exp.NullSafeEQ: chained_comparison,
    exp.Is: missing_before_is,
    exp.In: empty_in,
    exp.Exists: exists_without_query,
    exp.Tuple: compared_row,
    exp.Count: miscounted,
    **dict.fromkeys(SUMS, sum_of_several),
    exp.GroupConcat: _group_concat,
    exp.Values: _values,
    **dict.fromkeys(HOLDERS_OF_UNITS, unknown_unit),
    **dict.fromkeys(ROW_MAKERS, rows_as_value),
    **dict.fromkeys(SERIES, series_as_rows),
    exp.Extract: unknown_part,
    exp.Anonymous: unknown_unit_in_text,
    exp.Interval: _interval,
    exp.Fetch: fetch_without_number,
    exp.IgnoreNulls: unsupported_ignore_nulls,
    exp.Window: over_nothing,
    exp.WindowSpec: unsupported_exclude,
    **dict.fromkeys(WINDOW_FUNCTIONS, missing_window),
    exp.TableSample: _sample,
    exp.Like: quantified_pattern,
    exp.ILike: quantified_pattern,
    exp.JSONPathKey: _key,
    exp.JSONExtract: _path,
    exp.JSONExtractScalar: _path,
}


def _has_stray_backtick(statement: Statement) -> bool:
    """Whether there is a ` that quotes nothing, as of a block of Markdown; the parser reads an alias."""
    try:
        tokens = tokens_of(statement.sql, statement.dialect)
    except SqlglotError:
        return False
    return any(token.text == "`" and token.token_type is TokenType.UNKNOWN for token in tokens)


def _has_template(statement: Statement) -> bool:
    """Whether there are braces that are neither the dialect's nor of ODBC's escapes, `{d '2024-01-01'}`."""
    try:
        tokens = reworded(tokens_of(statement.sql, statement.dialect), statement.dialect_class)
    except SqlglotError:
        return True
    has_braces = _has_braces(statement)
    opened = (at for at, each in enumerate(tokens) if each.token_type is TokenType.L_BRACE)
    return any(not has_braces or _is_placeholder(tokens, at) for at in opened)


def _has_braces(statement: Statement) -> bool:
    """Whether braces may mean something in the dialect."""
    dialect = statement.dialect_class
    return not descends_from(dialect, *_WITHOUT_BRACES) or not dialect.__module__.startswith("sqlglot.")


def _is_placeholder(tokens: list[Token], at: int) -> bool:
    """Whether a brace opens a placeholder that was not filled in: `{{ … }}` or `{name}`."""
    after, end = ([each.token_type for each in tokens[place : place + 1]] for place in (at + 1, at + 2))
    return after == [TokenType.L_BRACE] or (after != [TokenType.STAR] and end == [TokenType.R_BRACE])
