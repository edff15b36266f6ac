"""The shadow: asks the challenger what a user has asked the champion, and logs what became of it."""

import functools
import os
from typing import Any

from tuneql.aws.clients import hasty_client
from tuneql.aws.conversation import read_guardrail
from tuneql.aws.runtime import model_of
from tuneql.limits import ENDPOINT_DEADLINE_SECONDS
from tuneql.parsing import parse_as
from tuneql.serving.log import note
from tuneql.serving.query_log import QueryLog
from tuneql.serving.shadow import ShadowBackend, ShadowRequest, cast_shadow


def handler(event: dict[str, Any], context: object) -> dict[str, str]:
    """A `ShadowRequest` in; `{outcome}` out, which nobody waits for."""
    return {"outcome": cast_shadow(parse_as(ShadowRequest, event), _backend())}


@functools.cache
def _backend() -> ShadowBackend:
    """Made once a process."""
    runtime = hasty_client("bedrock-runtime", timeout=ENDPOINT_DEADLINE_SECONDS - 5)
    max_tokens, guardrail = int(os.environ["MAX_TOKENS"]), read_guardrail(os.environ)
    return ShadowBackend(
        model=lambda served: model_of(runtime, served, max_tokens=max_tokens, guardrail=guardrail),
        base_model_id=os.environ["BASE_MODEL_ID"],
        repairs=int(os.environ["REPAIRS"]),
        query_log=QueryLog(note=note, keep_questions=os.environ["KEEP_QUESTIONS"] == "true"),
        note=note,
    )
