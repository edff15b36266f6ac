"""Ctrl-C, as a terminal sends it: to the command and to all that it has started; and what ends it in other ways."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# Who runs tests in the background of a script has them ignore interrupts, and what they start as well.
ATTENTIVE = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
PROGRAM = f"{ATTENTIVE}; from cli.start import main; main()"
ROW = {"context": "CREATE TABLE t (a INTEGER)", "answer": "SELECT a FROM t"}


@contextmanager
def started(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    """The command in a group of its own, as a shell starts it."""
    command = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
    pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, process_group=0, **pipes) as process:  # type: ignore[call-overload]
        yield process


def interrupted(process: subprocess.Popen[bytes], by: signal.Signals = signal.SIGINT) -> tuple[int, bytes]:
    """Its exit code and its last words."""
    os.killpg(process.pid, by)
    assert process.stderr is not None
    said = process.stderr.read()
    return process.wait(), said


def test_a_command_says_that_it_was_interrupted() -> None:
    with started("guard") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b'{"sql": "SELECT 1"}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["verdict"] == "allow"
        assert interrupted(process) == (130, b"tuneql: interrupted\n")


@pytest.mark.parametrize(
    ("by", "sign"),
    [
        (signal.SIGINT, ".tuneql-drafts"),
        (signal.SIGINT, ".tuneql-drafts/outcomes.jsonl"),
        (signal.SIGTERM, ".tuneql-drafts"),  # as by kill, timeout, or a scheduler that stops a job
        (signal.SIGTERM, ".tuneql-drafts/outcomes.jsonl"),
        (signal.SIGHUP, ".tuneql-drafts/outcomes.jsonl"),  # as by a terminal that is closed
    ],
)
def test_processes_that_prepare_rows_end_without_a_word_and_leave_nothing(
    tmp_path: Path, by: signal.Signals, sign: str
) -> None:
    corpus, out = tmp_path / "corpus.jsonl", tmp_path / "out"
    rows = (ROW | {"question": f"Which ones, in case {number}?"} for number in range(20_000))
    corpus.write_text("".join(json.dumps(row) + "\n" for row in rows))
    with started("corpus", "prepare", corpus, "--out", out, "--workers", "2") as process:
        while process.poll() is None and not (out / sign).exists():
            time.sleep(0.01)
        assert interrupted(process, by) == (130, b"tuneql: interrupted\n")
    assert list(tmp_path.iterdir()) == [corpus]
