import fcntl
import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.account import LocalAccount

ROOT = Path(__file__).parents[2]

HANDLER = """
import json, os, sys, time

def handler(event, context):
    print("said", event)
    return OPERATIONS[event["do"]](event, context)

def fail(event, context):
    raise KeyError("no such thing")

def imports(event, context):
    return __import__(event["module"]).__name__

OPERATIONS = {
    "echo": lambda event, context: event,
    "environment": lambda event, context: dict(os.environ),
    "process": lambda event, context: os.getpid(),
    "path": lambda event, context: sys.path,
    "context": lambda event, context: [context.function_name, context.invoked_function_arn, context.memory_limit_in_mb,
                                       0 < context.get_remaining_time_in_millis() <= 60_000,
                                       len(context.aws_request_id)],
    "sleep": lambda event, context: time.sleep(event["seconds"]),
    "exit": lambda event, context: os._exit(3),
    "set": lambda event, context: {1, 2},
    "big": lambda event, context: "x" * event["size"],
    "meet": lambda event, context: meet(event["folder"], event["me"], event["other"]),
    "fail": fail,
    "imports": imports,
}

def meet(folder, me, other):
    open(os.path.join(folder, me), "w").close()
    while not os.path.exists(os.path.join(folder, other)):
        time.sleep(0.01)
    return os.getpid()
"""


@pytest.fixture(scope="module")
def deployed(account: LocalAccount, assembly: Any, kit: Any) -> Any:
    code = assembly.asset("code", {"main.py": HANDLER, "broken.py": "import nowhere", "wrong.py": "def handler(:"})
    environment = {"Variables": {"TABLE": "t", "AWS_LAMBDA_EXEC": "own"}}
    resources = {
        "Role": kit.role(),
        "Echo": kit.function(code, role="Role", Timeout=60, MemorySize=256, Environment=environment),
        "Hasty": kit.function(code, role="Role", Timeout=1),
        "Other": kit.function(code, role="Role"),
        "Broken": kit.function(code, role="Role", Handler="broken.handler"),
        "Wrong": kit.function(code, role="Role", Handler="wrong.handler"),
        "Missing": kit.function(code, role="Role", Handler="main.absent"),
    }
    account.deploy(assembly.stack("Main", resources))

    def invoke(name: str, **event: Any) -> Any:
        return kit.invoke(account, kit.physical(account, name), event)

    return invoke


def test_a_function_answers_with_its_result(deployed: Any) -> None:
    assert deployed("Echo", do="echo", value=[1, "ä", None]) == ({"do": "echo", "value": [1, "ä", None]}, None)


