"""`GROUP BY 1` as `GROUP BY city` in T-SQL, which takes the number for a constant and refuses it."""

from sqlglot import Dialect, exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.walking import Nodes


def replace_positions(nodes: Nodes, dialect: type[Dialect]) -> None:
    """Puts the outputs of a statement of T-SQL where its GROUP BY names their positions."""
    if descends_from(dialect, "tsql"):
        for group in nodes.of(exp.Group):
            for key in group.expressions:
                output = _output_at(key, group.parent)
                if output is not None:
                    key.replace(output.unalias().copy())


def _output_at(key: exp.Expr, select: exp.Expr | None) -> exp.Expr | None:
    """The output whose position a key of GROUP BY is; None if it is none."""
    if not isinstance(select, exp.Select) or not isinstance(key, exp.Literal) or not key.name.isdigit():
        return None
    outputs = dict(enumerate(select.expressions, start=1))
    return None if select.is_star else outputs.get(int(key.name))
