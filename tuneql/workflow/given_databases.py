"""The databases that were given to a run, each fetched when it is first used."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tuneql.locations import Location
from tuneql.ports import Objects
from tuneql.sql.running.database_files import is_file_name
from tuneql.workflow.run import Run


class GivenDatabases:
    """SQLite files of a folder in S3.

    Args:
        location: of the folder, which has `<db_id>.sqlite`.
        objects: where it is.
        folder: a temporary folder for files.
    """

    def __init__(self, location: Location, objects: Objects, folder: Path) -> None:
        self._location, self._objects, self._folder = location, objects, folder
        self._files: dict[str, Path | None] = {}

    def file(self, db_id: str) -> Path | None:
        """The file of a database; None if there is none."""
        if db_id not in self._files:
            self._files[db_id] = self._fetched(db_id) if is_file_name(db_id) else None
        return self._files[db_id]

    def _fetched(self, db_id: str) -> Path | None:
        found = self._objects.fetch(self._location.within(f"{db_id}.sqlite"))
        if found is None or found.data is None:
            return None
        file = self._folder / f"given-{len(self._files)}.sqlite"
        file.write_bytes(found.data)
        return file


@contextmanager
def given_databases(run: Run, objects: Objects) -> Iterator[GivenDatabases | None]:
    """The given databases of a run, kept for the duration of the context; None if there are none."""
    if run.databases is None:
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        yield GivenDatabases(run.databases, objects, Path(folder))
