"""The types of Postgres that have fields: those of CREATE TYPE … AS (…), and the rows of tables.

They are told as structures, see `typed_texts`: a table of a schema, and a cast to one, have the fields of its columns.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, NamedTuple

import sqlglot

from tuneql.limits import SCHEMA_CHARACTERS, SCHEMAS_KEPT
from tuneql.remembering import Remembered
from tuneql.sql.binding.typed_texts import structure_of
from tuneql.sql.dialects import descends_from
from tuneql.sql.schemas.schema import Schema, Table

_NAME: Final = r'(?:"[^"]*"|\w+)'
_DECLARED: Final = re.compile(
    rf"\bCREATE\s+TYPE\s+(?:{_NAME}\.)*(?P<name>{_NAME})\s+AS\s*\((?P<fields>(?:[^()]|\([^()]*\))*)\)", re.IGNORECASE
)
_COMMENT: Final = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
_FIELD: Final = re.compile(rf"\s*(?P<name>{_NAME})\s+(?P<type>[^,(]+(?:\([^)]*\)[^,(]*)?)")
_COLLATE: Final = re.compile(r"\bCOLLATE\b", re.IGNORECASE)
_BRACKETS: Final = re.compile(r"\[\d*\]|\bARRAY\b", re.IGNORECASE)

# Types within types, and so on, could double each time; a longer one counts as not known.
_LONGEST: Final = 4_000


def with_fields(kind: str, schema: Schema, dialect: type[sqlglot.Dialect]) -> str:
    """A type, as a structure if it is a composite type of the schema, or an array of such a type."""
    if not kind or not _has_composites(dialect):
        return kind
    types = _types_of(schema, dialect).declared
    element, brackets = _parts(kind)
    table = next((each for each in schema.tables.values() if each.bare.lower() == element), None)
    if element in types or table is None:
        return _known(kind, types)
    columns = with_types(table, schema, dialect).columns
    row = structure_of(list(columns), list(columns.values()), dialect)
    return row and row + brackets


def with_types(table: Table, schema: Schema, dialect: type[sqlglot.Dialect]) -> Table:
    """A table whose columns of composite types have structures as types; the table itself if it has none."""
    if not _has_composites(dialect) or not _types_of(schema, dialect).declared:
        return table
    return _types_of(schema, dialect).tables[table.name]


def _has_composites(dialect: type[sqlglot.Dialect]) -> bool:
    return descends_from(dialect, "postgres") and not descends_from(dialect, "redshift")


class _Types(NamedTuple):
    """The types that a schema's DDL declares, as structures, by their names in lower case, without namespace.

    The tables, by name, have these as types of columns.
    """

    declared: Mapping[str, str]
    tables: Mapping[str, Table]


def _types_of(schema: Schema, dialect: type[sqlglot.Dialect]) -> _Types:
    return _remembered.made((schema, dialect), lambda: _read(schema, dialect))


_remembered: Final = Remembered[tuple[Schema, type[sqlglot.Dialect]], _Types](
    most=SCHEMAS_KEPT, size=SCHEMA_CHARACTERS, weigh=lambda _, types: sum(map(len, types.declared.values()))
)


def _read(schema: Schema, dialect: type[sqlglot.Dialect]) -> _Types:
    types, tables = _declared(schema.ddl, dialect), schema.tables.values()
    if not types:
        return _Types({}, {})
    kinds = {each.name: {name: _known(kind, types) for name, kind in each.columns.items()} for each in tables}
    return _Types(types, {each.name: replace(each, columns=kinds[each.name]) for each in tables})


def _declared(ddl: str, dialect: type[sqlglot.Dialect]) -> Mapping[str, str]:
    found = dict[str, str]()
    for each in _DECLARED.finditer(ddl):  # a type is declared before others use it
        fields = [*_FIELD.finditer(_COMMENT.sub(" ", each["fields"]))]
        types = (_COLLATE.split(field["type"])[0].strip() for field in fields)
        structure = structure_of(
            [_bare(field["name"]) for field in fields], [_known(kind, found) for kind in types], dialect
        )
        found[_bare(each["name"]).lower()] = structure if len(structure) <= _LONGEST else ""
    return found


def _known(kind: str, types: Mapping[str, str]) -> str:
    """A type, as a structure if it is one of some types, or an array of one."""
    element, brackets = _parts(kind)
    return types[element] and types[element] + brackets if element in types else kind


def _parts(kind: str) -> tuple[str, str]:
    """The name of a type in lower case, without namespace, or that of the elements of arrays, and `[]` for each."""
    element, *arrays = _BRACKETS.split(kind)
    return _bare(element.rpartition(".")[2]).lower(), "[]" * len(arrays)


def _bare(name: str) -> str:
    return name.strip().strip('"')
