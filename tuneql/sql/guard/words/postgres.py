"""Rewrites for Postgres and those derived from it, see `tuneql.sql.guard.words`."""

import re
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.words.reserved import in_quotes
from tuneql.sql.guard.words.shared import JOINED_VALUES, JSON_ACCESSES, OPTIONS, SETS_OF_KEYS, SIGNS, Word, is_marked
from tuneql.sql.parsing.called import READ_AS, as_called
from tuneql.sql.parsing.rewording.calls.passing import written_values
from tuneql.sql.parsing.rewording.calls.unchanged import DATE_PART
from tuneql.sql.parsing.rewording.queries.searches import written_keys

_UNDIVIDED: Final = (exp.Column, exp.Literal, exp.Func, exp.Cast, exp.Paren, exp.Subquery)
_FRACTION: Final = re.compile(r"-?\d*\.\d+")


def _json_objectagg(node: exp.Expr) -> exp.Expr:
    """The standard's `JSON_OBJECTAGG(k: v)`, written as Postgres's own `JSON_OBJECT_AGG(k, v)`, which differs."""
    is_standard = any(isinstance(each, exp.JSONKeyValue | exp.ColumnDef) for each in node.expressions)
    return exp.Anonymous(this="JSON_OBJECTAGG", expressions=node.expressions) if is_standard else node


def _whole_units(node: exp.Expr) -> exp.Expr:
    """`INTERVAL '1.5' HOUR`, which is one hour in Postgres; written `INTERVAL '1.5 HOURS'`, it would be 90 minutes."""
    amount, unit = node.this, str(node.args.get("unit")).upper()
    has_part = isinstance(amount, exp.Literal) and _FRACTION.fullmatch(amount.name)
    if has_part and "SECOND" not in unit and node.args.get("unit") and not node.args.get("fraction_in_string"):
        node.set("this", exp.Literal.string(amount.name.partition(".")[0] or "0"))
    return node


def _precise_interval(node: exp.Expr) -> exp.Expr:
    """`a::INTERVAL(0)`, written as `INTERVAL 0`."""
    if node.this is exp.DType.INTERVAL and node.expressions:
        return exp.DataType(this=exp.DType.USERDEFINED, kind=f"INTERVAL({node.expressions[0].name})")
    return node


def _date_part(node: exp.Expr) -> exp.Expr:
    """`DATE_PART('hour', a)`, written as EXTRACT; see `tuneql.sql.parsing.rewording.calls.unchanged.parts_of_dates`."""
    if not is_marked(node, DATE_PART) or not isinstance(node.this, exp.Var):
        return node
    return exp.Anonymous(this=DATE_PART, expressions=[exp.Literal.string(node.this.name.lower()), node.expression])


def _xmltable(node: exp.Expr) -> exp.Expr:
    """`XMLTABLE(... COLUMNS n FOR ORDINALITY)`, written as a name without a type."""
    for each in node.args.get("columns") or ():
        if each.args.get("ordinality"):
            each.set("kind", exp.DataType(this=exp.DType.USERDEFINED, kind="FOR ORDINALITY"))
    return node


def _json_key(node: exp.Expr) -> exp.Expr:
    """Postgres's `UPPER(a -> 'b' ->> c)`, read as `a -> ('b' ->> c)`, in which the key 'b' is read as a document."""
    if isinstance(node.this, exp.Literal):
        node.set("this", exp.Var(this=node.this.sql("postgres", comments=False)))
    return node


def _position(node: exp.Expr) -> exp.Expr:
    """`POSITION(a IN b COLLATE "C")`, in which operators need parentheses."""
    for key in ("this", "substr"):
        value = node.args.get(key)
        if not isinstance(value, _UNDIVIDED) or isinstance(value, exp.Binary):
            node.set(key, exp.Paren(this=value))
    return node


def by_their_names(engine: str) -> tuple[Word, ...]:
    """The rewrites for functions that the parser reads as others, see `tuneql.sql.parsing.called`."""

    def rewrite(node: exp.Expr) -> exp.Expr:
        written = as_called(node, engine)
        return _position(node) if written is node and isinstance(node, exp.StrPosition) else written

    return tuple((kind, rewrite) for kind in READ_AS)


def _in_local_time(node: exp.Expr) -> exp.Expr:
    """`a AT LOCAL`, see `tuneql.sql.parsing.rewording.calls.functions.moments_in_local_time`."""
    is_local = isinstance(node.args.get("zone"), exp.RawString)
    return exp.Anonymous(this="TIMEZONE", expressions=[node.this]) if is_local else node


WORDS_OF_POSTGRES: Final[tuple[Word, ...]] = (
    SETS_OF_KEYS,
    JOINED_VALUES,
    (exp.Anonymous, written_values),  # which reads options that are not yet written
    OPTIONS,
    *SIGNS,
    *by_their_names("postgres"),
    (exp.Identifier, in_quotes("postgres")),
    (exp.JSONObjectAgg, _json_objectagg),
    (exp.XMLTable, _xmltable),
    (exp.RecursiveWithSearch, written_keys),
    *((kind, _json_key) for kind in (*JSON_ACCESSES, exp.JSONBExtract, exp.JSONBExtractScalar)),
    (exp.Extract, _date_part),
    (exp.Interval, _whole_units),
    (exp.DataType, _precise_interval),
    (exp.AtTimeZone, _in_local_time),
    (exp.CurrentTime, lambda node: node if node.this else exp.Var(this="CURRENT_TIME")),
)
"""The types of nodes, each with its rewrite."""
