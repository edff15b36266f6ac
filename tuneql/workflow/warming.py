"""WarmUp: asks the candidate until it answers, and times this cold start, which users of a new model also meet."""

from typing import Final

from tuneql.errors import ModelError, NotReady, Throttled
from tuneql.evaluation.latency import ColdStart
from tuneql.ports import StreamingModel
from tuneql.prompt import Prompt, build_prompt
from tuneql.sql.schemas.schema import parse_schema
from tuneql.workflow.pace import Pace

# Seconds between two requests to a model that is not ready, and so the precision of the cold start.
_FIRST_PAUSE: Final = 0.25
_LONGEST_PAUSE: Final = 2.0
# How long one call keeps asking. From then on the state machine waits, which costs no Lambda time.
INSISTS_SECONDS: Final = 180


class WarmUp(ColdStart):
    """The result of WarmUp.

    Attributes:
        no_answer: why the first reply was not an answer (cut off, filtered, empty), if so. The model is warm
            nevertheless; the evaluation judges its answers.
    """

    no_answer: str | None = None


def warm_up(model: StreamingModel, *, dialect: str, prompt_version: str, pace: Pace, earlier_ms: float = 0.0) -> WarmUp:
    """Ask a model until it answers.

    Args:
        model: one that has not been called since its deployment.
        dialect: of the question.
        prompt_version: of its prompts.
        pace: how long to keep asking.
        earlier_ms: since the first request, if earlier calls have asked without success.

    Raises:
        Throttled, NotReady: it did not answer in that time; ask again later.
    """
    schema = parse_schema("CREATE TABLE t (id INTEGER)", dialect)
    prompt = build_prompt(question="How many rows?", schema=schema, dialect=dialect, version=prompt_version)
    began, attempts, pause = pace.clock(), 1, _FIRST_PAUSE
    while True:
        waited_ms = earlier_ms + (pace.clock() - began) * 1000
        try:
            return _answered(model, prompt, waited_ms, attempts)
        except ModelError as error:
            cold_ms = earlier_ms + (pace.clock() - began) * 1000
            return WarmUp(cold_ms=cold_ms, first_token_ms=None, attempts=attempts, no_answer=str(error))
        except (Throttled, NotReady):
            if not pace.allows(pause):
                raise
        pace.rest(pause)
        attempts, pause = attempts + 1, min(2 * pause, _LONGEST_PAUSE)


def _answered(model: StreamingModel, prompt: Prompt, waited_ms: float, attempts: int) -> WarmUp:
    said = model.stream(prompt)
    first = None if said.first_token_ms is None else waited_ms + said.first_token_ms
    return WarmUp(cold_ms=waited_ms + said.latency_ms, first_token_ms=first, attempts=attempts)
