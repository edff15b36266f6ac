"""The text is SQL in the dialect.

The parser refuses most text that is not SQL, and its message becomes the reason. But it also accepts text that no
engine of the dialect accepts. `misread` lists the checks for that, by the type of node:

| denied | in |
|---|---|
| incomplete clauses, and clauses, parentheses and signs in the wrong place | `queries`, `signs`, `misread` |
| joins and comparisons without a side, a condition or parentheses | `joins`, `full_joins`, `comparisons`, `rows` |
| aggregates, windows and calls without their parts, or with too many | `counts`, `windows`, `arguments`, `scalars` |
| aggregates and windows in the wrong clause or query | `aggregates`, `outer_aggregates`, `grouping` |
| recursions with aggregates, outer joins or subqueries | `recursions` |
| columns that are neither grouped nor aggregated | `ungrouped` |
| rows without duplicates in the order of something else | `distinct` |
| texts where a name or a word belongs, unknown collations | `bare_texts`, `collations` |
| stars, units of time and row makers where they mean nothing | `stars`, `units`, `row_makers` |
| conditions, and places in XML documents, in place of values in SQL Server | `conditions`, `xml_nodes` |
| syntax that the engine does not have | `lacking`, `limits`, `pivots`, `stars` |
"""

from collections.abc import Iterator

from tuneql.sql.guard.parses.aggregates import misplaced_aggregates
from tuneql.sql.guard.parses.conditions import conditions_as_values
from tuneql.sql.guard.parses.misread import misread
from tuneql.sql.guard.parses.outer_aggregates import outer_aggregates
from tuneql.sql.guard.parses.ungrouped import ungrouped_columns
from tuneql.sql.guard.parses.xml_nodes import nodes_as_values
from tuneql.sql.guard.statement import Statement


def parses(statement: Statement) -> Iterator[str]:
    """Denies text that is not SQL in the dialect, and text without a statement."""
    if statement.error is not None:
        yield statement.error
    elif not statement.trees:
        yield "the text contains no statement"
    else:
        yield from misread(statement)
        yield from conditions_as_values(statement)
        yield from nodes_as_values(statement)
        yield from misplaced_aggregates(statement)
        yield from outer_aggregates(statement)
        yield from ungrouped_columns(statement)