def test_a_function_sees_its_own_environment_and_lambdas_and_nothing_else(
    deployed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_THE_HOST", "1")
    environment, _ = deployed("Echo", do="environment")
    assert environment["TABLE"] == "t"
    assert environment["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] == "256"
    assert environment["AWS_ENDPOINT_URL"].startswith("http://127.0.0.1:")
    own = {"TABLE", "TZ", "LANG", "PATH", "HOME", "LC_CTYPE", "LAMBDA_TASK_ROOT", "_HANDLER"}
    assert {name for name in environment if not name.startswith("AWS_")} <= own


def test_each_function_has_credentials_of_its_own(deployed: Any) -> None:
    first, second = (deployed(name, do="environment")[0]["AWS_ACCESS_KEY_ID"] for name in ("Echo", "Other"))
    assert first != second


def test_a_function_imports_from_its_asset_the_standard_library_and_the_runtime_only(deployed: Any) -> None:
    path, _ = deployed("Echo", do="path")
    assert not any("site-packages" in each for each in path)
    assert deployed("Echo", do="imports", module="boto3") == ("boto3", None)
    error, kind = deployed("Echo", do="imports", module="moto")
    assert (error["errorType"], kind) == ("ModuleNotFoundError", "Unhandled")


def test_the_context_is_lambdas(deployed: Any, account: LocalAccount, kit: Any) -> None:
    name = kit.physical(account, "Echo")
    described, _ = deployed("Echo", do="context")
    assert described == [name, f"arn:aws:lambda:us-east-1:123456789012:function:{name}", "256", True, 36]


def test_a_warm_process_is_used_again(deployed: Any) -> None:
    assert deployed("Echo", do="process") == deployed("Echo", do="process")


def test_concurrent_events_run_in_processes_of_their_own(deployed: Any, tmp_path: Path) -> None:
    answers: dict[str, Any] = {}

    def meet(me: str, other: str) -> None:
        answers[me] = deployed("Other", do="meet", folder=str(tmp_path), me=me, other=other)[0]

    threads = [threading.Thread(target=meet, args=pair) for pair in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers["a"] != answers["b"]


ERRORS = [
    ("Echo", {"do": "fail"}, "KeyError", "'no such thing'"),
    ("Hasty", {"do": "sleep", "seconds": 600}, "Sandbox.Timedout", "Task timed out after 1.00 seconds"),
    ("Echo", {"do": "exit"}, "Runtime.ExitError", "Runtime exited with error: exit status 3"),
    ("Echo", {"do": "set"}, "Runtime.MarshalError", "Object of type set is not JSON serializable"),
    ("Echo", {"do": "big", "size": 6 * 1024 * 1024}, "Function.ResponseSizeTooLarge", "Response payload size exceeded"),
    ("Broken", {}, "Runtime.ImportModuleError", "Unable to import module 'broken': No module named 'nowhere'"),
    ("Wrong", {}, "Runtime.UserCodeSyntaxError", "Syntax error in module"),
    ("Missing", {}, "Runtime.HandlerNotFound", "absent"),
]


@pytest.mark.parametrize(("name", "event", "error_type", "words"), ERRORS, ids=[row[2] for row in ERRORS])
def test_errors_are_reported_as_lambda_does(deployed: Any, name: str, event: Any, error_type: str, words: str) -> None:
    error, kind = deployed(name, **event)
    assert kind == "Unhandled"
    assert error["errorType"] == error_type
    assert words in error["errorMessage"]


def test_the_stack_trace_is_the_handlers(deployed: Any) -> None:
    error, _ = deployed("Echo", do="fail")
    assert "worker.py" not in "".join(error["stackTrace"])
    assert "no such thing" in "".join(error["stackTrace"])


def test_a_function_works_again_after_its_process_died(deployed: Any) -> None:
    deployed("Echo", do="exit")
    assert deployed("Echo", do="echo") == ({"do": "echo"}, None)


def test_what_a_handler_prints_is_in_its_log(deployed: Any, account: LocalAccount, kit: Any, tmp_path: Path) -> None:
    deployed("Other", do="echo", value="in the log")
    name = kit.physical(account, "Other")
    environment, _ = deployed("Other", do="environment")
    log = Path(environment["HOME"]).parent / "logs" / f"{name}.log"
    assert "in the log" in log.read_text()


def test_an_event_invocation_is_accepted_at_once(
    deployed: Any, account: LocalAccount, kit: Any, tmp_path: Path
) -> None:
    event = {"do": "meet", "folder": str(tmp_path), "me": "ran", "other": "ran"}
    name = kit.physical(account, "Echo")
    request = {"FunctionName": name, "InvocationType": "Event", "Payload": json.dumps(event)}
    assert account.client("lambda").invoke(**request)["StatusCode"] == 202
    deployed("Other", do="meet", folder=str(tmp_path), me="other", other="ran")


REFUSED = [
    ({"FunctionName": "nobody"}, "ResourceNotFoundException"),
    ({"Payload": b"{"}, "InvalidRequestContentException"),
    ({"Payload": b'"' + b"x" * 6 * 1024 * 1024 + b'"'}, "RequestTooLargeException"),
]


@pytest.mark.parametrize(("request_", "code"), REFUSED, ids=[row[1] for row in REFUSED])
def test_what_lambda_refuses_is_refused(
    deployed: Any, account: LocalAccount, kit: Any, request_: Any, code: str
) -> None:
    with pytest.raises(ClientError) as caught:
        account.client("lambda").invoke(**{"FunctionName": kit.physical(account, "Echo"), **request_})
    assert caught.value.response["Error"]["Code"] == code


# It says that it is at work, and holds a lock for as long as it lives.
HOLDS_A_LOCK = """
import fcntl, time
def handler(event, context):
    lock = open(event["lock"], "w")
    fcntl.flock(lock, fcntl.LOCK_EX)
    print("holding", file=open(event["ready"], "w"))
    time.sleep(600)
"""
STARTS_IT = """
import json, sys
from pathlib import Path
from local.functions.process import Process
from local.functions.start import Environment, Workers
folder = Path(sys.argv[1])
names = ("FUNCTION_NAME", "FUNCTION_VERSION", "FUNCTION_MEMORY_SIZE", "LOG_GROUP_NAME", "LOG_STREAM_NAME")
variables = tuple((f"AWS_LAMBDA_{name}", "x") for name in names)
environment = Environment(task_root=folder, handler="main.handler", variables=variables, log=folder / "log")
event = {"lock": str(folder / "lock"), "ready": str(folder / "ready")}
process = Process(environment, Workers(), start_limit=60)
process.ask({"request_id": "1", "deadline": 0, "arn": "", "event": event}, limit=600)
"""


def test_a_worker_ends_with_the_account_even_in_the_middle_of_an_event(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text(HOLDS_A_LOCK)
    os.mkfifo(tmp_path / "ready")
    parent = subprocess.Popen([sys.executable, "-c", STARTS_IT, str(tmp_path)], cwd=ROOT)
    assert (tmp_path / "ready").read_text() == "holding\n"
    parent.kill()
    parent.wait()
    with (tmp_path / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # blocks until the worker is gone
