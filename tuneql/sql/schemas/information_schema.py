"""Reads exports of `information_schema`, as any warehouse writes them: its columns, and the usage of its keys."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from tuneql.errors import InvalidInput
from tuneql.sql.homonyms import ALL_DEFAULT_NAMESPACES
from tuneql.sql.schemas.catalog import CatalogTable, Column, Relation

Record = Mapping[str, Any]

_COMMENTS: Final = ("column_comment", "comment", "description", "remarks")
_TYPES: Final = ("column_type", "full_data_type", "data_type", "udt_name")
_SYSTEM: Final = frozenset({"information_schema", "pg_catalog", "mysql", "performance_schema", "sys"})
# Namespaces that queries need not name.
_PLAIN: Final = ALL_DEFAULT_NAMESPACES | {""}
_BARE: Final = frozenset({"character varying", "varchar", "character", "char", "nvarchar", "nchar"})


def read_information_schema(records: Iterable[Record], *, source: str) -> list[CatalogTable]:
    """The tables that an export describes, in its order.

    Rows of `columns` have table_name, column_name, data_type, and perhaps table_schema, ordinal_position, is_nullable
    and a comment (or MySQL's column_type, column_key and column_comment). Rows of `key_column_usage` also have
    constraint_name, and constraint_type or what they refer to: referenced_table_name and referenced_column_name, and
    referenced_table_schema if that is another one. Names of columns may be in any case.

    Args:
        records: rows of any of these views.
        source: its name in errors.

    Raises:
        InvalidInput: no row describes a column.
    """
    columns, keys = list[Record](), list[Record]()
    for record in records:
        known = {str(name).lower(): value for name, value in record.items()}
        if known.get("table_name") and known.get("column_name"):
            (keys if known.get("constraint_name") else columns).append(known)
    tables = _tables(columns)
    if not tables:
        rule = "has no row with table_name and column_name"
        remedy = "export the view `columns` of information_schema, or name a database or a file of DDL"
        raise InvalidInput(field="source", value=source, rule=rule, remedy=remedy)
    _add_keys(tables, keys)
    return list(tables.values())


def _tables(columns: Iterable[Record]) -> dict[tuple[str, str], CatalogTable]:
    tables: dict[tuple[str, str], CatalogTable] = {}
    for each in sorted(columns, key=_place):
        schema, name = _text(each.get("table_schema")), str(each["table_name"])
        if schema.lower() in _SYSTEM:
            continue
        path = _path(schema, name)
        table = tables.setdefault((schema, name), CatalogTable(name=path, comment=_text(each.get("table_comment"))))
        table.columns.append(_column(each))
        if _text(each.get("column_key")).upper() == "PRI":
            table.primary_key = (*table.primary_key, str(each["column_name"]))
    return tables


def _path(schema: str, name: str) -> tuple[str, ...]:
    return (name,) if schema.lower() in _PLAIN else (schema, name)


def _column(record: Record) -> Column:
    return Column(
        name=str(record["column_name"]),
        type=_type(record),
        not_null=_text(record.get("is_nullable")).upper() in {"NO", "N", "FALSE", "0"},
        comment=next((text for name in _COMMENTS if (text := _text(record.get(name)))), ""),
    )


def _type(record: Record) -> str:
    found = next((text for name in _TYPES if (text := _text(record.get(name)))), "")
    length = _text(record.get("character_maximum_length")).partition(".")[0]
    return f"{found}({length})" if found.lower() in _BARE and length.isdigit() else found


def _add_keys(tables: Mapping[tuple[str, str], CatalogTable], keys: Iterable[Record]) -> None:
    found: dict[tuple[str, str, str], list[Record]] = {}
    for each in sorted(keys, key=_place):
        place = (_text(each.get("table_schema")), str(each["table_name"]), str(each["constraint_name"]))
        found.setdefault(place, []).append(each)
    for (schema, name, constraint), parts in found.items():
        if (schema, name) in tables:
            _add_key(tables[schema, name], constraint, parts, _target(parts[0], schema, tables))


def _target(key: Record, schema: str, tables: Mapping[tuple[str, str], CatalogTable]) -> tuple[str, ...]:
    """The table that a key refers to: as the export says, or else beside the key's own; empty if it refers to none."""
    name, said = _text(key.get("referenced_table_name")), _text(key.get("referenced_table_schema"))
    if not name:
        return ()
    return _path(said or (schema if (schema, name) in tables else ""), name)


def _add_key(table: CatalogTable, constraint: str, parts: list[Record], target: tuple[str, ...]) -> None:
    own = tuple(str(each["column_name"]) for each in parts)
    kind = _text(parts[0].get("constraint_type")).upper()
    if target:
        references = tuple(text for each in parts if (text := _text(each.get("referenced_column_name"))))
        table.relations.append(Relation(columns=own, table=target, references=references))
    elif kind == "PRIMARY KEY" or (not kind and constraint.lower().endswith(("primary", "_pkey", "_pk"))):
        table.primary_key = own


def _place(record: Record) -> int:
    text = _text(record.get("ordinal_position")).partition(".")[0]
    return int(text) if text.isdigit() else 0


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
