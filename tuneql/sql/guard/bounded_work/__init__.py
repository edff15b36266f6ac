"""The statement's work is bounded by the existing rows: no rows are made up, and no table is combined with all others.

Denied is what may exceed any time limit:

| denied | in |
|---|---|
| three or more relations that no condition links, and lists | `unlinked`, `query_sizes`, `links`, `loose` |
| endless recursion | `recursion`, `growth`, `changes`, `branch`, `fanning`, `calendars` |
| reductions whose steps double a text | `reductions` |
| CONNECT BY without a link to the previous row | `hierarchies` |
| functions that make very many rows, or a very long text | `generators`, `fillers`, `amounts`, `made_values` |
| functions that make very many cells or points of a place | `shapes` |
| CUBE and the like with very many groupings | `generators` |
| regular expressions that match in very many ways | `patterns`, `ambiguity` |
| expressions of WITH that each read the one before more than once | `expansion` |

Two relations without a link, a calendar of days, and a walk up a hierarchy are everyday SQL, and pass.
"""

from collections.abc import Callable, Iterator
from typing import Final

from tuneql.sql.guard.bounded_work.expansion import multiplied_expressions, multiplied_texts
from tuneql.sql.guard.bounded_work.generators import huge_generators, kept_texts, many_groupings, nested_series
from tuneql.sql.guard.bounded_work.hierarchies import endless_hierarchies
from tuneql.sql.guard.bounded_work.patterns import endless_patterns
from tuneql.sql.guard.bounded_work.recursion import endless_recursions
from tuneql.sql.guard.bounded_work.reductions import doubling_reductions
from tuneql.sql.guard.bounded_work.shapes import huge_shapes
from tuneql.sql.guard.bounded_work.unlinked import unlinked_relations
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes

_CHECKS: Final[tuple[Callable[[Nodes, Statement], Iterator[str]], ...]] = (
    unlinked_relations,
    endless_recursions,
    doubling_reductions,
    endless_hierarchies,
    huge_generators,
    huge_shapes,
    kept_texts,
    nested_series,
    many_groupings,
    endless_patterns,
    multiplied_expressions,
    multiplied_texts,
)


def bounded_work(statement: Statement) -> Iterator[str]:
    """Denies cross products of three relations or more, endless recursion, and generators without a small bound."""
    for nodes in statement.nodes:
        for each in _CHECKS:
            yield from each(nodes, statement)
