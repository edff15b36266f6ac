"""Translates what writes dates and numbers in a format, and reads them."""

import re
from collections.abc import Callable, Mapping
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.sqlite.words import call, text

Made = exp.Expr | None
Dialect = type[sqlglot.Dialect]

# What remains of a format without the codes that SQLite's own STRFTIME has, which other engines write alike.
_KNOWN_CODES: Final = re.compile(r"%[dHjmMSwWY%]")
_LETTER: Final = re.compile(r"[A-Za-z%]")
_WITH_POSTGRES_FORMATS: Final = ("postgres", "redshift")


def _time_to_text(node: exp.Expr, dialect: Dialect) -> Made:
    form, value = node.args.get("format"), node.this
    if not isinstance(form, exp.Literal) or not _is_unknown(form.name):
        return None
    if descends_from(dialect, *_WITH_POSTGRES_FORMATS):
        return call("TO_CHAR", value, text(_as_written(node, dialect)), text("postgres"))
    return call("FORMATTED", value.this if isinstance(value, exp.TsOrDsToTimestamp) else value, form)


def _is_unknown(form: str) -> bool:
    return "%" not in form or _LETTER.search(_KNOWN_CODES.sub("", form)) is not None


def _as_written(node: exp.Expr, dialect: Dialect) -> str:
    """A format in the dialect's own patterns."""
    written = dialect().generator().format_time(node) or ""
    return written.removeprefix("'").removesuffix("'").replace("''", "'")


def _to_char(node: exp.Expr, _: Dialect) -> Made:
    form = node.args.get("format")
    return call("TO_CHAR", node.this, form, text("snowflake")) if form is not None else None


def _parsed(node: exp.Expr, dialect: Dialect) -> Made:
    form = node.args.get("format")
    if not isinstance(form, exp.Literal):
        return None
    written = _as_written(node, dialect) if descends_from(dialect, *_WITH_POSTGRES_FORMATS) else form.name
    kind = "time" if isinstance(node, exp.StrToTime) else "date"
    is_lenient = node.args.get("safe") or descends_from(dialect, "mysql")
    return call("PARSED", node.this, text(written), text(kind), text("null" if is_lenient else "fail"))


def _to_number(node: exp.Expr, _: Dialect) -> Made:
    """Snowflake's, which rounds to whole numbers unless it is told a scale."""
    scale = node.args.get("scale")
    if scale is None or node.args.get("format") is not None:
        return None
    value = call("NUMBER_IF_ANY", node.this) if node.args.get("safe") else node.this
    return exp.cast(call("ROUNDED", value, scale), exp.DataType.Type.DOUBLE)


def _number_to_text(node: exp.Expr, dialect: Dialect) -> Made:
    form = node.args["format"]
    if descends_from(dialect, "mysql") and isinstance(form, exp.Literal):
        form = text(f"N{form.name}")
    return call("FORMAT_NUMBER", node.this, form)


def _braces(node: exp.Expr, dialect: Dialect) -> Made:
    """DuckDB's `format`, which SQLite would take for its own `printf`."""
    return call("FORMAT_BRACES", node.this, *node.expressions) if descends_from(dialect, "duckdb") else None


def _name_of_date(node: exp.Expr, _: Dialect) -> Made:
    letter = "b" if isinstance(node, exp.Monthname) else "a"
    return call("FORMATTED", node.this, text(f"%{letter if node.args.get('abbreviated') else letter.upper()}"))


FORMATS: Final[Mapping[type[exp.Expr], Callable[[exp.Expr, Dialect], Made]]] = {
    exp.TimeToStr: _time_to_text,
    exp.ToChar: _to_char,
    exp.StrToDate: _parsed,
    exp.StrToTime: _parsed,
    exp.TsOrDsToDate: _parsed,
    exp.ToNumber: _to_number,
    exp.NumberToStr: _number_to_text,
    exp.Format: _braces,
    exp.Monthname: _name_of_date,
    exp.Dayname: _name_of_date,
}
