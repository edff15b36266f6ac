"""Makes small syntax trees of SQLite's SQL; their arguments are copied."""

from sqlglot import exp


def call(name: str, *arguments: exp.Expr) -> exp.Expr:
    """A call of a function."""
    return exp.Anonymous(this=name, expressions=[each.copy() for each in arguments])


def text(characters: str) -> exp.Expr:
    """A literal of text."""
    return exp.Literal.string(characters)


def number(value: int) -> exp.Expr:
    """A literal of a number."""
    return exp.Literal.number(value)


def whole(node: exp.Expr) -> exp.Expr:
    """A value as an integer."""
    return exp.cast(node, exp.DataType.Type.INT)


def written(form: str, day: exp.Expr) -> exp.Expr:
    """A date formatted by STRFTIME."""
    return call("STRFTIME", text(form), day)


def part(form: str, day: exp.Expr) -> exp.Expr:
    """A part of a date as a number, by its format in STRFTIME."""
    return whole(written(form, day))


def divided(dividend: exp.Expr, by: int) -> exp.Expr:
    """Division without a remainder; sqlglot would write another one for engines whose `/` keeps the fraction."""
    if by == 1:
        return exp.Paren(this=dividend)
    return exp.Paren(this=exp.IntDiv(this=exp.Paren(this=dividend), expression=number(by)))


def remainder(dividend: exp.Expr, by: int) -> exp.Expr:
    """The remainder of a division."""
    return exp.Paren(this=exp.Mod(this=exp.Paren(this=dividend), expression=number(by)))


def plus(node: exp.Expr, value: int) -> exp.Expr:
    """A number plus another."""
    return exp.Paren(this=exp.Add(this=node, expression=number(value)))
