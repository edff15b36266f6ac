"""Rewrites for Snowflake, see `tuneql.sql.guard.words`."""

from typing import Final

from sqlglot import exp

from tuneql.sql.guard.words.shared import COMPARING, JOINED_VALUES, SETS_OF_KEYS, Word


def _pivot_label(node: exp.Expr) -> exp.Expr:
    """`UNPIVOT (n FOR m IN (jan AS 'January'))`, written without the quotation marks of the label."""
    if isinstance(label := node.args.get("alias"), exp.Literal):
        node.set("alias", exp.to_identifier(label.name, quoted=True))
    return node


def _lower_hex(node: exp.Expr) -> exp.Expr:
    """Snowflake's `LOWER(HEX_ENCODE(x))`, written as `TO_CHAR(x)`, which returns a text unchanged."""
    return exp.Anonymous(this="LOWER", expressions=[exp.Anonymous(this="HEX_ENCODE", expressions=[node.this])])


def _is_boolean(node: exp.Expr) -> exp.Expr:
    """`active IS NOT TRUE` in Snowflake, which lacks it; written as `NOT active`, it would omit rows with NULL."""
    if node.args["expression"].__class__ is not exp.Boolean:
        return node
    value = exp.Paren(this=node.this) if isinstance(node.this, COMPARING) else node.this
    return exp.NullSafeEQ(this=value, expression=node.expression)


def _parse_json(node: exp.Expr) -> exp.Expr:
    """Snowflake's `PARSE_JSON(x, 'd')`, written without 'd', which permits duplicate keys."""
    mode = node.args.get("expression")
    return node if mode is None else exp.Anonymous(this="PARSE_JSON", expressions=[node.this, mode])


def _array_of_star(node: exp.Expr) -> exp.Expr:
    """Snowflake's `ARRAY_CONSTRUCT(*)`, an array of all columns, written with brackets, in which there is no star."""
    if not any(each.is_star for each in node.expressions):
        return node
    return exp.Anonymous(this="ARRAY_CONSTRUCT", expressions=node.expressions)


WORDS_OF_SNOWFLAKE: Final[tuple[Word, ...]] = (
    SETS_OF_KEYS,
    JOINED_VALUES,
    (exp.PivotAlias, _pivot_label),
    (exp.LowerHex, _lower_hex),
    (exp.ParseJSON, _parse_json),
    (exp.Array, _array_of_star),
    (exp.Is, _is_boolean),
)
"""The types of nodes, each with its rewrite."""
