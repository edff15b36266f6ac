"""What stars mean: `*`, `t.*`, and `value.*`, the fields of a value."""

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.relations import Frame
from tuneql.sql.names import canonical


def bare_star(star: exp.Expr) -> exp.Expr:
    """The node of the star in `t.*`, in `value.*`, or alone."""
    return star.this if isinstance(star, exp.Column) else star.expression if isinstance(star, exp.Dot) else star


def value_of_star(star: exp.Expr, frame: Frame, dialect: type[sqlglot.Dialect]) -> exp.Expr | None:
    """The value whose fields a star means, `t.address` in `t.address.*`; None if it means the columns of relations."""
    if isinstance(star, exp.Dot):
        value: exp.Expr = star.this
        return value
    if not isinstance(star, exp.Column) or frame.named(canonical(star.args["table"], dialect)) is not None:
        return None
    names = [each.copy() for each in star.parts[-2::-1]]
    return exp.Column(**dict(zip(("this", "table", "db"), names, strict=False)))
