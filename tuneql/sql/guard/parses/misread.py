"""Text that the parser accepts, but no engine of the dialect."""

import re
from collections.abc import Callable, Iterator
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import descends_from, shared_dialect
from tuneql.sql.guard.parses.comparisons import (
    bound_comparison,
    bound_negation,
    comparison_of_nothing,
    comparison_with_no_values,
    existence_of_value,
    quantified_pattern,
    search_in_nothing,
)
from tuneql.sql.guard.parses.joins import join_cut_off
from tuneql.sql.guard.parses.lacking import LACKING, lacking_in_sqlite
from tuneql.sql.guard.parses.row_makers import ROW_MAKERS, SERIES, rows_as_value, series_as_rows
from tuneql.sql.guard.parses.stars import star_as_value
from tuneql.sql.guard.parses.units import HOLDERS_OF_UNITS, called_with_nothing, part_of_nothing, unit_of_nothing
from tuneql.sql.guard.parses.windows import OF_WINDOWS, frame_cut_off, ignored_nulls, window_missing
from tuneql.sql.guard.statement import Statement
from tuneql.sql.guard.words.shared import is_moment
from tuneql.sql.parsing.rewording import reworded
from tuneql.sql.parsing.tokens import tokens_of

# Reserved in every dialect: none of them is a table's alias, but what is left of a clause.
_LISTED: Final = """
    group order having where from select union join on using case when then else null in and or not as between distinct
"""
_RESERVED: Final = frozenset(_LISTED.split())
_TWO_POINTS: Final = re.compile(r"\.\s*\d+\.")
_WITH_UNITS: Final = ("mysql", "bigquery")
_WITHOUT_BRACES: Final = ("postgres", "mysql", "tsql", "bigquery", "sqlite")


def misread(statement: Statement) -> Iterator[str]:
    """What the parser reads more into than is there: halves of statements, and the marks of templates."""
    for nodes in statement.nodes:
        for kind in _LOOKS.keys() & nodes.kinds.keys():
            look = _LOOKS[kind]
            for node in nodes.kinds[kind]:
                reason = look(node, statement)
                if reason is not None:
                    yield reason
        if _TWO_POINTS.search(statement.sql):
            yield from (f"{each.name} is no number" for each in nodes.of(exp.Literal) if _has_two_points(each))
        if isinstance(nodes[0], exp.Subquery) and descends_from(statement.dialect_class, "sqlite"):
            yield "a statement has no parentheses around it"
    if "\0" in statement.sql:
        yield "it has a NUL character, where engines stop reading"
    if "`" in statement.sql and _has_stray_mark(statement):
        yield "it has a mark ` that the dialect has no use for"
    if "{" in statement.sql and _has_template(statement):
        yield "it has a brace that the dialect has no use for"


def _has_two_points(literal: exp.Expr) -> bool:
    """`.5.0`, of which the parser makes 0.5.0."""
    return not literal.is_string and literal.name.count(".") > 1


def _alias(alias: exp.Expr, statement: Statement) -> str | None:
    """What is left of a clause; and SQLite's lack of `AS t(a, b)`, which is written back without its columns."""
    name = alias.this
    is_lost = alias.args.get("columns") and not isinstance(alias.parent, exp.CTE)
    if is_lost and descends_from(statement.dialect_class, "sqlite"):
        return f"columns get their names in the query that is called {alias.name}, and not behind its alias"
    is_bare = isinstance(name, exp.Identifier) and not name.args.get("quoted")
    return f"there is nothing after {name.name.upper()}" if is_bare and name.name.lower() in _RESERVED else None


def _select(select: exp.Expr, statement: Statement) -> str | None:
    """Postgres alone selects nothing from something, as in EXISTS (SELECT FROM t); and a JOIN follows a FROM."""
    may_be_empty = select.args.get("from_") and not select.args.get("distinct")
    if not select.expressions and not (may_be_empty and descends_from(statement.dialect_class, "postgres")):
        return "a SELECT names nothing to select"
    if select.args.get("joins") and not select.args.get("from_"):
        return "there is a JOIN, and no FROM before it"
    if select.args.get("laterals") and not descends_from(statement.dialect_class, "hive"):
        return "LATERAL follows a comma or JOIN"
    return _query(select, statement)


