"""The process that one Lambda execution environment runs in: `python -I -S -u worker.py OPTIONS`.

It has the standard library, the function's code and its own environment, and nothing else. It imports the handler, says
so, and then answers one event per line until its standard input ends. Then it ends, even in the middle of an event, so
that no worker outlives the account.

Lines in: `{"request_id", "deadline", "arn", "event"}`. Lines out: first `{"error", "shared"}`, then for each event
`{"result": JSON text}` or `{"error": {"errorMessage", "errorType", "stackTrace"}}`. The first error is the import's, or
null; `shared` are the imported modules of the asset and the runtime, without the handler's own package; it is empty in
a fork, and where no package of the asset is among them. Error types are those of AWS's own runtime
(aws-lambda-python-runtime-interface-client).

Options: `task_root`, `site`, and `handler`; or, instead of `handler`, `shared`. Then the process is a nursery: it
imports these modules, which takes nearly all of a worker's start, and forks workers on requests from its standard
input, a socket: `{"handler", "variables"}` with the worker's standard streams, answered by its process id, and
`{"wait": process id}`, answered by how it ended. Workers import the handlers' own package themselves; what functions
share must not read a function's environment when it is imported.
"""

import contextlib
import gc
import importlib
import importlib.machinery
import json
import logging
import os
import platform
import queue
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import IO, Any, Final, NoReturn

# What the managed Python runtime includes (AWS Lambda developer guide, "Runtime-included SDK versions").
RUNTIME_MODULES: Final = frozenset({"boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six", "urllib3"})

REQUEST_BYTES: Final = 1 << 18
"""What a socket takes at once; Lambda allows a function 4 KB of environment variables."""

Json = dict[str, Any]
Handler = Callable[[Any, Any], Any]


class HostPackages:
    """Finds the named top-level modules in the host's site-packages, and no others."""

    def __init__(self, names: Iterable[str], site: str) -> None:
        self._names, self._path = frozenset(names), [site]

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None = None,  # noqa: ARG002 - the import system passes it
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """The module's spec from the host, if it is one of ours."""
        return PathFinder.find_spec(fullname, self._path, target) if fullname in self._names else None


class UnloadableError(ImportError):
    """A wheel of the asset is built for Lambda's processor, and the host has no equal one."""


class Context:
    """What a handler gets as its second argument."""

    def __init__(self, message: Json) -> None:
        self.aws_request_id = message["request_id"]
        self.invoked_function_arn = message["arn"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self.client_context = self.identity = None
        self._deadline = message["deadline"]

    def get_remaining_time_in_millis(self) -> int:
        """How long the event may still take."""
        return max(0, int((self._deadline - time.time()) * 1000))


def main(options: Json) -> None:
    """Import the handler, then answer events until there are no more."""
    is_forked = "shared" in options
    if is_forked:
        options |= {"handler": born_in_nursery(options)}
    requests, replies = _take_over_streams()
    logging.basicConfig(format="[%(levelname)s]\t%(asctime)s\t%(message)s")
    events = _events(requests)
    handler, failure = _prepared(options)
    _reply(replies, {"error": failure, "shared": [] if is_forked else _shared(options)})
    if handler is None:
        return
    for message in events:
        _reply(replies, answer(handler, message))


def born_in_nursery(options: Json) -> str:
    """Import what is shared, and fork workers until the socket ends; returns its handler's name in each worker."""
    control = socket.socket(fileno=os.dup(0))
    _prepare_imports(Path(options["task_root"]), Path(options["site"]))
    for name in options["shared"]:
        with contextlib.suppress(ImportError):  # a module that another one makes, such as those of six.moves
            importlib.import_module(name)
    gc.freeze()  # or collecting garbage in a worker would copy what all share
    while True:
        request, streams, *_ = socket.recv_fds(control, REQUEST_BYTES, 3)
        if not request:
            os._exit(0)
        asked = json.loads(request)
        if "wait" in asked:
            control.send(b"%d" % os.waitstatus_to_exitcode(os.waitpid(asked["wait"], 0)[1]))
        elif worker := os.fork():
            for each in streams:
                os.close(each)
            control.send(b"%d" % worker)
        else:
            control.close()
            _be_born(asked["variables"], streams)
            return str(asked["handler"])


def _be_born(variables: Mapping[str, str], streams: Iterable[int]) -> None:
    os.setsid()
    for place, stream in enumerate(streams):
        os.dup2(stream, place)
        os.close(stream)
    os.environ.clear()
    os.environ.update(variables)
    time.tzset()


def answer(handler: Handler, message: Json) -> Json:
    """The handler's answer to one event: its result as JSON text, or its error."""
    try:
        result = handler(message["event"], Context(message))
    except Exception as error:  # noqa: BLE001 - whatever a handler raises is its answer
        return {"error": described(error)}
    try:
        return {"result": json.dumps(result, ensure_ascii=False, allow_nan=False)}
    except (TypeError, ValueError) as error:
        return {"error": _failure("Runtime.MarshalError", f"Unable to marshal response: {error}")}


def described(error: BaseException) -> Json:
    """An exception as Lambda reports it; its traceback goes to the log."""
    traceback.print_exception(error)
    frames = traceback.format_list(traceback.extract_tb(error.__traceback__)[1:])  # the first is ours
    return _failure(type(error).__name__, str(error), frames)


def load(name: str) -> Handler:
    """The function that `package.module.function` names."""
    module, _, function = name.rpartition(".")
    handler: Handler = getattr(importlib.import_module(module.replace("/", ".")), function)
    return handler


def foreign_modules(task_root: Path, site: Path) -> Iterator[str]:
    """Top-level modules of the asset that this machine cannot load, but has installed itself.

    Raises:
        UnloadableError: the host has no such package, or another version of it.
    """
    for metadata in sorted(task_root.glob("*.dist-info")):
        if not _loadable(metadata):
            _check_host(metadata, site)
            yield from _top_level(metadata)


def _take_over_streams() -> tuple[IO[bytes], IO[bytes]]:
    # What the handler prints goes to the log, and it has nothing to read; the pipes to the parent are ours alone.
    requests, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return requests, replies


def _events(requests: IO[bytes]) -> Iterator[Json]:
    # Read from the start, in a thread: the end of input must end the process whatever the handler is doing.
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(requests, lines), daemon=True).start()
    return (json.loads(line) for line in iter(lines.get, None))


