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


class WholeTables(Joins):
    """The layer of the walk that binds these functions."""

    def of_whole_tables(self, call: exp.Expr, frame: Frame) -> tuple[Columns | None, Table | None] | None:
        """The columns of one of these functions, and a table with their types; None for other functions."""
        if isinstance(call, exp.GapFill):
            return self.gaps_filled(call, frame), None
        if isinstance(call, exp.VectorSearch):
            return self.vectors_found(call, frame)
        if isinstance(call, exp.Anonymous) and call.name.lower() == SESSIONIZE and call.expressions:
            return self.sessions(call, frame), None
        return None

    def gaps_filled(self, call: exp.GapFill, frame: Frame) -> Columns | None:
        """The columns that the arguments of GAP_FILL name in texts."""
        inner = self.given(call.this, frame)
        self.expressions(clauses_of(call, ("bucket_width", "origin")), inner)
        named = list(_columns_filled(call))
        self.deny_unknown(named, inner, "GAP_FILL")
        return None if inner.is_open else {each.lower(): each for each in named}

    def sessions(self, call: exp.Anonymous, frame: Frame) -> Columns | None:
        """The columns of the table that RANGE_SESSIONIZE reads, and the range of the session of each row."""
        given, *named = call.expressions
        inner = self.given(given, frame)
        self.expressions(named, inner)
        self.deny_unknown(_texts(named[:2]), inner, "RANGE_SESSIONIZE")
        return None if inner.is_open else {**self.starred(exp.Star(), inner), "session_range": "session_range"}

    def vectors_found(self, call: exp.VectorSearch, frame: Frame) -> tuple[Columns, Table]:
        """The columns of VECTOR_SEARCH: a row of each of its tables, and how far they are from one another."""
        self.expressions(clauses_of(call, _OF_SEARCH), frame)
        base, searching = (self.given(call.args[key], frame) for key in ("this", "query_table"))
        for inner, key in zip((base, searching), _COLUMNS_SEARCHED, strict=True):
            self.deny_unknown(_texts(clauses_of(call, (key,))), inner, "VECTOR_SEARCH")
        types = {"query": self.type_of_row(searching), "base": self.type_of_row(base), "distance": "FLOAT64"}
        table = table_of(types)
        return table.canonical_columns, table

    def given(self, table: exp.Expr, frame: Frame) -> Frame:
        """The frame of the table, or the query, that a function is given."""
        inner = Frame(ctes=frame.ctes, outer=frame.outer)
        self.source(table, inner)
        return inner

    def deny_unknown(self, named: Iterable[str], inner: Frame, function: str) -> None:
        """Deny names in texts that are not columns of the table of a function."""
        if not inner.is_open:
            known = self.starred(exp.Star(), inner)
            unknown = (each for each in named if each.lower() not in known)
            self.binding.unknown_columns.extend(f"column {each} of {function} is not in its table" for each in unknown)

    def type_of_row(self, frame: Frame) -> str:
        """The type of a row as a structure, in which columns of unknown type may have any field."""
        if frame.is_open:
            return ""
        columns = self.starred(exp.Star(), frame)
        held = [next(iter(frame.holding(key)), None) for key in columns]
        types = [
            "" if each is None else type_within(each, key, self.dialect)
            for each, key in zip(held, columns, strict=True)
        ]
        return structure_of(list(columns.values()), types, self.dialect)


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
