import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tuneql.errors import InvalidInput
from tuneql.sql.running.database_files import database_file, database_files


def test_a_file_whose_last_changes_are_in_its_log_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "shop.sqlite"
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("CREATE TABLE t (a INT)")
        with pytest.raises(InvalidInput, match=r"'shop.sqlite' has changes that are only in shop.sqlite-wal"):
            database_file(tmp_path, "shop")
    assert database_file(tmp_path, "shop") == path


def test_a_packed_file_is_refused_unless_it_is_unpacked_too(tmp_path: Path) -> None:
    (tmp_path / "shop.sqlite.gz").touch()
    for find in (lambda: database_file(tmp_path, "shop"), lambda: database_files(tmp_path)):
        with pytest.raises(
            InvalidInput, match=r"'shop.sqlite.gz' is packed; unpack it: gunzip --keep .*/shop.sqlite.gz"
        ):
            find()
    (tmp_path / "shop.sqlite").touch()
    assert database_files(tmp_path) == {"shop": tmp_path / "shop.sqlite"}
