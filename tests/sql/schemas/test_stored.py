"""Schemas kept as JSON: the same when they are read back, and parsed again if the format is another."""

import hashlib
import json
from pathlib import Path
from typing import Final

import pytest

from tuneql.sql.schemas.compact import compact
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.schemas.stored import FORMAT, dump_schema, load_schema
from tuneql.sql.schemas.tables import Schema

FILES: Final = sorted((Path(__file__).parent / "compact").glob("*.sql"))
# What is read of those files. Where this changes, so must FORMAT: schemas that are kept stay as they were read.
READ: Final = (11, "4e305fb35bcb21c8")


def read(file: Path) -> Schema:
    return parse_schema(file.read_text(encoding="utf-8"), file.name.partition("-")[0])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_schema_comes_back_as_it_was(file: Path) -> None:
    schema = read(file)
    found = load_schema(json.loads(json.dumps(dump_schema(schema))), schema.ddl)
    assert found is not None
    assert (found.tables, found.canonical_tables, found.ddl) == (schema.tables, schema.canonical_tables, schema.ddl)
    assert compact(found) == compact(schema)


def test_what_is_of_another_format_is_read_again() -> None:
    schema = read(FILES[0])
    assert load_schema({**dump_schema(schema), "format": FORMAT + 1}, schema.ddl) is None
    assert load_schema(None, schema.ddl) is None


def test_the_format_is_of_what_is_read() -> None:
    told = json.dumps([dump_schema(read(file))["tables"] for file in FILES], sort_keys=True)
    assert (FORMAT, hashlib.sha256(told.encode()).hexdigest()[:16]) == READ
