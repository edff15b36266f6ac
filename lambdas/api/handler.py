"""The API: API Gateway's proxy events to the library, and its answers back."""

import base64
import functools
import os
from typing import TYPE_CHECKING, Any, cast

from tuneql.aws.conversation import read_guardrail
from tuneql.aws.lean.objects import StoredObjects
from tuneql.aws.lean.pointer import CachedReader, ParameterReader
from tuneql.aws.lean.runtime import RuntimeModel
from tuneql.aws.lean.service import Account, Service, read_account
from tuneql.limits import ENDPOINT_DEADLINE_SECONDS, SCHEMAS_FOLDER
from tuneql.locations import Location
from tuneql.serving.api import Backend, Request, respond
from tuneql.serving.feedback import FeedbackFolder
from tuneql.serving.log import note
from tuneql.serving.schemas import Schemas

if TYPE_CHECKING:
    from tuneql.serving.contest import Contests
    from tuneql.serving.playground import Access


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """A proxy event in, a proxy response out; never raises."""
    body = event.get("body")
    if body and event.get("isBase64Encoded"):
        body = base64.b64decode(body).decode("utf-8", errors="replace")
    about, path = event["requestContext"], event["path"]
    root = about["path"].removesuffix(path)
    request = Request(method=event["httpMethod"], path=path, body=body, request_id=about["requestId"], root=root)
    response = respond(request, _backend())
    return {"statusCode": response.status, "headers": dict(response.headers), "body": response.body}


@functools.cache
def _backend() -> Backend:
    """Made once a process: clients keep their connections, and the champion is read once."""
    account = read_account(os.environ)
    # Half of the time: a call that hangs can be made once more.
    seconds = ENDPOINT_DEADLINE_SECONDS / 2 - 2
    runtime = Service("bedrock-runtime", account, seconds=seconds, signing_name="bedrock")
    parameters, objects = Service("ssm", account, seconds=3), StoredObjects(Service("s3", account, seconds=3))
    max_tokens, guardrail = int(os.environ["MAX_TOKENS"]), read_guardrail(os.environ)
    return Backend(
        pointer=CachedReader(ParameterReader(parameters, os.environ["CHAMPION_PARAMETER"])),
        model=lambda champion: RuntimeModel(runtime, champion, max_tokens=max_tokens, guardrail=guardrail),
        base_model_id=os.environ["BASE_MODEL_ID"],
        schemas=Schemas(objects, Location(bucket=os.environ["SCHEMAS_BUCKET"], key=SCHEMAS_FOLDER)),
        repairs=int(os.environ["REPAIRS"]),
        feedback=FeedbackFolder(
            folder=Location(bucket=os.environ["RUNS_BUCKET"], key="feedback/"),
            objects=objects,
            keep_questions=os.environ["KEEP_QUESTIONS"] == "true",
        ),
        authorization=cast("Access", os.environ["AUTHORIZATION"]),
        contests=_contests(account),
    )


def _contests(account: Account) -> "Contests | None":
    """How challengers are asked; None where the deployment has none."""
    share, shadow = os.environ.get("CHALLENGER_SHARE"), os.environ.get("SHADOW_FUNCTION")
    if share is None or shadow is None:
        return None
    from tuneql.aws.lean.functions import ShadowFunction  # noqa: PLC0415 - few deployments have challengers
    from tuneql.serving.contest import Contests  # noqa: PLC0415

    send = ShadowFunction(Service("lambda", account, seconds=3), shadow)
    return Contests(largest_share=float(share), note=note, send=send)
