"""The statement's work is bounded by the existing rows: no rows are made up, and no table is combined with all others.

Six things exceed any time limit: three or more relations joined without a link, an endless recursion, functions that
make rows or text of any length, patterns that match in any number of ways, CUBE, and expressions that each read the one
before more than once. Two relations without a link, a calendar of days, and a walk up a hierarchy are everyday SQL, and
pass.
"""

from collections.abc import Callable, Iterator
from typing import Final

from tuneql.sql.guard.bounded_work.expansion import multiplied_expressions, multiplied_texts
from tuneql.sql.guard.bounded_work.generators import huge_generators, many_groupings
from tuneql.sql.guard.bounded_work.hierarchies import endless_hierarchies
from tuneql.sql.guard.bounded_work.patterns import endless_patterns
from tuneql.sql.guard.bounded_work.recursion import endless_recursions
from tuneql.sql.guard.bounded_work.reductions import doubling_reductions
from tuneql.sql.guard.bounded_work.unlinked import unlinked_relations
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes

_CHECKS: Final[tuple[Callable[[Nodes, Statement], Iterator[str]], ...]] = (
    unlinked_relations,
    endless_recursions,
    doubling_reductions,
    endless_hierarchies,
    huge_generators,
    many_groupings,
    endless_patterns,
    multiplied_expressions,
    multiplied_texts,
)


def bounded_work(statement: Statement) -> Iterator[str]:
    """Denies cartesian products of three relations or more, endless recursion, and generators without a small bound."""
    for nodes in statement.nodes:
        for each in _CHECKS:
            yield from each(nodes, statement)
