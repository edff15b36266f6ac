"""Writes the tables of a database's catalog as DDL, with comments, keys and relations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tuneql.sql.schemas.naming import as_identifier


@dataclass(frozen=True, kw_only=True)
class Column:
    """A column; its type is as the database names it, "" if there is none."""

    name: str
    type: str
    not_null: bool = False
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class Relation:
    """Columns that refer to columns of another table.

    Attributes:
        columns: of the table that refers.
        table: the name of the other table, as parts, with its namespace if it has one.
        references: columns of the other table; empty if they are its key.
    """

    columns: tuple[str, ...]
    table: tuple[str, ...]
    references: tuple[str, ...] = ()


@dataclass(kw_only=True)
class CatalogTable:
    """A table or view.

    Attributes:
        name: as parts, with its namespace if it has one.
        checks: conditions of CHECK constraints, as the database writes them.
    """

    name: tuple[str, ...]
    columns: list[Column] = field(default_factory=list)
    primary_key: tuple[str, ...] = ()
    relations: list[Relation] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    comment: str = ""


def catalog_ddl(tables: Iterable[CatalogTable], dialect: str) -> str:
    """CREATE TABLE statements, in the order of the tables; each comment follows what it is about.

    Args:
        tables: of one database.
        dialect: for the quotation marks of unusual names.
    """
    return "\n".join(_create(table, dialect) for table in tables if table.columns)


def _create(table: CatalogTable, dialect: str) -> str:
    alone = table.primary_key[0] if len(table.primary_key) == 1 else None
    lines = [(_column(each, dialect, is_key=each.name == alone), each.comment) for each in table.columns]
    lines += [(text, "") for text in _constraints(table, dialect)]
    body = "".join(
        f"  {text}{'' if place == len(lines) else ','}{_remark(comment)}\n"
        for place, (text, comment) in enumerate(lines, start=1)
    )
    before = f"-- {_one_line(table.comment)}\n" if table.comment.strip() else ""
    return f"{before}CREATE TABLE {_path(table.name, dialect)} (\n{body});"


def _column(column: Column, dialect: str, *, is_key: bool) -> str:
    required = "NOT NULL" if column.not_null and not is_key else ""
    parts = (as_identifier(column.name, dialect), column.type, "PRIMARY KEY" if is_key else required)
    return " ".join(filter(None, parts))


def _constraints(table: CatalogTable, dialect: str) -> Iterator[str]:
    if len(table.primary_key) > 1:
        yield f"PRIMARY KEY ({_names(table.primary_key, dialect)})"
    for each in table.relations:
        target = f" ({_names(each.references, dialect)})" if each.references else ""
        own = _names(each.columns, dialect)
        yield f"FOREIGN KEY ({own}) REFERENCES {_path(each.table, dialect)}{target}"
    yield from (f"CHECK ({condition})" for condition in table.checks)


def _path(name: Iterable[str], dialect: str) -> str:
    return ".".join(as_identifier(part, dialect) for part in name)


def _names(names: Iterable[str], dialect: str) -> str:
    return ", ".join(as_identifier(name, dialect) for name in names)


def _remark(comment: str) -> str:
    return f" -- {_one_line(comment)}" if comment.strip() else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
