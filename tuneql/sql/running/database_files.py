"""Where the rows of a database are in a folder of SQLite files."""

from collections.abc import Mapping
from pathlib import Path


def database_file(folder: Path, db_id: str) -> Path | None:
    """The file of a database: `<db_id>.sqlite`, or as Spider has it `<db_id>/<db_id>.sqlite`; None if there is none."""
    if not db_id or Path(db_id).name != db_id:  # it comes with the data, and must not lead out of the folder
        return None
    places = (folder / f"{db_id}.sqlite", folder / db_id / f"{db_id}.sqlite")
    return next((place for place in places if place.is_file()), None)


def database_files(folder: Path) -> Mapping[str, Path]:
    """All files that `database_file` finds in a folder, by their `db_id`, in its order."""
    named = sorted({path.stem for pattern in ("*.sqlite", "*/*.sqlite") for path in folder.glob(pattern)})
    found = {db_id: database_file(folder, db_id) for db_id in named}
    return {db_id: path for db_id, path in found.items() if path is not None}
