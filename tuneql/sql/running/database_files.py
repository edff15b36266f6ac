"""Finds the SQLite file of a database in a folder."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tuneql.errors import InvalidInput


class Databases(Protocol):
    """SQLite files by the names of their databases."""

    def file(self, db_id: str) -> Path | None:
        """The file of a database; None if there is none."""


@dataclass(frozen=True)
class Folder:
    """The databases of a folder on this machine."""

    path: Path

    def file(self, db_id: str) -> Path | None:
        """As `database_file`."""
        return database_file(self.path, db_id)


def database_file(folder: Path, db_id: str) -> Path | None:
    """The file of a database: `<db_id>.sqlite`, or as Spider has it `<db_id>/<db_id>.sqlite`; None if there is none.

    Raises:
        InvalidInput: it is packed, or some of its rows are in another file, which is not read.
    """
    if not is_file_name(db_id):
        return None
    places = (folder / f"{db_id}.sqlite", folder / db_id / f"{db_id}.sqlite")
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        _check_is_not_packed(places)
    else:
        _check_is_whole(found)
    return found


def _check_is_not_packed(places: Sequence[Path]) -> None:
    packed = next((path for place in places if (path := place.with_name(f"{place.name}.gz")).is_file()), None)
    if packed is not None:
        remedy = f"unpack it: gunzip --keep {shlex.quote(str(packed))}"
        raise InvalidInput(field="databases", value=packed.name, rule="is packed", remedy=remedy)


def _check_is_whole(path: Path) -> None:
    """Refuse a file whose last changes are in its write-ahead log: files are opened as what does not change."""
    log = path.with_name(f"{path.name}-wal")
    if log.is_file() and log.stat().st_size:
        rule = f"has changes that are only in {log.name}"
        remedy = f"end the program that writes it, or copy it: sqlite3 {path.name} \"VACUUM INTO 'copy.sqlite'\""
        raise InvalidInput(field="databases", value=path.name, rule=rule, remedy=remedy)


def is_file_name(db_id: str) -> bool:
    """Whether a database's name, which comes from the data, does not lead out of a folder."""
    return bool(db_id) and Path(db_id).name == db_id


def database_files(folder: Path) -> Mapping[str, Path]:
    """All files that `database_file` finds in a folder, by their `db_id`, in its order."""
    files = (path.name for pattern in ("*", "*/*") for path in folder.glob(pattern))
    plain = {name.removesuffix(".gz") for name in files if name.endswith((".sqlite", ".sqlite.gz"))}
    found = {db_id: database_file(folder, db_id) for db_id in sorted(name.removesuffix(".sqlite") for name in plain)}
    return {db_id: path for db_id, path in found.items() if path is not None}