def _query(query: exp.Expr, _: Statement) -> str | None:
    """`COALESCE(SELECT 1)`: the parentheses of a call are not those of a query. And `FROM FROM orders`."""
    if isinstance(query.parent, exp.From | exp.Join):
        return "a query in FROM stands in parentheses; FROM is written once"
    is_argument = isinstance(query.parent, exp.Func) and not isinstance(query.parent, _OF_QUERIES)
    return "a query that is a value stands in parentheses of its own" if is_argument else None


def _compound(compound: exp.Expr, statement: Statement) -> str | None:
    """`SELECT a FROM t ORDER BY a UNION SELECT b FROM u`, which is read as if its first query had parentheses."""
    kind = compound.key.upper()
    if (clause := _clause_of_one(compound)) is not None:
        return f"{clause} stands behind {kind}, and not in one of its queries"
    for query in (compound.this, compound.expression):
        clause = next((name for key, name in _AT_THE_END.items() if _ends_with(query, key, statement)), None)
        if clause is not None:
            return f"{clause} belongs after the last query of {kind}, or into parentheses together with its own"
        if isinstance(query, exp.Subquery) and _keeps_parentheses(query, statement):
            return f"a query of {kind} has no parentheses of its own; put it behind FROM, or its clauses at the end"
    return _query(compound, statement)


def _parenthesised(query: exp.Expr, _: Statement) -> str | None:
    """`(SELECT a FROM t), u`, which the parser takes for a statement; in FROM it is none."""
    is_whole = query.parent is None or isinstance(query.parent, exp.SetOperation)
    clause = _clause_of_one(query) if is_whole else None
    return f"{clause} stands behind the parentheses of its query" if clause else None


def _clause_of_one(query: exp.Expr) -> str | None:
    """A clause of SELECT alone that the parser has found behind another query."""
    return next((key.upper().rstrip("S") for key in _OF_ONE if query.args.get(key)), None)


def _ends_with(query: exp.Expr, key: str, statement: Statement) -> bool:
    """Whether a query without parentheses ends with a clause; T-SQL's TOP stands before, and is read as LIMIT is."""
    if not isinstance(query, exp.Select | exp.SetOperation) or not query.args.get(key):
        return False
    is_tsql = descends_from(statement.dialect_class, "tsql")
    return not (is_tsql and key == "limit" and key not in statement.sql.lower())


def _keeps_parentheses(query: exp.Subquery, statement: Statement) -> bool:
    """In SQLite, which reads none here; those around what comes before anyway are not written."""
    is_first = query.arg_key == "this" and isinstance(query.this, exp.SetOperation)
    is_plain = is_first and not any(map(query.this.args.get, _AT_THE_END))
    return descends_from(statement.dialect_class, "sqlite") and not is_plain


def _cte(cte: exp.Expr, statement: Statement) -> str | None:
    """`WITH a AS ((SELECT b FROM c))`, which all but SQLite read."""
    is_twice = isinstance(cte.this, exp.Subquery) and descends_from(statement.dialect_class, "sqlite")
    return f"the query of {cte.alias} has parentheses twice" if is_twice else None


def _table(table: exp.Expr, _: Statement) -> str | None:
    """`..orders`: between dots a name may be missing, before them it may not."""
    is_cut_off = table.args.get("db") == "" and not table.args.get("catalog")
    return f"there is no name before .{table.name}" if is_cut_off else None


def _dot(dot: exp.Expr, _: Statement) -> str | None:
    """`1.a`, and SQLite's `'t'.a` for `t.a`, of which the parser makes no column."""
    is_value = isinstance(dot.this, exp.Literal | exp.RawString) and not isinstance(dot.expression, exp.Func)
    return f"the value {dot.this.name} has no parts" if is_value else None


def _abs(call: exp.Expr, _: Statement) -> str | None:
    """DuckDB's `@`, of which the parser does not ask what it is of."""
    return "there is nothing after @" if call.this is None else None


