"""WarmUp: ask the candidate once, so that its cold start is over before it is measured."""

from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.runtime import model_of
from tuneql.errors import ModelError
from tuneql.prompt import build_prompt
from tuneql.release.champion import Served
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, candidate}` in; `{latency_ms}` out. NotReady is raised on, for the state machine to try again."""
    run = Run.model_validate(event["run"])
    candidate = Served.model_validate(event["candidate"])
    model = model_of(patient_client("bedrock-runtime"), candidate, max_tokens=run.max_tokens)
    prompt = build_prompt(question="How many rows?", ddl="CREATE TABLE t (id INTEGER)", dialect=run.dialect)
    try:
        return {"latency_ms": model.complete(prompt).latency_ms}
    except ModelError as error:  # a bad answer is an answer: what it is worth is for the evaluation to say
        return {"latency_ms": None, "answer": str(error)}
