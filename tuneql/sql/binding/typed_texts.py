"""Types as texts in a dialect, of which some have fields: structures, and arrays of them."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.limits import SCHEMA_CHARACTERS
from tuneql.remembering import Remembered
from tuneql.sql.dialects import descends_from

_Dialect = type[sqlglot.Dialect]


def parsed_type(text: str, dialect: _Dialect) -> exp.DataType | None:
    """The type of a text; None if the text is empty, or cannot be read."""
    return _known.made((text, dialect), lambda: _parsed(text, dialect))


_known: Final = Remembered[tuple[str, _Dialect], exp.DataType | None](
    most=256, size=SCHEMA_CHARACTERS, weigh=lambda key, _: len(key[0])
)


def _parsed(text: str, dialect: _Dialect) -> exp.DataType | None:
    try:
        return exp.DataType.build(text, dialect=dialect) if text else None
    except SqlglotError:
        return None


@lru_cache(maxsize=256)
def element_of(text: str, dialect: _Dialect) -> str:
    """The type of the elements of a type of arrays; "" if it is another type, or not known."""
    if text.endswith("[]"):
        return text.removesuffix("[]")
    array = parsed_type(text, dialect)
    is_array = array is not None and array.is_type(exp.DType.ARRAY) and array.expressions
    return str(array.expressions[0].sql(dialect)) if array is not None and is_array else ""


@lru_cache(maxsize=256)
def fields_in(text: str, dialect: _Dialect) -> Mapping[str, str]:
    """The fields of a type of structures, with their types; empty if it is another type, or not known."""
    structure = parsed_type(text, dialect)
    is_structure = structure is not None and structure.is_type(exp.DType.STRUCT, exp.DType.OBJECT)
    fields = structure.expressions if structure is not None and is_structure else []
    named = [each for each in fields if isinstance(each, exp.ColumnDef) and each.args.get("kind")]
    return {each.name: each.args["kind"].sql(dialect) for each in named}


def field_in(kind: str, name: str, dialect: _Dialect) -> str:
    """The type of a field of a type of structures; "" if it has no such field, or is another type."""
    fields = fields_in(kind, dialect).items()
    return next((type_ for field, type_ in fields if field.lower() == name.lower()), "")


def structure_of(names: list[str], types: list[str], dialect: _Dialect) -> str:
    """The type of a structure with these fields; "" if the dialect has no such type.

    A field may have no name, which is "", in BigQuery; elsewhere, the type of such a structure is not known.
    """
    pattern = next((each for engine, each in _STRUCTURES.items() if descends_from(dialect, engine)), "")
    quote = str(dialect.IDENTIFIER_END)
    may_lack_names = all(names) or descends_from(dialect, "bigquery")
    if not pattern or not may_lack_names or any(quote in name for name in names):
        return ""
    quoted = (f"{quote}{name}{quote} " if name else "" for name in names)
    known = (kind if parsed_type(kind, dialect) is not None else _UNKNOWN for kind in types)
    fields = (f"{name}{kind}" for name, kind in zip(quoted, known, strict=True))
    return pattern.format(", ".join(fields)) if names else ""


@lru_cache(maxsize=256)
def entry_of(text: str, dialect: _Dialect) -> str:
    """The type of the entries of a type of maps, structures of a key and a value; "" if it is another type."""
    kind = parsed_type(text, dialect)
    parts = kind.expressions if kind is not None and kind.is_type(exp.DType.MAP) else []
    names = _OF_ENTRIES[: len(parts)]
    return structure_of(names, [each.sql(dialect) for each in parts], dialect)


_OF_ENTRIES: Final = ["key", "value"]
_UNKNOWN: Final = exp.DType.UNKNOWN.name
_STRUCTURES: Final = {"bigquery": "STRUCT<{}>", "duckdb": "STRUCT({})", "postgres": "STRUCT<{}>"}
_ARRAYS: Final = {"bigquery": "ARRAY<{}>", "duckdb": "{}[]", "postgres": "{}[]"}


def array_of(element: str, dialect: _Dialect) -> str:
    """The type of arrays of a type; "" if it is not known, or the dialect has no such type."""
    pattern = next((each for engine, each in _ARRAYS.items() if descends_from(dialect, engine)), "")
    return pattern.format(element) if element else ""


def text_of(kind: exp.DType, dialect: _Dialect) -> str:
    """The type of a kind of plain values."""
    return str(exp.DataType(this=kind).sql(dialect))
