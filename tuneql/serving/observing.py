"""Asking a model during a trial, and logging what became of the question."""

from collections.abc import Callable
from dataclasses import dataclass

from tuneql.errors import InvalidInput, ModelMissing
from tuneql.release.champion import Challenger, Trained
from tuneql.release.observation import Arm, Observation, Outcome, digests
from tuneql.serving.answers import SqlAnswer
from tuneql.serving.asking import Ask
from tuneql.serving.query_log import outcome_of
from tuneql.serving.questions import Asked


@dataclass(frozen=True, kw_only=True)
class Observer:
    """Asks models and logs what they answer.

    Attributes:
        challenger: whose trial it is.
        ask: asks a model.
        note: writes a line into the log.
    """

    challenger: Challenger
    ask: Ask
    note: Callable[[str], None]

    def observe(self, asked: Asked, model: Trained, *, arm: Arm, instead: bool = False) -> SqlAnswer:
        """Ask a model, and log what became of the question, unless the question itself was at fault.

        Raises:
            What `ask` raises.
        """
        trial = self.challenger.trial
        seen = Observation(trial=trial, request_id=asked.request_id, arm=arm, outcome="answered", instead=instead)
        try:
            found = self.ask(asked, model)
        except InvalidInput:
            raise
        except Exception as error:
            if not (arm == "champion" and isinstance(error, ModelMissing)):  # the next champion is asked instead
                self.note(seen.model_copy(update={"outcome": _outcome(error)}).model_dump_json())
            raise
        self.note(_with(seen, found).model_dump_json())
        return found


def _outcome(error: Exception) -> Outcome:
    found = outcome_of(error)
    return "failed" if found == "invalid" or found == "outdated" else found  # noqa: PLR1714 - narrows the type


def _with(seen: Observation, found: SqlAnswer) -> Observation:
    sql, template = digests(found.sql, found.dialect)
    return seen.model_copy(
        update={
            "repairs": found.repairs,
            "latency_ms": found.latency_ms,
            "input_tokens": found.usage.input_tokens,
            "output_tokens": found.usage.output_tokens,
            "sql": sql,
            "template": template,
        }
    )
