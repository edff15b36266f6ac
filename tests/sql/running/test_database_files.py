import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tuneql.errors import InvalidInput
from tuneql.sql.running.database_files import database_file


def test_a_file_whose_last_changes_are_in_its_log_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shop.sqlite"
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE t (a INT)")
        with pytest.raises(InvalidInput, match=r"'shop.sqlite' has changes that are only in shop.sqlite-wal"):
            database_file(tmp_path, "shop")
    assert database_file(tmp_path, "shop") == path
