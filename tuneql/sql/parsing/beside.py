"""Makes nodes for words that sqlglot's generator does not write."""

from functools import reduce

from sqlglot import exp


def beside(*parts: exp.Expr | str) -> exp.Expr:
    """A node that is written as its parts, one or more, with spaces between them; a string is written as it is."""
    nodes = (exp.Var(this=part) if isinstance(part, str) else part for part in parts)
    return reduce(lambda left, right: exp.Introducer(this=left, expression=right), nodes)
