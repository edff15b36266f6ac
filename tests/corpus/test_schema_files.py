"""Schemas beside a corpus: what is read of a file, and what its owner is told if that fails."""

import gzip
import json
from typing import Any

import pytest

from tuneql.corpus.schemas.files import read_schema_file
from tuneql.errors import InvalidInput

PORTS: dict[str, Any] = {
    "db_id": "harbours",
    "table_names_original": ["ports"],
    "column_names_original": [[-1, "*"], [0, "id"], [0, "name"]],
    "column_types": ["text", "number", "text"],
    "primary_keys": [1],
}


def table(**changes: Any) -> bytes:
    return json.dumps([PORTS | changes]).encode()


@pytest.mark.parametrize("name", ["harbours.sql", "deep/harbours/schema.sql", "harbours.sql.gz", "tables.json"])
def test_a_schema_is_known_by_its_database(name: str) -> None:
    ddl = "CREATE TABLE ports (\n  id NUMERIC PRIMARY KEY,\n  name TEXT\n);"
    data = table() if name.endswith("json") else ddl.encode()
    found = read_schema_file(name, gzip.compress(data) if name.endswith("gz") else data)
    assert found.by_id == {"harbours": ddl}


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("tables.json", b"{", "schema: 'tables.json' is not JSON"),
        ("tables.json", b"{}", "schema: 'tables.json' is not a list of databases; give a tables.json as Spider has it"),
        ("tables.json", b'[{"db_id": "x"}]', "tables.json item 1.table_names_original"),
        ("tables.json", table(column_types=["text"]), "'tables.json' numbers tables, columns or types that its data"),
        ("tables.json", table(foreign_keys=[[1, 7]]), "that its database harbours lacks; give"),
        ("a.sql", "é".encode("latin-1"), 'in Windows-1252, a word of it is "é"; save the file as UTF-8'),
        ("a.sql", b"SQLite format 3\0\xff", "schema: 'a.sql' is not UTF-8; give a tables.json as Spider has it"),
    ],
)
def test_a_file_that_is_no_schema_is_refused_in_words(name: str, data: bytes, says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_schema_file(name, data)
    assert says in str(refused.value)
