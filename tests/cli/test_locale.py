"""Text is UTF-8 in every locale."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

DDL: Final = "CREATE TABLE cafés (näme TEXT) -- in €"
SQL: Final = "SELECT näme FROM cafés WHERE näme = '€'"
# Without Python's own remedies, as in a locale of one byte a character.
NARROW: Final = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


def typed(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    command = [str(Path(sys.executable).with_name("tuneql")), *map(str, arguments)]
    return subprocess.run(command, input=stdin, env=os.environ | NARROW, capture_output=True, check=False)


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    path = tmp_path / "schema.sql"
    path.write_text(DDL, encoding="utf-8")
    return path


def test_what_is_read_from_a_pipe_is_utf_8_and_so_is_the_answer(schema: Path) -> None:
    ran = typed("guard", "--dialect", "postgres", "--schema", schema, stdin=json.dumps({"sql": SQL}).encode())
    raw = typed("guard", "--schema", schema, stdin=json.dumps({"sql": SQL}, ensure_ascii=False).encode())
    assert ran.stdout == raw.stdout
    assert json.loads(ran.stdout.decode())["sql"] == SQL


def test_what_is_no_utf_8_is_refused_in_every_locale() -> None:
    ran = typed("guard", stdin=json.dumps({"sql": SQL}, ensure_ascii=False).encode("cp1252"))
    assert (ran.returncode, b"is not UTF-8" in ran.stderr, b"Traceback" in ran.stderr) == (2, True, False)


def test_ddl_is_written_in_utf_8(schema: Path) -> None:
    ran = typed("schema", "read", schema)
    assert (ran.returncode, ran.stderr) == (0, b"1 table in sqlite\n")
    assert "cafés (näme TEXT)" in ran.stdout.decode()