def _read(requests: IO[bytes], lines: "queue.SimpleQueue[bytes]") -> NoReturn:
    for line in requests:
        lines.put(line)
    os._exit(0)


def _prepared(options: Json) -> tuple[Handler | None, Json | None]:
    try:
        _prepare_imports(Path(options["task_root"]), Path(options["site"]))
        return load(options["handler"]), None
    except AttributeError as error:
        return None, _failure("Runtime.HandlerNotFound", f"Handler missing: {error}")
    except SyntaxError as error:
        return None, _failure("Runtime.UserCodeSyntaxError", f"Syntax error in module: {error}")
    except ImportError as error:
        traceback.print_exc()
        return None, _failure(
            "Runtime.ImportModuleError", f"Unable to import module '{options['handler'].rpartition('.')[0]}': {error}"
        )
    except Exception as error:  # noqa: BLE001 - a module may raise anything while it is imported
        return None, described(error)


def _shared(options: Json) -> list[str]:
    """The imported modules that other handlers may import too, in the order of their import.

    Empty if no package of the asset is among them: such a function imports its packages at its first event, and many
    workers that are forked at once would all do so at once.
    """
    root = Path(options["task_root"])
    installed = {name for metadata in root.glob("*.dist-info") for name in _top_level(metadata)}
    of_the_asset = {path.name.partition(".")[0] for path in root.iterdir()}
    tops = (of_the_asset | RUNTIME_MODULES) - {options["handler"].partition(".")[0]}
    found = [name for name in list(sys.modules) if name.partition(".")[0] in tops]
    return found if any(name.partition(".")[0] in installed for name in found) else []


def _prepare_imports(task_root: Path, site: Path) -> None:
    if str(task_root) in sys.path:  # since the nursery
        return
    sys.path.insert(0, str(task_root))
    sys.meta_path.insert(0, HostPackages(foreign_modules(task_root, site), str(site)))
    sys.meta_path.append(HostPackages(RUNTIME_MODULES, str(site)))


def _loadable(metadata: Path) -> bool:
    # Wheel tags read "python-abi-platform"; a pure wheel's platform is "any".
    wheel = (metadata / "WHEEL").read_text() if (metadata / "WHEEL").is_file() else ""
    tags = [line.removeprefix("Tag:").strip() for line in wheel.splitlines() if line.startswith("Tag:")]
    return not tags or any(_fits(tag) for tag in tags)


def _fits(tag: str) -> bool:
    python, abi, target = tag.split("-", 2)
    here = f"cp{sys.version_info.major}{sys.version_info.minor}"
    return target == "any" or (target.endswith(platform.machine()) and (abi in {"abi3", "none"} or python == here))


def _check_host(metadata: Path, site: Path) -> None:
    name, _, version = metadata.name.removesuffix(".dist-info").rpartition("-")
    if not (site / metadata.name).is_dir():
        found = ", ".join(path.name.removesuffix(".dist-info") for path in site.glob(f"{name}-*.dist-info"))
        raise UnloadableError(
            f"the asset's {name} {version} is built for another machine, and this one has {found or 'none'} installed; "
            f"install {name}=={version} to run the asset here"
        )


def _top_level(metadata: Path) -> Iterator[str]:
    for line in (metadata / "RECORD").read_text().splitlines():
        top = line.partition(",")[0].partition("/")[0]
        if not top.endswith((".dist-info", ".data", "..")):
            yield top.partition(".")[0]


def _failure(error_type: str, message: str, stack: Sequence[str] = ()) -> Json:
    return {"errorMessage": message, "errorType": error_type, "stackTrace": list(stack)}


def _reply(replies: IO[bytes], message: Json) -> None:
    replies.write(json.dumps(message).encode() + b"\n")
    replies.flush()


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
