"""Files with the schemas of a corpus: DDL, or the `tables.json` of Spider, BIRD and their relatives."""

import json
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Final

from pydantic import BaseModel

from tuneql.corpus.formats.compression import decompress
from tuneql.corpus.formats.sniffing import sniff
from tuneql.corpus.schemas.schemas import Schemas
from tuneql.encodings import TO_UTF8, not_utf8
from tuneql.errors import InvalidInput
from tuneql.parsing import parse_as
from tuneql.sql.schemas.naming import as_identifier

_REMEDY: Final = "give a tables.json as Spider has it, or DDL: tuneql schema read writes that of a database"
_TYPES: Final = {"text": "TEXT", "number": "NUMERIC", "time": "TIMESTAMP", "boolean": "BOOLEAN"}


class Database(BaseModel):
    """An item of `tables.json`. Columns are numbered through all tables; the first, `*`, belongs to none.

    Attributes:
        column_names_original: the place of the table, and the name.
        primary_keys: numbers of columns; a list of them is one key of several columns.
        foreign_keys: pairs of columns: who refers, and to what.
    """

    db_id: str
    table_names_original: list[str]
    column_names_original: list[tuple[int, str]]
    column_types: list[str]
    primary_keys: list[int | list[int]] = []
    foreign_keys: list[tuple[int, int]] = []


def read_schema_file(name: str, data: bytes) -> Schemas:
    """The schemas in a file: one for each database of a `tables.json`, or one of DDL.

    `customers.sql` and `customers/schema.sql` both belong to the database `customers`.

    Args:
        name: with its path.
        data: its content, plain or gzipped.

    Raises:
        InvalidInput: it is not UTF-8, or not a `tables.json`.
    """
    if sniff(data) == "gzip":
        return read_schema_file(name.removesuffix(".gz"), b"".join(decompress([data], source=name)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        rule, remedy = f"is {not_utf8(bytes(error.object))}", _REMEDY if b"\0" in data else TO_UTF8  # no text has zeros
        raise InvalidInput(field="schema", value=name, rule=rule, remedy=remedy) from None
    path = PurePosixPath(name)
    if path.suffix == ".json":
        return Schemas(by_id={each.db_id: _ddl(each, name) for each in _databases(name, text)})
    stem = path.parent.name if path.stem == "schema" and path.parent.name else path.stem
    return Schemas(by_id={stem: text})


def merge(found: Iterable[Schemas]) -> Schemas:
    """The schemas of several files; a single one is also that of rows that name no database."""
    by_id: dict[str, str] = {}
    for each in found:
        by_id |= each.by_id
    return Schemas(by_id=by_id, default=next(iter(by_id.values())) if len(by_id) == 1 else None)


def _databases(name: str, text: str) -> list[Database]:
    try:
        items = json.loads(text)
    except ValueError as error:
        raise _invalid(name, f"is not JSON ({error})") from None
    if not isinstance(items, list):
        raise _invalid(name, "is not a list of databases")
    return [parse_as(Database, item, inside=f"{name} item {place}") for place, item in enumerate(items, start=1)]


def _ddl(database: Database, name: str) -> str:
    """CREATE TABLE statements of a database, with its keys."""
    try:
        return "\n".join(_create(database, place) for place in range(len(database.table_names_original)))
    except IndexError:
        raise _invalid(name, f"numbers tables, columns or types that its database {database.db_id} lacks") from None


def _create(database: Database, table: int) -> str:
    keys = [[key] if isinstance(key, int) else key for key in database.primary_keys]
    own = {place: column for place, (of, column) in enumerate(database.column_names_original) if of == table}
    primary = [key for key in keys if key and key[0] in own]
    # In Spider, several single keys of a table are one key of several columns.
    key = [column for each in primary for column in each]
    lines = [_column(database, place, alone=key == [place]) for place in own]
    lines += [f"PRIMARY KEY ({_names(database, key)})"] if len(key) > 1 else []
    lines += [_foreign(database, *pair) for pair in database.foreign_keys if pair[0] in own]
    name = as_identifier(database.table_names_original[table])
    return f"CREATE TABLE {name} (\n  " + ",\n  ".join(lines) + "\n);"


def _column(database: Database, place: int, *, alone: bool) -> str:
    kind = _TYPES.get(database.column_types[place].lower(), database.column_types[place].upper())
    kind = "TEXT" if kind == "OTHERS" else kind
    return f"{_names(database, [place])} {kind}{' PRIMARY KEY' if alone else ''}"


def _foreign(database: Database, own: int, other: int) -> str:
    target = database.table_names_original[database.column_names_original[other][0]]
    return f"FOREIGN KEY ({_names(database, [own])}) REFERENCES {as_identifier(target)} ({_names(database, [other])})"


def _names(database: Database, places: Iterable[int]) -> str:
    return ", ".join(as_identifier(database.column_names_original[place][1]) for place in places)


def _invalid(name: str, rule: str) -> InvalidInput:
    return InvalidInput(field="schema", value=name, rule=rule, remedy=_REMEDY)
