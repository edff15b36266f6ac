"""WarmUp: ask the candidate until it answers, so that its cold start is timed and over before it is measured."""

import time
from datetime import UTC, datetime
from typing import Any

from tuneql.aws.clients import timed_client
from tuneql.aws.runtime import model_of
from tuneql.parsing import parse_as
from tuneql.release.champion import Served
from tuneql.workflow.pace import pace_of
from tuneql.workflow.run import Run
from tuneql.workflow.warming import INSISTS_SECONDS, warm_up


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, candidate, entered_at, retries}` in; `{cold_ms, first_token_ms, attempts}` out.

    After a while it raises NotReady or Throttled, and the state machine tries again.
    """
    run, candidate = Run.model_validate(event["run"]), parse_as(Served, event["candidate"])
    model = model_of(timed_client("bedrock-runtime"), candidate, max_tokens=run.max_tokens)
    patience = min(run.poll_seconds, INSISTS_SECONDS)
    pace = pace_of(patience, clock=time.monotonic, sleep=time.sleep)
    made = warm_up(
        model, dialect=run.dialect, prompt_version=run.prompt_version, pace=pace, earlier_ms=_earlier_ms(event)
    )
    return made.model_dump()


def _earlier_ms(event: dict[str, Any]) -> float:
    """Milliseconds since the first request: since the state was entered, if earlier calls asked in vain."""
    if not event["retries"]:
        return 0.0
    return (datetime.now(UTC) - datetime.fromisoformat(event["entered_at"])).total_seconds() * 1000
