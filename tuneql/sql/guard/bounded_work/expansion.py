"""Common table expressions that read earlier ones more than once, so that few lines read a table very often."""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes, nodes_of

_MOST_READS: Final = 1_000
# With fewer tables there cannot be as many reads: seven expressions that read the one before three times each.
_FEWEST_TABLES: Final = 20


def multiplied_expressions(nodes: Nodes, _: Statement) -> Iterator[str]:
    """Refuses expressions that read others, which read others, more than a thousand times in all."""
    clauses = nodes.of(exp.With)
    if not clauses or len(nodes.of(exp.Table)) < _FEWEST_TABLES:
        return
    for clause in clauses:
        reads: dict[str, int] = {}
        for cte in clause.expressions:
            named = (node.name.lower() for node in nodes_of(cte.this) if isinstance(node, exp.Table) and not node.db)
            reads[cte.alias.lower()] = max(sum(reads.get(name, 0) for name in named), 1)
        most = max(reads.values(), default=0)
        if most > _MOST_READS:
            yield f"its expressions read one another {most:,} times; {_MOST_READS:,} is the most"
