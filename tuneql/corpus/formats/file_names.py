"""Tells by its name whether a file in a corpus folder has rows, schemas, or neither."""

from pathlib import PurePosixPath
from typing import Final, Literal

_ROWS: Final = frozenset({".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".parquet"})


def kind_of(name: str) -> Literal["rows", "schema", "other"]:
    """What a file is.

    Schemas are `*.sql`, and Spider's and BIRD's `tables.json`, `dev_tables.json` and so on. Hidden files, and files
    that tools leave (`_SUCCESS`), are neither.

    Args:
        name: with its path in the folder, separated by slashes.
    """
    path = PurePosixPath(name.lower().removesuffix(".gz"))
    if any(part.startswith((".", "_")) for part in path.parts):
        return "other"
    if path.suffix == ".sql" or path.name == "tables.json" or path.name.endswith("_tables.json"):
        return "schema"
    return "rows" if path.suffix in _ROWS else "other"
