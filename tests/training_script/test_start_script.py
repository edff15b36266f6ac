"""start.sh, the container's entrypoint, with a `python` that records its calls. Needs no PyTorch."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

START = Path(__file__).parents[2] / "training" / "start.sh"
NOTE = '#!/bin/bash\necho "$$ $PWD $*" >> "$CALLS"\n'
PIP = "-m pip install --quiet --disable-pip-version-check -r requirements.txt"


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """The channel `code`, and beside it a folder for `python`."""
    folder = tmp_path / "code"
    folder.mkdir()
    (tmp_path / "bin").mkdir()
    shutil.copy(START, folder)
    return folder


def start(code: Path, python: str) -> "subprocess.Popen[bytes]":
    program = code.parent / "bin" / "python"
    program.write_text(NOTE + python)
    program.chmod(0o755)
    return subprocess.Popen(
        ["/bin/bash", str(code / "start.sh"), "--epochs", "3", "--data", "a b"],
        cwd=code.parent,
        env={
            "PATH": f"{program.parent}{os.pathsep}{os.defpath}",
            "CALLS": str(code.parent / "calls"),
            "FAILURE_FILE": str(code.parent / "failure"),
        },
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )


def calls(code: Path) -> list[tuple[str, str]]:
    """Folder and arguments of each call of `python`."""
    lines = (line.split(" ", 2) for line in (code.parent / "calls").read_text().splitlines())
    return [(folder, arguments) for _, folder, arguments in lines]


def test_it_installs_what_is_missing_and_becomes_the_script(code: Path) -> None:
    with start(code, "exit 0") as process:
        assert process.wait() == 0
    assert calls(code) == [(str(code), PIP), (str(code), "train.py --epochs 3 --data a b")]
    assert (code.parent / "calls").read_text().splitlines()[1].split()[0] == str(process.pid)


def test_its_exit_status_is_that_of_the_script(code: Path) -> None:
    with start(code, '[ "$1" = train.py ] && exit 143; exit 0') as process:
        assert process.wait() == 143
    assert not (code.parent / "failure").exists()


def test_it_says_why_the_environment_could_not_be_made(code: Path) -> None:
    with start(code, "echo 'ERROR: no matching distribution for peft' >&2; exit 1") as process:
        assert process.wait() == 1
    assert [arguments for _, arguments in calls(code)] == [PIP]
    reason = (code.parent / "failure").read_text()
    assert reason.startswith("start.sh: pip could not install requirements.txt; the container must reach PyPI")
    assert "no matching distribution for peft" in reason


def test_it_ends_when_it_is_told_to_while_it_installs(code: Path) -> None:
    with start(code, 'while [ ! -e "$CALLS.go" ]; do sleep 0.05; done') as process:
        while not (code.parent / "calls").exists():
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        (code.parent / "calls.go").touch()
        assert process.wait() == 143
    assert [arguments for _, arguments in calls(code)] == [PIP]
