"""Makes moto run the state machines that CloudFormation creates, and run them as AWS would.

moto has two Step Functions backends: one that only remembers, which CloudFormation uses, and an interpreter.
`executing` puts the interpreter in the place of both, and replaces the parts of it that differ from AWS, as
`_replacements` lists them; all of it is put back at the end.

* A child workflow may be EXPRESS; moto's grammar knows STANDARD only. The definition stays as deployed, and is
  translated when it is parsed.
* A Distributed Map fails when more children fail than it tolerates; in moto it succeeds.
* An item reader that cannot read fails with States.ItemReaderFailed; in moto with States.Runtime.
* Starting checks name and input as AWS does, and gives a name to an execution that has none.
* The interpreter's own AWS calls come from the state machine's role; in moto from nobody in particular.
* The end of an execution can be listened to; moto tells nobody.
* The length of waits, and of pauses before retries, is multiplied by a pace, so that they can be shorter than in AWS.
* A definition, or a path in one, is parsed once; moto parses it each time.

Checked against moto 5.2.5. AWS's behaviour: Step Functions developer guide, "Distributed Map state", "StartExecution".
"""

import json
import logging
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Final

from botocore.exceptions import ClientError
from moto.core.base_backend import BackendDict
from moto.core.config import default_user_config
from moto.stepfunctions import exceptions, models, urls
from moto.stepfunctions.parser import models as parser_models
from moto.stepfunctions.parser.api import HistoryEventType
from moto.stepfunctions.parser.asl.component.common.error_name.failure_event import FailureEvent, FailureEventException
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name import StatesErrorName
from moto.stepfunctions.parser.asl.component.common.error_name.states_error_name_type import StatesErrorNameType
from moto.stepfunctions.parser.asl.component.common.retry import retrier_decl
from moto.stepfunctions.parser.asl.component.state.exec.state_map.item_reader.eval import (
    resource_eval_factory,
    resource_eval_s3,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration.itemprocessor import (
    distributed_item_processor,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration.itemprocessor.distributed_item_processor_worker import (  # noqa: E501
    DistributedItemProcessorWorker,
)
from moto.stepfunctions.parser.asl.component.state.exec.state_map.iteration.job import Job
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
from moto.stepfunctions.parser.asl.component.state.wait.wait_function.wait_function import WaitFunction
from moto.stepfunctions.parser.asl.eval.environment import Environment
from moto.stepfunctions.parser.asl.parse.asl_parser import AmazonStateLanguageParser
from moto.stepfunctions.parser.asl.parse.preprocessor import Preprocessor
from moto.stepfunctions.parser.asl.utils import json_path
from moto.stepfunctions.parser.backend.execution import BaseExecutionWorkerCommunication

# An execution's name: 1 to 80 characters, none of those that the API reference of StartExecution forbids.
_NAME: Final = re.compile(r"[^\s<>{}\[\]?*\"#%\\^|~`$&,;:/\x00-\x1f\x7f-\x9f]{1,80}")
_EXCEEDED: Final = "The specified tolerated failure threshold was exceeded"
_log: Final = logging.getLogger("moto.stepfunctions.parser")
_parse: Final = AmazonStateLanguageParser.parse
_path: Final = lru_cache(maxsize=1024)(json_path.parse)
_starting: Final = threading.Lock()

_terminated: Final = BaseExecutionWorkerCommunication.terminated

ClientFor = Callable[[str, str, str], Any]
Ended = Callable[[Any], None]


class Interpreter(parser_models.StepFunctionsParserBackend):  # type: ignore[misc]  # mypy does not read moto
    """moto's interpreting backend, with AWS's rules for starting an execution."""

    @property
    def _url_module(self) -> Any:
        # moto looks for the routes beside the class's module, where ours has none.
        return urls

    def start_execution(
        self,
        state_machine_arn: str,
        name: str | None = None,
        execution_input: str | None = None,
        trace_header: str | None = None,
    ) -> Any:
        """Start an execution, or find the running one of that name and input."""
        name = name or str(uuid.uuid4())
        if not _NAME.fullmatch(name):
            raise exceptions.InvalidName(f"Invalid Name: '{name}'")
        if not _is_json(execution_input or "{}"):
            raise exceptions.InvalidExecutionInput(f"Invalid State Machine Execution Input: '{execution_input}'")
        with _starting:  # two starts of the same name at the same moment are one
            return super().start_execution(state_machine_arn, name, execution_input or "{}", trace_header or "")


class ToleratingWorker(DistributedItemProcessorWorker):  # type: ignore[misc]  # as above
    """A worker of a Distributed Map that ends the map when too many of its children have failed."""

    def _eval_job(self, env: Environment, job: Job) -> None:
        super()._eval_job(env, job)
        if _exceeds_tolerance(self._map_run_record, self._job_pool._jobs_number):  # noqa: SLF001 - moto has no other
            job.job_output = _failure(env, StatesErrorNameType.StatesExceedToleratedFailureThreshold, _EXCEEDED)


class ItemReader(resource_eval_s3.ResourceEvalS3):  # type: ignore[misc]  # as above
    """Reads a Distributed Map's items from S3, and names the error when it cannot."""

    def eval_resource(self, env: Environment) -> None:
        """Put the object's content on the interpreter's stack."""
        try:
            super().eval_resource(env)
        except ClientError as error:
            raise _failure(env, StatesErrorNameType.StatesItemReaderFailed, str(error)) from error


@contextmanager
def executing(client_for: ClientFor, *, pace: float = 1.0, ended: Ended = lambda _: None) -> Iterator[None]:
    """Let moto execute state machines, within the context.

    Args:
        client_for: gives the boto3 client of (region, service, role ARN) for the interpreter's own calls.
        pace: real seconds for each second that a state machine waits.
        ended: called with each execution that has ended, in the thread that it ran in.
    """
    replacements = _replacements(client_for, pace, ended)
    before = [(owner, name, vars(owner)[name]) for owner, name, _ in replacements]
    default_user_config["stepfunctions"] = {"execute_state_machine": True}
    # moto logs pages about a failed state; describe_execution has it in a line. This is not put back: executions that
    # are stopped when the account ends fail later, in their own threads.
    _log.setLevel(logging.CRITICAL)
    try:
        for owner, name, replacement in replacements:
            setattr(owner, name, replacement)
        yield
    finally:
        for owner, name, original in before:
            setattr(owner, name, original)
        default_user_config.pop("stepfunctions", None)


def stop_all() -> None:
    """Stop every execution that is still running."""
    backends: Any = models.stepfunctions_backends
    for _, _, backend in backends.iter_backends():
        for machine in backend.state_machines:
            for execution in machine.executions:
                if execution.status == "RUNNING":
                    machine.stop_execution(execution.execution_arn)


def portable(definition: str) -> str:
    """A definition in the words that moto's grammar knows; one that is not JSON is left for the parser to refuse."""
    return json.dumps(_translated(json.loads(definition))) if _is_json(definition) else definition


def _replacements(client_for: ClientFor, pace: float, ended: Ended) -> tuple[tuple[Any, str, Any], ...]:
    backends = BackendDict(Interpreter, "stepfunctions")

    def boto_client_for(region: str, service: str, state_credentials: Any = None) -> Any:
        return client_for(region, service, state_credentials.role_arn)

    def wait(_: Any, env: Environment, wait_seconds: float) -> None:
        _wait(env, wait_seconds * pace)

    def terminated(worker: Any) -> None:
        _terminated(worker)
        ended(worker.execution)

    return (
        (models, "stepfunctions_backends", backends),
        (parser_models, "stepfunctions_parser_backends", backends),
        (AmazonStateLanguageParser, "parse", staticmethod(_parsed)),
        (json_path, "parse", _path),
        (distributed_item_processor, "DistributedItemProcessorWorker", ToleratingWorker),
        (resource_eval_factory, "ResourceEvalS3", ItemReader),
        (resource_eval_s3, "boto_client_for", boto_client_for),
        (lambda_eval_utils, "boto_client_for", boto_client_for),
        (BaseExecutionWorkerCommunication, "terminated", terminated),
        (WaitFunction, "_wait_interval", wait),
        (retrier_decl, "time", SimpleNamespace(sleep=lambda seconds: time.sleep(seconds * pace))),
    )


def _parsed(definition: str) -> tuple[Any, Any]:
    tree = _syntax_tree(portable(definition))
    return Preprocessor().visit(tree), tree


@lru_cache(maxsize=32)
def _syntax_tree(definition: str) -> Any:
    # moto would parse for every execution, most of a second each time. The tree has no state; what is built of it has.
    return _parse(definition)[1]


def _wait(env: Environment, seconds: float) -> None:
    # The event also fires for changes that do not end a Wait.
    end = time.monotonic() + seconds
    while env.is_running() and (left := end - time.monotonic()) > 0:
        env.program_state_event.wait(left)


def _translated(value: Any) -> Any:
    if isinstance(value, list):
        return [_translated(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {key: _translated_field(key, each) for key, each in value.items()}


def _translated_field(key: str, value: Any) -> Any:
    if (key, value) == ("ExecutionType", "EXPRESS"):
        return "STANDARD"
    return float(value) if key == "ToleratedFailurePercentage" else _translated(value)


def _exceeds_tolerance(record: Any, items: int) -> bool:
    failed = record.item_counter.failed.get() + record.item_counter.timed_out.get()
    count, percentage = record.tolerated_failure_count, record.tolerated_failure_percentage
    if not count and not percentage:
        return bool(failed)
    return bool((count and failed > count) or (percentage and 100 * failed > percentage * items))


def _failure(env: Environment, kind: StatesErrorNameType, cause: str) -> FailureEventException:
    details: Any = {"mapRunFailedEventDetails": {"error": kind.to_name(), "cause": cause}}
    return FailureEventException(
        FailureEvent(
            env=env, error_name=StatesErrorName(kind), event_type=HistoryEventType.MapRunFailed, event_details=details
        )
    )


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True
