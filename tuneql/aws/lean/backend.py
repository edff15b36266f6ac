"""Makes the endpoint's backend from the environment variables of its function."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from tuneql.aws.conversation import read_guardrail
from tuneql.aws.lean.objects import StoredObjects
from tuneql.aws.lean.pointer import CachedReader, ParameterReader
from tuneql.aws.lean.runtime import RuntimeModel
from tuneql.aws.lean.service import Account, Service, read_account
from tuneql.limits import ENDPOINT_DEADLINE_SECONDS, FEEDBACK_FOLDER, SCHEMAS_FOLDER
from tuneql.locations import Location
from tuneql.serving.api import Backend
from tuneql.serving.feedback import FeedbackFolder
from tuneql.serving.log import note
from tuneql.serving.query_log import QueryLog
from tuneql.serving.schemas import Schemas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tuneql.serving.contest import Contests
    from tuneql.serving.databases import Database
    from tuneql.serving.playground import Access


def read_backend(environment: Mapping[str, str]) -> Backend:
    """The endpoint as its deployment is configured.

    Args:
        environment: the function's variables.

    Raises:
        KeyError: one is missing.
    """
    account = read_account(environment)
    # Half of the time, so that a call that hangs can be repeated once.
    seconds = ENDPOINT_DEADLINE_SECONDS / 2 - 2
    runtime = Service("bedrock-runtime", account, seconds=seconds, signing_name="bedrock")
    parameters, objects = Service("ssm", account, seconds=3), StoredObjects(Service("s3", account, seconds=3))
    max_tokens, guardrail = int(environment["MAX_TOKENS"]), read_guardrail(environment)
    query_log = QueryLog(note=note, keep_questions=environment["KEEP_QUESTIONS"] == "true")
    return Backend(
        pointer=CachedReader(ParameterReader(parameters, environment["CHAMPION_PARAMETER"])),
        model=lambda champion: RuntimeModel(runtime, champion, max_tokens=max_tokens, guardrail=guardrail),
        base_model_id=environment["BASE_MODEL_ID"],
        schemas=Schemas(objects, Location(bucket=environment["SCHEMAS_BUCKET"], key=SCHEMAS_FOLDER)),
        query_log=query_log,
        repairs=int(environment["REPAIRS"]),
        feedback=FeedbackFolder(
            folder=Location(bucket=environment["RUNS_BUCKET"], key=FEEDBACK_FOLDER),
            objects=objects,
            keep_questions=query_log.keep_questions,
        ),
        authorization=cast("Access", environment["AUTHORIZATION"]),
        databases=_databases(environment, account),
        contests=_contests(environment, account),
        is_overspent=_is_overspent(environment, account),
    )


def _databases(environment: Mapping[str, str], account: Account) -> "Sequence[Database]":
    """The databases that plan answers; empty if the deployment names none."""
    named = environment.get("DATABASES")
    if named is None:
        return ()
    from tuneql.aws.lean.planning import read_databases  # noqa: PLC0415 - few deployments have databases

    return read_databases(named, account)


def _contests(environment: Mapping[str, str], account: Account) -> "Contests | None":
    """How challengers are asked; None if the deployment has none."""
    if "SHADOW_FUNCTION" not in environment:
        return None
    from tuneql.aws.lean.functions import read_contests  # noqa: PLC0415 - few deployments have challengers

    return read_contests(environment, account)


def _is_overspent(environment: Mapping[str, str], account: Account) -> "Callable[[], bool]":
    """Whether to refuse questions because earlier ones cost too much; never, unless the deployment asks for it."""
    named = environment.get("SPENDING_ALARM")
    if named is None:
        return bool
    from tuneql.aws.lean.alarm import AlarmReader, CachedAlarm  # noqa: PLC0415 - few deployments stop at a limit

    return CachedAlarm(AlarmReader(Service("monitoring", account, seconds=3), named).is_on).is_on
