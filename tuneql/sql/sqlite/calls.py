"""Translates what SQLite has no words for to calls of `tuneql.sql.sqlite.functions`."""

import re
from collections.abc import Callable, Mapping
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from, get_dialect, is_another_engine
from tuneql.sql.sqlite.aggregates import aggregate
from tuneql.sql.sqlite.casts import converted
from tuneql.sql.sqlite.collations import collated
from tuneql.sql.sqlite.distinct_on import without_distinct_on
from tuneql.sql.sqlite.quantified import among, quantified
from tuneql.sql.sqlite.words import call, number, text
from tuneql.sql.walking import nodes_of

Made = exp.Expr | None
Dialect = type[sqlglot.Dialect]

# What remains of a format without the codes that SQLite's own STRFTIME has, which other engines write alike.
_KNOWN_CODES: Final = re.compile(r"%[dHjmMSwWY%]")
_LETTER: Final = re.compile(r"[A-Za-z%]")
_WEEKS: Final[Mapping[str, str]] = {"ISOWEEK": "iso", "ISO_WEEK": "iso", "WEEKISO": "iso", "ISOWK": "iso"}
_PRESENT: Final = frozenset({"SYSDATE", "SYSDATETIME", "GETUTCDATE", "UTC_TIMESTAMP", "LOCALTIMESTAMP"})
_MOMENTS: Final = frozenset({"TO_TIMESTAMP", "TO_TIMESTAMP_NTZ", "TO_TIMESTAMP_LTZ", "TO_TIMESTAMP_TZ"})
_WITH_POSTGRES_FORMATS: Final = ("postgres", "redshift")


def with_sqlite_calls(tree: exp.Expr, dialect: str) -> exp.Expr:
    """The same tree, in which SQLite knows more of the functions, with the meaning that they have in their dialect.

    Args:
        tree: of a query; it is changed.
        dialect: of the query; nothing changes for one that is derived from no other engine's.
    """
    chosen = get_dialect(dialect)
    if not is_another_engine(chosen):
        return tree
    tree = without_distinct_on(tree)
    for node in nodes_of(tree):
        _group_by_all(node)
    for node in reversed(nodes_of(tree)):  # the innermost first
        made = _MADE.get(type(node))
        found = made(node, chosen) if made is not None else None
        found = found or aggregate(node, chosen) or converted(node, chosen)
        found = found or quantified(node) or collated(node, chosen)
        if found is not None:
            node.replace(found)
    return tree


def _group_by_all(node: exp.Expr) -> None:
    """Name the outputs that GROUP BY ALL means."""
    group = node.args.get("group") if isinstance(node, exp.Select) else None
    if (
        not isinstance(node, exp.Select)
        or group is None
        or not group.args.get("all")
        or any(each.is_star for each in node.selects)
    ):
        return
    keys = [each.unalias() for each in node.selects if each.find(exp.AggFunc) is None]
    keys = [key.copy() for key in keys if not isinstance(key, exp.Literal)]
    node.set("group", exp.Group(expressions=keys) if keys else None)


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


def _name_of_date(node: exp.Expr, _: Dialect) -> Made:
    letter = "b" if isinstance(node, exp.Monthname) else "a"
    return call("FORMATTED", node.this, text(f"%{letter if node.args.get('abbreviated') else letter.upper()}"))


def _extracted(node: exp.Expr, dialect: Dialect) -> Made:
    part = node.name.upper()
    if part == "WEEK":
        return call("WEEK", node.expression, text(_week_kind(dialect)))
    if part in _WEEKS:
        return call("WEEK", node.expression, text(_WEEKS[part]))
    return call("ISO_YEAR", node.expression) if part == "ISOYEAR" else None


def _week_kind(dialect: Dialect) -> str:
    if descends_from(dialect, "tsql"):
        return "january"
    return "sunday" if descends_from(dialect, "mysql", "bigquery") else "iso"


def _week(node: exp.Expr, dialect: Dialect) -> Made:
    mode = node.args.get("mode")
    if mode is None or mode.name == "0":
        return call("WEEK", node.this, text(_week_kind(dialect)))
    return call("WEEK", node.this, text("iso")) if mode.name == "3" else None


def _matching(node: exp.Expr, dialect: Dialect) -> Made:
    flag = node.args.get("flag")
    if flag is not None and not isinstance(flag, exp.Literal):
        return None
    flags = flag.name if flag is not None else "i" if descends_from(dialect, "mysql") else ""
    is_whole = (
        node.args.get("full_match") or isinstance(node, exp.RegexpFullMatch) or descends_from(dialect, "snowflake")
    )
    flags += "i" * isinstance(node, exp.RegexpILike) + "f" * bool(is_whole)
    return call("MATCHES", node.this, node.expression, text(flags))