def _group(group: exp.Expr, _: Statement) -> str | None:
    """`GROUP BY ORDER BY a`, which the parser takes as it is."""
    return None if any(group.args.values()) else "there is nothing after GROUP BY"


def _fetch(fetch: exp.Expr, statement: Statement) -> str | None:
    """`FETCH FIRST total ROWS ONLY`, of which the parser takes any word, and ties where only LIMIT is written."""
    count, options = fetch.args.get("count"), fetch.args.get("limit_options")
    if isinstance(count, exp.Var | exp.Identifier):
        return f"{count.name} is no number of rows"
    has_ties = options is not None and options.args.get("with_ties")
    is_lost = has_ties and shared_dialect(statement.dialect).generator().LIMIT_FETCH == "LIMIT"
    return "the dialect has no WITH TIES; compare with RANK() instead" if is_lost else None


def _sample(sample: exp.Expr, statement: Statement) -> str | None:
    """`TABLESAMPLE BERNOULLI (10)`, which in DuckDB is no share of 10 %, and is written back as ten rows."""
    method = str(sample.args.get("method") or "").upper()
    is_count = method in {"BERNOULLI", "SYSTEM"} and sample.args.get("size") is not None
    is_lost = is_count and descends_from(statement.dialect_class, "duckdb")
    return f"{method} takes a share of the rows; write {method} (10%)" if is_lost else None


def _interval(interval: exp.Expr, statement: Statement) -> str | None:
    """What SQLite has not; a unit that is none; Postgres's `INTERVAL(0) '1.5 s'`, which the parser reads as a sum."""
    if descends_from(statement.dialect_class, "sqlite"):
        return "there is no INTERVAL; write a modifier of DATE or DATETIME, such as '+1 day'"
    if descends_from(statement.dialect_class, "tsql"):
        return "there is no INTERVAL; write DATEADD(DAY, 1, x)"
    if isinstance(interval.this, exp.Paren) and descends_from(statement.dialect_class, "postgres"):
        return "an INTERVAL has no precision before its text; write CAST(text AS INTERVAL)"
    if not isinstance(interval.this, exp.Literal) and descends_from(statement.dialect_class, "snowflake"):
        return "an INTERVAL is text, such as '3 days'; DATEADD takes an amount that is computed"
    if (
        not interval.args.get("unit")
        and descends_from(statement.dialect_class, *_WITH_UNITS)
        and not is_moment(interval)
    ):
        return "an INTERVAL needs a unit, and parentheses around an amount that is computed"
    return unit_of_nothing(interval, statement)


def _values(values: exp.Expr, statement: Statement) -> str | None:
    """`VALUES (1, 2), (3)`; in MySQL each row may be a call of ROW, and BigQuery has none."""
    if descends_from(statement.dialect_class, "bigquery"):
        return "there is no VALUES; write UNNEST([STRUCT(1 AS a), STRUCT(2)])"
    widths = {
        len(row.expressions[0].expressions if _is_row(row.expressions) else row.expressions)
        for row in values.expressions
    }
    return f"the rows of VALUES have {' and '.join(map(str, sorted(widths)))} values" if len(widths) > 1 else None


def _is_row(values: list[exp.Expr]) -> bool:
    return len(values) == 1 and isinstance(values[0], exp.Anonymous) and values[0].name.lower() == "row"


def _group_concat(call: exp.Expr, statement: Statement) -> str | None:
    """`GROUP_CONCAT(name SEPARATOR city)`, of which the parser takes any word; T-SQL's takes no DISTINCT."""
    separator = call.args.get("separator")
    value = call.this.this if isinstance(call.this, exp.Order) else call.this
    if isinstance(value, exp.Distinct) and descends_from(statement.dialect_class, "tsql"):
        return "STRING_AGG takes no DISTINCT; take the values from a query that has it"
    return f"{separator.name} is no text to part others" if isinstance(separator, exp.Identifier) else None


