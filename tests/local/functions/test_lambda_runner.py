"""How many processes there are at a time, and who gets one."""

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from local.functions.function import Function
from local.functions.runner import LambdaRunner
from local.identities import Identities

HANDLER = "import os\n\ndef handler(event, context):\n    return [os.getpid(), event]\n"
BROKEN = "import nowhere\n"


def function(source: str) -> Function:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as package:
        package.writestr("main.py", source)
    return Function(
        name="f",
        arn="arn:aws:lambda:us-east-1:123456789012:function:f",
        handler="main.handler",
        runtime="python3.13",
        timeout=30,
        memory=128,
        role="arn:aws:iam::123456789012:role/f",
        environment={},
        code_hash=hashlib.sha256(source.encode()).hexdigest(),
        code=archive.getvalue,
    )


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., LambdaRunner]]:
    runners: list[LambdaRunner] = []

    def start(**limits: int) -> LambdaRunner:
        known = {"directory": tmp_path, "endpoint": "http://127.0.0.1:9", "region": "us-east-1"}
        runners.append(LambdaRunner(**known, identities=Identities(), **limits))  # type: ignore[arg-type]
        return runners[-1]

    yield start
    for runner in runners:
        runner.close()


def processes(runner: LambdaRunner, source: str, events: int) -> set[str]:
    """Which processes answered so many events that came at once."""
    with ThreadPoolExecutor(max_workers=events) as pool:
        answers = list(pool.map(lambda event: runner.invoke(function(source), event), range(events)))
    return {answer.payload.decode().partition(",")[0] for answer in answers if not answer.failed}


def test_events_beyond_the_limit_wait_for_a_process(start: Callable[..., LambdaRunner]) -> None:
    assert len(processes(start(concurrency=1), HANDLER, 8)) == 1
    assert 1 <= len(processes(start(concurrency=3), HANDLER, 12)) <= 3


def test_nobody_waits_for_a_process_that_did_not_come_up(start: Callable[..., LambdaRunner]) -> None:
    runner = start(concurrency=2, starts=1)
    assert processes(runner, BROKEN, 6) == set()
    assert len(processes(runner, HANDLER, 6)) <= 2


def test_two_accounts_may_share_a_folder(start: Callable[..., LambdaRunner], tmp_path: Path) -> None:
    runners = [start(starts=1) for _ in range(6)]
    with ThreadPoolExecutor(max_workers=len(runners)) as pool:
        answers = list(pool.map(lambda runner: runner.invoke(function(HANDLER), 1), runners))
    assert [answer.payload for answer in answers if answer.failed] == []
    assert [path.name for path in (tmp_path / "functions").iterdir()] == [function(HANDLER).code_hash]