def _replaced(node: exp.Expr, dialect: Dialect) -> Made:
    if any(node.args.get(key) is not None for key in ("position", "occurrence")):
        return None
    modifiers = node.args.get("modifiers")
    if modifiers is not None and not isinstance(modifiers, exp.Literal):
        return None
    flags = modifiers.name if modifiers is not None else ""
    if not descends_from(dialect, "postgres", "duckdb") or descends_from(dialect, "redshift"):
        flags += "g"
    return call("REPLACED", node.this, node.expression, node.args.get("replacement") or text(""), text(flags))


def _first_match(node: exp.Expr, dialect: Dialect) -> Made:
    if any(node.args.get(key) is not None for key in ("position", "occurrence", "parameters")):
        return None
    group = node.args.get("group")
    if group is None:
        group = (
            number(0)
            if descends_from(dialect, "duckdb", "snowflake", "redshift", "mysql")
            else exp.Literal.number("-1")
        )
    found = call("EXTRACTED", node.this, node.expression, group)
    return call("COALESCE", found, text("")) if descends_from(dialect, "duckdb") else found


def _substring(node: exp.Expr, _: Dialect) -> Made:
    """Postgres' SUBSTRING(text FROM 'pattern')."""
    start = node.args.get("start")
    if isinstance(start, exp.Literal) and start.is_string and node.args.get("length") is None:
        return call("EXTRACTED", node.this, start, exp.Literal.number("-1"))
    return None


def _element(node: exp.Expr, _: Dialect) -> Made:
    """An element of a text that is split."""
    split, places = node.this.unnest(), node.expressions
    if not isinstance(split, exp.Split | exp.StringToArray) or len(places) != 1:
        return None
    return call("SPLIT_AT", split.this, split.expression, places[0])


def _within_list(node: exp.Expr, _: Dialect) -> Made:
    unnest = node.args.get("unnest")
    lists = unnest.expressions if isinstance(unnest, exp.Unnest) else []
    return among(node.this, lists[0]) if len(lists) == 1 else None


def _rounded(node: exp.Expr, _: Dialect) -> Made:
    """What SQLite's own ROUND cannot: places before the point, and rounding towards zero."""
    places = node.args.get("decimals")
    truncate = node.args.get("truncate")
    if truncate is not None and truncate.name != "0":
        return call("TRUNCATED", node.this, places or number(0))
    if places is None or isinstance(places, exp.Literal):
        return None
    return call("ROUNDED", node.this, places)


def _truncated(node: exp.Expr, _: Dialect) -> Made:
    places = node.args.get("decimals")
    return call("TRUNCATED", node.this, *([places] if places is not None else []))


def _present(_: exp.Expr, __: Dialect) -> Made:
    return exp.CurrentTimestamp()


def _by_name(node: exp.Expr, dialect: Dialect) -> Made:
    """Functions that keep their own names in the tree."""
    name, arguments = node.name.upper(), node.expressions
    if name in _PRESENT and not arguments:
        return exp.CurrentTimestamp()
    if name in _MOMENTS and len(arguments) == 1:
        return call("MOMENT", *arguments)
    if name == "DATE_PART" and len(arguments) == 2 and isinstance(arguments[0], exp.Literal):  # noqa: PLR2004
        extract = exp.Extract(this=exp.var(arguments[0].name), expression=arguments[1].copy())
        return _extracted(extract, dialect) or extract
    is_format = name == "FORMAT" and len(arguments) == 2 and descends_from(dialect, "tsql")  # noqa: PLR2004
    return call("FORMAT_NUMBER", *arguments) if is_format else None


_MADE: Final[Mapping[type[exp.Expr], Callable[[exp.Expr, Dialect], Made]]] = {
    exp.TimeToStr: _time_to_text,
    exp.ToChar: _to_char,
    exp.StrToDate: _parsed,
    exp.StrToTime: _parsed,
    exp.TsOrDsToDate: _parsed,
    exp.ToNumber: _to_number,
    exp.NumberToStr: _number_to_text,
    exp.Monthname: _name_of_date,
    exp.Dayname: _name_of_date,
    exp.Extract: _extracted,
    exp.Week: _week,
    exp.WeekOfYear: lambda node, _: call("WEEK", node.this, text("iso")),
    exp.RegexpLike: _matching,
    exp.RegexpILike: _matching,
    exp.RegexpFullMatch: _matching,
    exp.RegexpReplace: _replaced,
    exp.RegexpExtract: _first_match,
    exp.RegexpSubstr: _first_match,
    exp.Substring: _substring,
    exp.Bracket: _element,
    exp.In: _within_list,
    exp.Round: _rounded,
    exp.Trunc: _truncated,
    exp.CurrentDatetime: _present,
    exp.Anonymous: _by_name,
}
