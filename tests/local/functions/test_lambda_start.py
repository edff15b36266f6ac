"""Workers that are forked from a nursery, which has imported what their asset holds for all, and no handler."""

import json
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from local.functions.process import ExitedError, Process
from local.functions.start import Environment, Workers

HANDLER = """
import os, library.part, parcel
OWN = os.getpid()
def handler(event, context):
    if "exit" in event:
        os._exit(event["exit"])
    print("said", event)
    return {"me": os.getpid(), "own": OWN, "parcel": parcel.IMPORTED_BY,
            "library": library.part.IMPORTED_BY, "variable": os.environ["VARIABLE"],
            "host": os.environ.get("SECRET_OF_THE_HOST"), "leader": os.getpgid(0)}
"""


LATE = """
import os
def handler(event, context):
    import parcel
    return {"me": os.getpid(), "parcel": parcel.IMPORTED_BY}
"""


@pytest.fixture
def asset(tmp_path: Path) -> Path:
    """A folder of code with a package in it, as pip leaves one, and a library of its own."""
    files = {
        "main.py": HANDLER,
        "late.py": LATE,
        "broken.py": "import parcel, nowhere",
        "library/part.py": "import os\nIMPORTED_BY = os.getpid()",
        "parcel/__init__.py": "import os\nIMPORTED_BY = os.getpid()",
        "parcel-1.dist-info/WHEEL": "Tag: py3-none-any\n",
        "parcel-1.dist-info/RECORD": "parcel/__init__.py,,\nparcel-1.dist-info/WHEEL,,\n",
    }
    for name, text in files.items():
        (tmp_path / "code" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "code" / name).write_text(text)
    return tmp_path / "code"


@pytest.fixture
def start(asset: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Process]]:
    monkeypatch.setenv("SECRET_OF_THE_HOST", "1")
    workers, processes = Workers(), []
    names = ("FUNCTION_NAME", "FUNCTION_VERSION", "FUNCTION_MEMORY_SIZE", "LOG_GROUP_NAME", "LOG_STREAM_NAME")
    known = {f"AWS_LAMBDA_{name}": "x" for name in names}

    def start(variable: str, handler: str = "main.handler") -> Process:
        variables = tuple((known | {"VARIABLE": variable}).items())
        log = asset.parent / f"{variable}.log"
        environment = Environment(task_root=asset, handler=handler, variables=variables, log=log)
        processes.append(Process(environment, workers, start_limit=60))
        return processes[-1]

    yield start
    for each in processes:
        each.close()
    workers.close()


def ask(process: Process, **event: Any) -> Any:
    answer = process.ask({"request_id": "1", "deadline": 0, "arn": "", "event": event}, limit=60)
    return json.loads(answer["result"])


def test_later_workers_find_imported_what_they_share_and_import_their_handler_themselves(
    start: Callable[..., Process],
) -> None:
    first, second, third = (ask(start(name)) for name in ("a", "b", "c"))
    assert first["parcel"] == first["library"] == first["me"]
    assert len({each[name] for each in (second, third) for name in ("parcel", "library")}) == 1
    assert second["parcel"] not in {first["me"], second["me"], third["me"]}
    assert all(each["own"] == each["me"] == each["leader"] for each in (first, second, third))
    assert len({each["me"] for each in (first, second, third)}) == 3


def test_nothing_is_shared_where_packages_are_imported_when_asked(start: Callable[..., Process]) -> None:
    seen = [ask(start(name, "late.handler")) for name in ("a", "b")]
    assert all(each["parcel"] == each["me"] for each in seen)


def test_each_has_an_environment_and_a_log_of_its_own(start: Callable[..., Process], asset: Path) -> None:
    seen = [ask(start(name), name=name) for name in ("a", "b")]
    assert [(each["variable"], each["host"]) for each in seen] == [("a", None), ("b", None)]
    assert [(asset.parent / f"{name}.log").read_text() for name in "ab"] == [f"said {{'name': '{n}'}}\n" for n in "ab"]


@pytest.mark.parametrize("ordinal", [1, 2], ids=["by itself", "forked"])
def test_how_one_ended_is_told(start: Callable[..., Process], ordinal: int) -> None:
    *_, exits = [start("a") for _ in range(ordinal)]
    with pytest.raises(ExitedError, match="exit status 7"):
        ask(exits, exit=7)
    killed = start("b")
    os.kill(killed.pid, signal.SIGKILL)
    with pytest.raises(ExitedError, match="signal: SIGKILL"):
        ask(killed)


@pytest.mark.parametrize("ordinal", [1, 2], ids=["by itself", "forked"])
def test_a_handler_that_cannot_be_imported_is_told(start: Callable[..., Process], ordinal: int) -> None:
    *_, broken = [start("a", "broken.handler") for _ in range(ordinal)]
    assert broken.failure is not None
    assert broken.failure["errorType"] == "Runtime.ImportModuleError"


def test_without_its_nursery_a_worker_is_started_by_itself(start: Callable[..., Process]) -> None:
    start("a")
    nursery = ask(start("b"))["parcel"]
    os.kill(nursery, signal.SIGKILL)
    alone = ask(start("c"))
    assert (alone["variable"], alone["parcel"]) == ("c", alone["me"])
