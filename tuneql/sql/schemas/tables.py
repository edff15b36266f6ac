"""The types of a schema. This module imports no parser."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final


@dataclass(frozen=True, kw_only=True)
class ForeignKey:
    """Columns of a table that refer to columns of another; `references` is empty if the DDL leaves it out."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Described:
    """What a reader of a column needs to know.

    Attributes:
        spelling: the name as a query must write it: in quotation marks only if it needs them.
        family: `int`, `num`, `text`, `date`, `time`, `datetime`, `bool`, `bytes`; for any other type the dialect's own
            words, and "any" if the DDL gives none.
        comment: from wherever the dialect has it; "" if there is none.
        values: the only ones that it may have, by an ENUM or a CHECK, as SQL literals.
    """

    spelling: str
    family: str
    comment: str = ""
    values: tuple[str, ...] = ()


ANY_NAMESPACE: Final = "*"


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table, with names as the DDL writes them.

    Attributes:
        name: its name in its schema: after its namespace if other tables have the same name, see `tuneql.sql.homonyms`.
        namespace: `sales` of `CREATE TABLE sales.orders`, with its catalog if it has one, else "". `ANY_NAMESPACE` if
            it is unknown.
        space: the parts of the namespace in canonical form, see `tuneql.sql.names`.
        is_default: whether the engine searches this namespace by default, see `tuneql.sql.homonyms`.
        columns: each column's type, in the dialect's own words; "" if the DDL gives none.
        primary_key: names of the key's columns, empty if there is none.
        foreign_keys: those declared by the table, by its columns, or by a later ALTER TABLE.
        canonical_columns: each column's name by its canonical form, see `tuneql.sql.names`.
        spelling: the name with its namespace, as a query must write it.
        comment: "" if there is none.
        described: each column; empty for tables that were not read from DDL.
        has_row_ids: whether an engine whose tables have a column `rowid` gives it to this one, too.
        is_by_ingestion: whether BigQuery partitions it by the time at which rows come in: it has `_PARTITIONTIME`.
    """

    name: str
    namespace: str
    columns: Mapping[str, str]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    canonical_columns: Mapping[str, str] = field(repr=False)
    spelling: str = ""
    comment: str = ""
    described: Mapping[str, Described] = field(default_factory=dict, repr=False)
    space: tuple[str, ...] = ()
    is_default: bool = True
    has_row_ids: bool = True
    is_by_ingestion: bool = False

    @property
    def bare(self) -> str:
        """The name without the namespace."""
        return self.name.removeprefix(f"{self.namespace}.") if self.namespace else self.name


@dataclass(frozen=True, kw_only=True, eq=False)
class Schema:
    """The tables of a piece of DDL; equal only to itself, so that it can be a key of caches.

    Attributes:
        tables: by name, as written.
        ddl: the text that declares them.
        canonical_tables: by the canonical form of the name; a namespace in it is as written.
        whole: the schema of which this is a part; None if it is whole.
    """

    tables: Mapping[str, Table]
    ddl: str
    canonical_tables: Mapping[str, Table] = field(repr=False)
    whole: "Schema | None" = field(default=None, repr=False)

    @cached_property
    def unqualified(self) -> Mapping[str, Table]:
        """The tables that a query may name without their namespace, by the canonical form of the name."""
        tables = (self.whole or self).canonical_tables.values()
        deepest = max((table.space for table in tables), key=len, default=())
        if all(table.space and deepest[-len(table.space) :] == table.space for table in tables):
            return self.canonical_tables
        return {key: table for key, table in self.canonical_tables.items() if table.is_default}

    @cached_property
    def homonyms(self) -> Mapping[str, tuple[Table, ...]]:
        """The tables whose names include their namespaces, by the canonical form of the bare name."""
        found: dict[str, tuple[Table, ...]] = {}
        for key, table in self.canonical_tables.items():
            if table.bare != table.name:
                bare = key[len(table.namespace) + 1 :]
                found[bare] = (*found.get(bare, ()), table)
        return found


@dataclass(frozen=True, kw_only=True)
class Needs:
    """What a statement names of a schema, as the schema writes it.

    Attributes:
        tables: by name.
        columns: table and column.
    """

    tables: frozenset[str] = frozenset()
    columns: frozenset[tuple[str, str]] = frozenset()


NOTHING = Needs()
