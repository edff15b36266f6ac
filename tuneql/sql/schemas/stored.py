"""Writes parsed schemas as JSON, and reads them back, without importing the parser."""

from collections.abc import Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any, Final

from tuneql.sql.schemas.tables import Described, ForeignKey, Schema, Table

FORMAT: Final = 11
"""Increases with every change in what is read of DDL, or in how it is kept: other formats are not used."""


def dump_schema(schema: Schema) -> dict[str, Any]:
    """A schema as JSON values, without its DDL."""
    return {"format": FORMAT, "tables": {key: _dumped(table) for key, table in schema.canonical_tables.items()}}


def load_schema(kept: Mapping[str, Any] | None, ddl: str) -> Schema | None:
    """A schema that was kept; None if its format is another, or none was kept.

    Args:
        kept: from `dump_schema`.
        ddl: its text.
    """
    if kept is None or kept.get("format") != FORMAT:
        return None
    known = {key: _loaded(table) for key, table in kept["tables"].items()}
    tables = MappingProxyType({table.name: table for table in known.values()})
    return Schema(tables=tables, ddl=ddl, canonical_tables=MappingProxyType(known))


def _dumped(table: Table) -> dict[str, Any]:
    plain = {name: dict(value) if isinstance(value, Mapping) else value for name, value in vars(table).items()}
    return plain | {
        "foreign_keys": [asdict(key) for key in table.foreign_keys],
        "described": {name: asdict(said) for name, said in table.described.items()},
    }


def _loaded(kept: Mapping[str, Any]) -> Table:
    given = {
        **kept,
        "columns": MappingProxyType(kept["columns"]),
        "canonical_columns": MappingProxyType(kept["canonical_columns"]),
        "primary_key": tuple(kept["primary_key"]),
        "space": tuple(kept["space"]),
        "foreign_keys": tuple(ForeignKey(**_with_tuples(key)) for key in kept["foreign_keys"]),
        "described": MappingProxyType(
            {name: Described(**_with_tuples(said)) for name, said in kept["described"].items()}
        ),
    }
    return Table(**given)


def _with_tuples(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items()}
