"""Replaces positions in GROUP BY in T-SQL, `GROUP BY 1` by `GROUP BY city`, because T-SQL refuses them."""

from sqlglot import Dialect, exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.walking import Nodes


def replace_positions(nodes: Nodes, dialect: type[Dialect]) -> None:
    """Replace the positions of outputs in the GROUP BY of a statement of T-SQL by these outputs."""
    if descends_from(dialect, "tsql"):
        for group in nodes.of(exp.Group):
            for key in group.expressions:
                output = _output_at(key, group.parent)
                if output is not None:
                    key.replace(output.unalias().copy())


def _output_at(key: exp.Expr, select: exp.Expr | None) -> exp.Expr | None:
    """The output at the position that a key of GROUP BY is; None if the key is not a position."""
    if not isinstance(select, exp.Select) or not isinstance(key, exp.Literal) or not key.name.isdigit():
        return None
    outputs = dict(enumerate(select.expressions, start=1))
    return None if select.is_star else outputs.get(int(key.name))
