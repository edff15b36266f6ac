"""The relations of BigQuery's functions that read whole tables: GAP_FILL, RANGE_SESSIONIZE and VECTOR_SEARCH.

Sources: the functions' pages in BigQuery's reference, under time series, range and search functions.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from sqlglot import exp

from tuneql.sql.binding.joins import Joins
from tuneql.sql.binding.relations import Columns, Frame
from tuneql.sql.binding.tables import DUAL
from tuneql.sql.binding.typed_texts import structure_of
from tuneql.sql.binding.value_types import type_within
from tuneql.sql.clauses import clauses_of
from tuneql.sql.schemas.schema import Table
from tuneql.sql.walking import nodes_of

SESSIONIZE: Final = "range_sessionize"
_COLUMNS_SEARCHED: Final = ("column_to_search", "query_column_to_search")
_OF_SEARCH: Final = ("top_k", "distance_type", "options")


def of_whole_tables(walk: Joins, call: exp.Expr, frame: Frame) -> tuple[Columns | None, Table | None] | None:
    """The columns of one of these functions, and a table with their types; None for other functions."""
    if isinstance(call, exp.GapFill):
        return _gaps_filled(walk, call, frame), None
    if isinstance(call, exp.VectorSearch):
        return _vectors_found(walk, call, frame)
    if isinstance(call, exp.Anonymous) and call.name.lower() == SESSIONIZE and call.expressions:
        return _sessions(walk, call, frame), None
    return None


def _gaps_filled(walk: Joins, call: exp.GapFill, frame: Frame) -> Columns | None:
    """The columns that the arguments of GAP_FILL name in texts."""
    inner = _given(walk, call.this, frame)
    walk.expressions(clauses_of(call, ("bucket_width", "origin")), inner)
    named = list(_columns_filled(call))
    _deny_unknown(walk, named, inner, "GAP_FILL")
    return None if inner.is_open else {each.lower(): each for each in named}


def _sessions(walk: Joins, call: exp.Anonymous, frame: Frame) -> Columns | None:
    """The columns of the table that RANGE_SESSIONIZE reads, and the range of the session of each row."""
    given, *named = call.expressions
    inner = _given(walk, given, frame)
    walk.expressions(named, inner)
    _deny_unknown(walk, _texts(named[:2]), inner, "RANGE_SESSIONIZE")
    return None if inner.is_open else {**walk.starred(exp.Star(), inner), "session_range": "session_range"}


def _vectors_found(walk: Joins, call: exp.VectorSearch, frame: Frame) -> tuple[Columns, Table]:
    """The columns of VECTOR_SEARCH: a row of each of its tables, and how far they are from one another."""
    walk.expressions(clauses_of(call, _OF_SEARCH), frame)
    base, searching = (_given(walk, call.args[key], frame) for key in ("this", "query_table"))
    for inner, key in zip((base, searching), _COLUMNS_SEARCHED, strict=True):
        _deny_unknown(walk, _texts(clauses_of(call, (key,))), inner, "VECTOR_SEARCH")
    types = {"query": _type_of_row(walk, searching), "base": _type_of_row(walk, base), "distance": "FLOAT64"}
    table = table_of(types)
    return table.canonical_columns, table


def _given(walk: Joins, table: exp.Expr, frame: Frame) -> Frame:
    """The frame of the table, or the query, that a function is given."""
    inner = Frame(ctes=frame.ctes, outer=frame.outer)
    walk.source(table, inner)
    return inner


def _deny_unknown(walk: Joins, named: Iterable[str], inner: Frame, function: str) -> None:
    """Deny names in texts that are not columns of the table of a function."""
    if not inner.is_open:
        known = walk.starred(exp.Star(), inner)
        unknown = (each for each in named if each.lower() not in known)
        walk.binding.unknown_columns.extend(f"column {each} of {function} is not in its table" for each in unknown)


def _type_of_row(walk: Joins, frame: Frame) -> str:
    """The type of a row as a structure, in which columns of unknown type may have any field."""
    if frame.is_open:
        return ""
    columns = walk.starred(exp.Star(), frame)
    held = [next(iter(frame.holding(key)), None) for key in columns]
    types = [
        "" if each is None else type_within(each, key, walk.dialect) for each, key in zip(held, columns, strict=True)
    ]
    return structure_of(list(columns.values()), types, walk.dialect)


def table_of(types: Mapping[str, str]) -> Table:
    """A table with some columns, from which their types are read."""
    return replace(DUAL, name="", columns=types, canonical_columns={each.lower(): each for each in types})


def _texts(arguments: Iterable[exp.Expr]) -> Iterator[str]:
    """The texts in some arguments: a name, or an array of names."""
    return (each.name for argument in arguments for each in nodes_of(argument) if isinstance(each, exp.Literal))


def _columns_filled(call: exp.GapFill) -> Iterator[str]:
    """The names of the columns for time, of the groups, and of the values, each of which stands before its method."""
    for key in ("ts_column", "partitioning_columns", "value_columns"):
        for each in nodes_of(call.args[key]) if call.args.get(key) else ():
            is_method = isinstance(each.parent, exp.Tuple) and each.index
            if isinstance(each, exp.Literal) and not is_method:
                yield each.name
