"""The columns of items of FROM that are not tables: functions that return rows, and lists of values."""

from collections.abc import Iterator, Mapping
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.unsaid_names import default_name
from tuneql.sql.dialects import declared_by, descends_from
from tuneql.sql.parsing.called import NAMED_AFTER_FUNCTIONS

# Replaced by the alias of the function in FROM or, if there is none, by its name.
_OWN: Final = ""

_ROWS_OF_JSON: Final = ("key", "value")
_NODES_OF_JSON: Final = ("key", "value", "type", "atom", "id", "parent", "fullkey", "path")
_FUNCTIONS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "postgres": {
        **dict.fromkeys(("json_each", "json_each_text", "jsonb_each", "jsonb_each_text"), _ROWS_OF_JSON),
        **dict.fromkeys(("json_array_elements", "json_array_elements_text"), ("value",)),
        **dict.fromkeys(("jsonb_array_elements", "jsonb_array_elements_text"), ("value",)),
        **dict.fromkeys(("json_object_keys", "jsonb_object_keys", "regexp_split_to_table", "unnest"), (_OWN,)),
        **dict.fromkeys(("generate_series", "generate_subscripts", "regexp_matches", "string_to_table"), (_OWN,)),
        **dict.fromkeys(("jsonb_path_query", "jsonb_path_query_tz"), (_OWN,)),
        "each": _ROWS_OF_JSON,
        **dict.fromkeys(("st_dump", "st_dumppoints", "st_dumprings"), ("path", "geom")),
    },
    "tsql": {
        **dict.fromkeys(("string_split", "regexp_split_to_table"), ("value", "ordinal")),
        "regexp_matches": ("match_id", "start_position", "end_position", "match_value", "substring_matches"),
        "generate_series": ("value",), "openjson": ("key", "value", "type"),
    },
    "duckdb": {
        **{name: (name,) for name in ("unnest", "generate_series", "range")},
        **dict.fromkeys(("json_each", "json_tree"), (*_NODES_OF_JSON, "json", "root", "rowid")),
    },
    "snowflake": {
        "generator": (),
        **dict.fromkeys(("flatten", "unnest"), ("seq", "key", "path", "index", "value", "this")),
        **dict.fromkeys(("split_to_table", "strtok_split_to_table"), ("seq", "index", "value")),
    },
    "sqlite": {
        **dict.fromkeys(("json_each", "json_tree", "jsonb_each", "jsonb_tree"), (*_NODES_OF_JSON, "json", "root")),
        "generate_series": ("value", "start", "stop", "step"),
    },
}  # fmt: skip
# Those of Postgres whose columns are those of their argument, or of a list that follows; other functions have one.
_OF_ANY_ROW: Final = frozenset(
    f"{kind}_{name}"
    for kind in ("json", "jsonb")
    for name in ("populate_record", "populate_recordset", "to_record", "to_recordset")
)
# STRING_SPLIT of SQL Server numbers the parts only if a third argument says so.
_ARGUMENTS_WITH_ORDINAL: Final = 3
_CLASSES: Final[Mapping[type[exp.Expr], str]] = {
    exp.Unnest: "unnest",
    exp.GenerateSeries: "generate_series",
    exp.ExplodingGenerateSeries: "generate_series",
    exp.Generator: "generator",
    exp.Explode: "flatten",
    exp.OpenJSON: "openjson",
    exp.SplitToTable: "split_to_table",
    exp.StrtokSplitToTable: "strtok_split_to_table",
}
# The names of the columns of VALUES; in T-SQL they have none without an alias.
_VALUES: Final = {"postgres": "column{}", "sqlite": "column{}", "snowflake": "column{}", "tsql": "\0{}"}
_VALUES_FROM_ZERO: Final = {"duckdb": "col{}", "mysql": "column_{}"}


def columns_made(source: exp.Expr, dialect: type[sqlglot.Dialect]) -> tuple[str, ...] | None:
    """The names of the columns of a function or of VALUES in FROM; None if they are not known."""
    called = _called(source)
    if isinstance(called, exp.Values):
        return _of_values(called, dialect)
    if isinstance(called, exp.JSONTable):
        return tuple(_columns_of_json_table(called))
    if isinstance(called, exp.XMLTable) and called.args.get("columns"):
        return tuple(each.name for each in called.args["columns"])
    if isinstance(called, exp.OpenJSON) and called.expressions:
        return tuple(each.name for each in called.expressions)
    columns = _of_function(called, dialect)
    if columns is None:
        return None
    own = source.alias or name_of_call(called, dialect)
    numbered = ("ordinality",) if source.args.get("offset") is True or source.args.get("ordinality") else ()
    return (*(own if each == _OWN else each for each in columns), *numbered)


def _called(source: exp.Expr) -> exp.Expr:
    """The function or the list in an item of FROM; of Postgres' `ROWS FROM (f(), g())` a single one."""
    rows = source.args.get("rows_from")
    if rows and len(rows) == 1:
        return _called(rows[0])
    return source.this if isinstance(source, exp.Table | exp.Lateral | exp.TableFromRows) else source


def _of_function(called: exp.Expr, dialect: type[sqlglot.Dialect]) -> tuple[str, ...] | None:
    if len(called.expressions) > 1 and isinstance(called, exp.Unnest):
        return None
    known = (names for engine, names in _FUNCTIONS.items() if descends_from(dialect, engine))
    single = (_OWN,) if _returns_values(called, dialect) else None
    columns = next(known, {}).get(_name(called), single)
    is_numbered = _name(called) != "string_split" or len(called.expressions) == _ARGUMENTS_WITH_ORDINAL
    return columns if columns is None or is_numbered else columns[:1]


def _returns_values(called: exp.Expr, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a function of Postgres surely returns single values, not rows of several columns; declared ones may."""
    if not isinstance(called, exp.Func) or not descends_from(dialect, "postgres"):
        return False
    declared = {each.rpartition(".")[-1] for each in declared_by(dialect)}
    return _name(called) not in _OF_ANY_ROW | declared


def _name(called: exp.Expr) -> str:
    if isinstance(called, exp.GenerateSeries) and called.args.get("is_end_exclusive"):
        return "range"
    return called.name.lower() if isinstance(called, exp.Anonymous) else _CLASSES.get(type(called), "")


def name_of_call(called: exp.Expr, dialect: type[sqlglot.Dialect]) -> str:
    """The name of a function in FROM, in lower case; "" if it is none."""
    if descends_from(dialect, *NAMED_AFTER_FUNCTIONS) and (name := default_name(called, dialect)) is not None:
        return name.name
    return _name(called) or (called.sql_name().lower() if isinstance(called, exp.Func) else "")


def _of_values(values: exp.Values, dialect: type[sqlglot.Dialect]) -> tuple[str, ...] | None:
    row = values.expressions[0].expressions if values.expressions else []
    if len(row) == 1 and isinstance(row[0], exp.Anonymous) and row[0].name.lower() == "row":  # MySQL's `ROW(1, 2)`
        row = row[0].expressions
    width = len(row)
    for names, first in ((_VALUES, 1), (_VALUES_FROM_ZERO, 0)):
        for engine, pattern in names.items():
            if descends_from(dialect, engine):
                return tuple(pattern.format(place) for place in range(first, first + width))
    return None


def _columns_of_json_table(called: exp.JSONTable) -> Iterator[str]:
    yield from (column.name for column in called.find_all(exp.JSONColumnDef) if column.name)
