"""Functions that return rows, outside of FROM where the engine allows them only there."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

ROW_MAKERS: Final = (exp.Unnest, exp.Explode, exp.Generator, exp.SplitToTable, exp.StrtokSplitToTable)
"""The nodes of such functions: the parser reads FLATTEN as Explode."""

SERIES: Final = (exp.GenerateSeries, exp.GenerateDateArray, exp.GenerateTimestampArray)
"""The nodes of functions that make a series, in BigQuery as an array."""

ONLY_IN_FROM: Final = (exp.JSONTable, exp.OpenJSON, exp.GapFill, exp.VectorSearch)
"""The nodes of functions that make rows of a JSON document, or of whole tables, in every engine only in FROM."""

_PLACES: Final = (exp.From, exp.Join, exp.Lateral, exp.TableFromRows, exp.Subquery, exp.In, exp.Any)


def rows_as_value(maker: exp.Expr, statement: Statement) -> str | None:
    """`SELECT FLATTEN(tags)`, which the generator would write as a separate query, and `FROM FLATTEN(tags)`."""
    if isinstance(maker.parent, _PLACES):
        return None
    if descends_from(statement.dialect_class, "snowflake"):
        return "a function that returns rows is allowed only in FROM: LATERAL FLATTEN(a) or TABLE(FLATTEN(a))"
    is_bigquery = descends_from(statement.dialect_class, "bigquery")
    return "UNNEST returns rows, so it is allowed only in FROM" if is_bigquery else None


def series_as_rows(series: exp.Expr, statement: Statement) -> str | None:
    """`FROM GENERATE_ARRAY(1, 5)` in BigQuery, where the generator would add UNNEST; and T-SQL's series as a value."""
    if descends_from(statement.dialect_class, "tsql", "sqlite"):
        return json_table_as_value(series, statement)
    is_bare = isinstance(series.parent, exp.Table) and descends_from(statement.dialect_class, "bigquery")
    return "an array in FROM needs UNNEST: FROM UNNEST(array)" if is_bare else None


def json_table_as_value(table: exp.Expr, _: Statement) -> str | None:
    """`SELECT OPENJSON(doc)`."""
    is_source = isinstance(table.parent, exp.Table | exp.Lateral)
    return None if is_source else "a function that returns rows is allowed only in FROM"


def table_as_value(call: exp.Expr, statement: Statement) -> str | None:
    """`SELECT STRING_SPLIT(tags, ',')` in T-SQL, `SELECT JSON_EACH(tags)` in SQLite; elsewhere these may be values."""
    engines = _ONLY_IN_FROM_OF.get(call.name.lower(), ())
    is_table = bool(engines) and descends_from(statement.dialect_class, *engines)
    return json_table_as_value(call, statement) if is_table else None


_ONLY_IN_FROM_OF: Final = {
    "string_split": ("tsql",),
    **dict.fromkeys(("json_each", "json_tree"), ("sqlite", "duckdb")),
    **dict.fromkeys(("jsonb_each", "jsonb_tree"), ("sqlite",)),
}
