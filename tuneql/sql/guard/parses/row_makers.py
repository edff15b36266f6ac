"""Functions that make rows, where Snowflake and BigQuery have them: in FROM, and nowhere else."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

ROW_MAKERS: Final = (exp.Unnest, exp.Explode, exp.Generator, exp.SplitToTable, exp.StrtokSplitToTable)
"""The nodes of such functions: the parser reads FLATTEN as Explode."""

_PLACES: Final = (exp.From, exp.Join, exp.Lateral, exp.TableFromRows, exp.Subquery, exp.In, exp.Any)


def rows_as_value(maker: exp.Expr, statement: Statement) -> str | None:
    """`SELECT FLATTEN(tags)`, of which the writer would make a query of its own, and `FROM FLATTEN(tags)`."""
    if isinstance(maker.parent, _PLACES):
        return None
    if descends_from(statement.dialect_class, "snowflake"):
        return "what makes rows belongs into FROM, as LATERAL FLATTEN(a) or TABLE(FLATTEN(a))"
    return "UNNEST makes rows, and belongs into FROM" if descends_from(statement.dialect_class, "bigquery") else None