def _key(key: exp.Expr, statement: Statement) -> str | None:
    """Postgres's `doc -> ''`, which is written back as all of the document."""
    is_lost = key.this == "" and descends_from(statement.dialect_class, "postgres")
    return "a key without letters leads to nothing in JSON; write NULL" if is_lost else None


def _path(look: exp.Expr, _: Statement) -> str | None:
    """`doc -> '$.a' 'b'`, before which the parser sees no column."""
    is_lost = isinstance(look.this, exp.Identifier | exp.Dot) and isinstance(look.args.get("expression"), exp.Concat)
    return "a path into JSON is one text" if is_lost else None


_OF_QUERIES: Final = (exp.Exists, exp.Array, exp.Any, exp.All, exp.List)
_OF_ONE: Final = ("joins", "laterals", "where", "group", "having", "qualify", "windows")
_AT_THE_END: Final = {"order": "ORDER BY", "limit": "LIMIT", "offset": "OFFSET"}
_LOOKS: Final[dict[type[exp.Expr], Callable[[exp.Expr, Statement], str | None]]] = {
    **dict.fromkeys(LACKING, lacking_in_sqlite),
    exp.TableAlias: _alias,
    exp.Select: _select,
    **dict.fromkeys((exp.Union, exp.Except, exp.Intersect), _compound),
    exp.Subquery: _parenthesised,
    exp.CTE: _cte,
    exp.Star: star_as_value,
    exp.Table: _table,
    exp.Dot: _dot,
    exp.Abs: _abs,
    exp.Group: _group,
    exp.Join: join_cut_off,
    exp.Not: bound_negation,
    exp.NullSafeEQ: bound_comparison,
    exp.Is: comparison_of_nothing,
    exp.In: search_in_nothing,
    exp.Exists: existence_of_value,
    exp.Tuple: comparison_with_no_values,
    exp.GroupConcat: _group_concat,
    exp.Values: _values,
    **dict.fromkeys(HOLDERS_OF_UNITS, unit_of_nothing),
    **dict.fromkeys(ROW_MAKERS, rows_as_value),
    **dict.fromkeys(SERIES, series_as_rows),
    exp.Extract: part_of_nothing,
    exp.Anonymous: called_with_nothing,
    exp.Interval: _interval,
    exp.Fetch: _fetch,
    exp.IgnoreNulls: ignored_nulls,
    exp.WindowSpec: frame_cut_off,
    **dict.fromkeys(OF_WINDOWS, window_missing),
    exp.TableSample: _sample,
    exp.Like: quantified_pattern,
    exp.ILike: quantified_pattern,
    exp.JSONPathKey: _key,
    exp.JSONExtract: _path,
    exp.JSONExtractScalar: _path,
}


def _has_stray_mark(statement: Statement) -> bool:
    """Whether a ` is left, as of a block of code around the statement; the parser takes it for an alias."""
    try:
        tokens = tokens_of(statement.sql, statement.dialect)
    except SqlglotError:
        return False
    return any(token.text == "`" and token.token_type is TokenType.UNKNOWN for token in tokens)


def _has_template(statement: Statement) -> bool:
    """Whether there are braces that are left when ODBC's escapes are taken out."""
    try:
        tokens = reworded(tokens_of(statement.sql, statement.dialect), statement.dialect_class)
    except SqlglotError:
        return True
    known = _own_braces(statement)
    opened = (at for at, each in enumerate(tokens) if each.token_type is TokenType.L_BRACE)
    return any(not known or _is_mark(tokens, at) for at in opened)


def _own_braces(statement: Statement) -> bool:
    dialect = statement.dialect_class
    return not descends_from(dialect, *_WITHOUT_BRACES) or not dialect.__module__.startswith("sqlglot.")


def _is_mark(tokens: list[Token], at: int) -> bool:
    """Whether a brace opens `{{ … }}` or `{name}`, which nobody has filled in."""
    after, end = ([each.token_type for each in tokens[place : place + 1]] for place in (at + 1, at + 2))
    return after == [TokenType.L_BRACE] or (after != [TokenType.STAR] and end == [TokenType.R_BRACE])
