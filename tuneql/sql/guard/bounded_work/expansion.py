"""Common table expressions that each read the one before more than once, so that few lines read a table very often."""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes, nodes_of

_MOST_READS: Final = 1_000
# With fewer tables there cannot be so many reads, which need seven expressions that each read the one before thrice.
_FEWEST_TABLES: Final = 20
_MOST_PIECES: Final = 1_000_000
_TEXTS: Final = (exp.DPipe, exp.Concat)


def multiplied_expressions(nodes: Nodes, _: Statement) -> Iterator[str]:
    """Denies expressions of WITH that read others, directly and through others, more than a thousand times."""
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
            yield f"the expressions of WITH read one another {most:,} times; at most {_MOST_READS:,} are allowed"


def multiplied_texts(nodes: Nodes, _: Statement) -> Iterator[str]:
    """Denies texts that expressions of WITH concatenate, one after another, from more than a million pieces."""
    if not nodes.of(*_TEXTS):
        return
    for clause in nodes.of(exp.With):
        pieces: dict[str, int] = {}
        for cte in clause.expressions:
            read = (pieces.get(node.name.lower(), 1) for node in nodes_of(cte.this) if isinstance(node, exp.Table))
            pieces[cte.alias.lower()] = max(read, default=1) * _most_columns_in_a_text(cte.this)
        most = max(pieces.values(), default=0)
        if most > _MOST_PIECES:
            yield f"a text is concatenated from {most:,} pieces; at most {_MOST_PIECES:,} are allowed"


def _most_columns_in_a_text(query: exp.Expr) -> int:
    """The largest number of columns that one concatenation of a query has; at least 1."""
    texts = (node for node in nodes_of(query) if isinstance(node, _TEXTS) and not isinstance(node.parent, _TEXTS))
    counts = (sum(isinstance(each, exp.Column) for each in nodes_of(text, into_queries=False)) for text in texts)
    return max(1, max(counts, default=1))
