"""Registered schemas: kept in S3, one object each, and read again at every use.

A process keeps schemas to save reading and decoding them, but asks S3 at every use whether the object is still the same
(a GET with `If-None-Match`, one short round trip): a change shows in the next answer of every process. A question does
not wait for that: the model is asked meanwhile, and once more if the schema has changed.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tuneql.errors import InvalidInput, UnknownSchema
from tuneql.limits import SCHEMA_ID_PATTERN, SCHEMAS, SCHEMAS_KEPT, SCHEMAS_KEPT_CHARACTERS
from tuneql.locations import Location
from tuneql.remembering import Remembered
from tuneql.serving.answers import RegisteredSchema, SchemaList, SchemaSummary, as_json
from tuneql.serving.questions import SchemaChanged, Source, Tables
from tuneql.sql.schemas.stored import dump_schema, load_schema

if TYPE_CHECKING:
    from tuneql.ports import Store
    from tuneql.serving.messages import SchemaRequest
    from tuneql.sql.schemas.tables import Schema

_SUFFIX: Final = ".json"


class Schemas:
    """The registered schemas. Safe to share between threads.

    Args:
        objects: reads and writes them.
        folder: where they are.
    """

    def __init__(self, objects: "Store", folder: Location) -> None:
        self._objects, self._folder = objects, folder
        self._kept = Remembered[str, _Kept](
            most=SCHEMAS_KEPT, size=SCHEMAS_KEPT_CHARACTERS, weigh=lambda _, kept: len(kept.schema.schema)
        )

    def put(self, schema_id: str, request: "SchemaRequest", *, dialect: str) -> SchemaSummary:
        """Register a schema, or replace it.

        Args:
            schema_id: of the pattern in `tuneql.limits`.
            request: its text.
            dialect: what it is written in.

        Raises:
            InvalidInput: an id that breaks the pattern, an unknown dialect, DDL that does not parse, or one too many.
        """
        place = self._place(schema_id)
        declared = _parsed(request.ddl, dialect)
        schema = RegisteredSchema(
            id=schema_id,
            version=_version(request.ddl, dialect),
            dialect=dialect,
            tables=tuple(declared.tables),
            schema=request.ddl,
        )
        self._check_room(schema_id)
        record = as_json({**vars(schema), "declared": dump_schema(declared)})
        self._objects.write(place, record.encode(), content_type="application/json")
        return SchemaSummary(id=schema.id, version=schema.version, dialect=schema.dialect, tables=schema.tables)

    def tables(self, schema_id: str) -> Tables:
        """The schema as it is now, as a question needs it; raises as `get`."""
        return self._read(schema_id).tables

    def recall(self, schema_id: str) -> Source:
        """The schema as this process last saw it, to be confirmed later, or else as it is now.

        Raises:
            InvalidInput: an id that breaks the pattern.
            UnknownSchema: there is none of that id.
        """
        kept = self._kept.get(schema_id)
        if kept is None:
            return Source(tables=self.tables(schema_id))
        return Source(tables=kept.tables, confirm=lambda: self._confirm(schema_id, kept))

    def _confirm(self, schema_id: str, kept: "_Kept") -> None:
        if self._read(schema_id).etag != kept.etag:
            raise SchemaChanged(schema_id)

    def get(self, schema_id: str) -> RegisteredSchema:
        """The schema as it is now.

        Raises:
            InvalidInput: an id that breaks the pattern.
            UnknownSchema: there is none of that id.
        """
        return self._read(schema_id).schema

    def _read(self, schema_id: str) -> "_Kept":
        place = self._place(schema_id)
        kept = self._kept.get(schema_id)
        found = self._objects.fetch(place, known=None if kept is None else kept.etag)
        if found is None:
            self._kept.forget(schema_id)
            raise UnknownSchema(schema_id)
        if found.data is None and kept is not None:
            return kept
        made = _made(found.etag, json.loads(found.data or b""))
        self._kept.add(schema_id, made)
        return made

    def delete(self, schema_id: str) -> None:
        """Forget a schema.

        Raises:
            InvalidInput: an id that breaks the pattern.
            UnknownSchema: there is none of that id.
        """
        self.get(schema_id)
        self._objects.remove(self._place(schema_id))
        self._kept.forget(schema_id)

    def list(self) -> SchemaList:
        """The ids of all schemas, in order."""
        keys = (location.key for location in self._objects.list(self._folder))
        names = (key.removeprefix(self._folder.key) for key in keys)
        ids = (name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX))
        return SchemaList(schemas=tuple(each for each in ids if re.fullmatch(SCHEMA_ID_PATTERN, each)))

    def _place(self, schema_id: str) -> Location:
        if not re.fullmatch(SCHEMA_ID_PATTERN, schema_id):
            raise InvalidInput(
                field="id",
                value=schema_id,
                rule="is no id of a schema",
                remedy="use 1 to 64 letters, digits, dots, underscores and hyphens, and begin with a letter or digit",
            )
        return Location(bucket=self._folder.bucket, key=f"{self._folder.key}{schema_id}{_SUFFIX}")

    def _check_room(self, schema_id: str) -> None:
        others = [each for each in self.list().schemas if each != schema_id]
        if len(others) >= SCHEMAS:
            rule = f"would be one more than the {SCHEMAS:,} schemas that may be registered"
            raise InvalidInput(field="id", value=schema_id, rule=rule, remedy="delete one, or replace one")


@dataclass(frozen=True, kw_only=True)
class _Kept:
    """A schema as read from S3; `declared` is None if the object lacks it or has it in an older format."""

    etag: str
    schema: RegisteredSchema
    declared: "Schema | None"

    @property
    def tables(self) -> Tables:
        """The tables as a question needs them."""
        said = self.schema
        return Tables(ddl=said.schema, dialect=said.dialect, version=said.version, schema=self.declared)


def _made(etag: str, record: dict[str, Any]) -> _Kept:
    declared = load_schema(record.pop("declared", None), record["schema"])
    return _Kept(etag=etag, schema=RegisteredSchema(**record), declared=declared)


def _parsed(ddl: str, dialect: str) -> "Schema":
    from tuneql.sql.schemas.schema import parse_schema  # noqa: PLC0415 - whoever asks about a schema need not wait for this

    return parse_schema(ddl, dialect)


def _version(ddl: str, dialect: str) -> str:
    return hashlib.sha256(f"{dialect}\0{ddl}".encode(errors="surrogatepass")).hexdigest()[:12]
