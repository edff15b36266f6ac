"""Runs Lambda functions from their deployed code, each in its own warm processes.

moto keeps the functions (configuration and code) and would run them in Docker. Here they run as in AWS, in processes of
a `pool`, with new ones for a new configuration or new code.
"""

import io
import json
import os
import tempfile
import threading
import time
import uuid
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from local.functions.function import Function, Invocation
from local.functions.pool import ProcessPool
from local.functions.process import ExitedError, Process
from local.functions.start import Environment
from local.identities import Identities

# Lambda quotas: payloads of a synchronous invocation, request and response each.
PAYLOAD_BYTES: Final = 6 * 1024 * 1024
# How many events are worked on at a time. In AWS an account may have 1,000; a laptop's memory holds so many processes.
CONCURRENCY: Final = 64
# The name of log streams in the local account; each function has one log file.
LOG_STREAM: Final = "local"
LOGS: Final = "logs"
"""The folder of those files."""


class LambdaRunner:
    """The execution environments of one account. Safe to share between threads.

    Args:
        directory: where code is unpacked (`functions/`) and logs are written (`logs/<function>.log`).
        endpoint: the account's URL, which becomes the functions' AWS_ENDPOINT_URL.
        region: the account's region.
        identities: gives each function its own credentials.
        concurrency, starts, idle, start_limit: see `ProcessPool`; by default two starts or more, one a core.
    """

    def __init__(
        self,
        *,
        directory: Path,
        endpoint: str,
        region: str,
        identities: Identities,
        concurrency: int = CONCURRENCY,
        starts: int | None = None,
        idle: int = CONCURRENCY,
        start_limit: float = 60.0,
    ) -> None:
        self._directory, self._endpoint, self._region = directory, endpoint, region
        self._identities = identities
        self._pool = ProcessPool(
            concurrency=concurrency, starts=starts or max(2, os.cpu_count() or 1), idle=idle, start_limit=start_limit
        )
        self._unpacking = threading.Lock()

    def invoke(self, function: Function, event: Any) -> Invocation:
        """Give a function an event and wait for its answer.

        Args:
            function: what to run.
            event: any JSON value.

        Returns:
            The handler's result, or its error as AWS words it.
        """
        request_id = str(uuid.uuid4())
        try:
            with self._pool.process(self._environment(function)) as process:
                answer = _ask(process, function, event, request_id)
        except TimeoutError:
            message = f"RequestId: {request_id} Error: Task timed out after {function.timeout:.2f} seconds"
            answer = {"error": {"errorType": "Sandbox.Timedout", "errorMessage": message}}
        except ExitedError as ended:
            message = f"RequestId: {request_id} Error: Runtime exited with error: {ended}"
            answer = {"error": {"errorType": "Runtime.ExitError", "errorMessage": message}}
        return _invocation(answer)

    def close(self) -> None:
        """End every process, busy or not."""
        self._pool.close()

    def idle(self, handler: str) -> tuple[int, ...]:
        """The numbers of a handler's processes that wait for an event."""
        return self._pool.idle(handler)

    def _environment(self, function: Function) -> Environment:
        task_root = self._unpacked(function)
        variables = {**self._lambda_variables(function, task_root), **function.environment}
        return Environment(
            task_root=task_root,
            handler=function.handler,
            variables=tuple(sorted(variables.items())),
            log=self._directory / LOGS / f"{function.name}.log",
        )

    def _unpacked(self, function: Function) -> Path:
        root = self._directory / "functions" / function.code_hash
        with self._unpacking:
            if not root.is_dir():
                root.parent.mkdir(parents=True, exist_ok=True)
                _unpack(function.code(), root)
        return root

    def _lambda_variables(self, function: Function, task_root: Path) -> dict[str, str]:
        # Lambda developer guide, "Defined runtime environment variables". HOME keeps the host's ~/.aws out of sight.
        caller = self._identities.of_role(function.name, function.role)
        return {
            "_HANDLER": function.handler,
            "AWS_REGION": self._region,
            "AWS_DEFAULT_REGION": self._region,
            "AWS_ENDPOINT_URL": self._endpoint,
            "AWS_ACCESS_KEY_ID": caller.access_key,
            "AWS_SECRET_ACCESS_KEY": caller.secret_key,
            "AWS_SESSION_TOKEN": "local",
            "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.runtime}",
            "AWS_LAMBDA_FUNCTION_NAME": function.name,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory),
            "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
            "AWS_LAMBDA_INITIALIZATION_TYPE": "on-demand",
            "AWS_LAMBDA_LOG_GROUP_NAME": f"/aws/lambda/{function.name}",
            "AWS_LAMBDA_LOG_STREAM_NAME": LOG_STREAM,
            "LAMBDA_TASK_ROOT": str(task_root),
            "LANG": "en_US.UTF-8",
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "TZ": ":UTC",
            "HOME": str(self._directory / "home"),
        }


def _unpack(code: bytes, root: Path) -> None:
    """Unpack an archive to a new folder, which appears whole, even if another account unpacks to it just then."""
    with tempfile.TemporaryDirectory(prefix=f"{root.name}.", dir=root.parent) as folder:
        partial = Path(folder) / root.name
        with zipfile.ZipFile(io.BytesIO(code)) as archive:
            archive.extractall(partial)
        try:
            partial.rename(root)
        except OSError:
            if not root.is_dir():
                raise


def _ask(process: Process, function: Function, event: Any, request_id: str) -> dict[str, Any]:
    if process.failure is not None:
        return {"error": process.failure}
    deadline = time.time() + function.timeout
    message = {"request_id": request_id, "deadline": deadline, "arn": function.arn, "event": event}
    return process.ask(message, limit=function.timeout)


def _invocation(answer: Mapping[str, Any]) -> Invocation:
    if "error" in answer:
        return Invocation(payload=json.dumps(answer["error"]).encode(), failed=True)
    payload = answer["result"].encode()
    if len(payload) > PAYLOAD_BYTES:
        error = {
            "errorType": "Function.ResponseSizeTooLarge",
            "errorMessage": f"Response payload size exceeded maximum allowed payload size ({PAYLOAD_BYTES} bytes).",
        }
        return Invocation(payload=json.dumps(error).encode(), failed=True)
    return Invocation(payload=payload, failed=False)
