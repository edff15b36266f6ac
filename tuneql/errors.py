"""All errors that tuneql raises on purpose.

* TuneqlError
  * InvalidInput: the user's input breaks a rule; command line exit 2, HTTP 400, never retried
    * InvalidCorpus: a corpus, or a dataset made from one, that no trainer would accept
    * InvalidSchema: DDL that does not parse, or declares no table
    * BudgetExceeded: a run that would cost more than the user allowed
  * RunFailed: a run that cannot continue; tells what happened and what to do
    * TrainingFailed, TrainingStalled, DeploymentFailed, PromotionFailed, SmokeTestFailed, TrialFailed
    * ChampionChanged: the workflow compares again, and continues
  * Unavailable: AWS asks to come back later; retried by the workflow, 429 or 503 at the endpoint
    * Throttled
    * NotReady: the model is not loaded yet
    * StillPending: what was asked for has begun and is not finished
    * ModelMissing: the model to ask does not exist; not retried by the workflow
  * ModelError: the model's answer cannot be used (cut off, filtered, empty)
    * Intervened: the deployment's guardrail stopped the question or the answer
  * NoModelYet: nothing has been promoted to champion
  * Overspent: the endpoint's questions of a day have cost as much as its owner allows
  * UnknownSchema: no schema is registered under an id
  * DialectNeedsInterpreter: a custom dialect, while sqlglot runs compiled; the command line starts again
  * UnknownPromptVersion: a model was trained on a prompt version that this code does not have

The state machine's Retry and Catch know the errors by their class names.
"""

from typing import Final

LEFT_OUT: Final = object()
"""The value of a field that the user did not give."""


class TuneqlError(Exception):
    """The root of the tree."""


class InvalidInput(TuneqlError):
    """One message that names the field, its value, the rule and the remedy.

    Attributes:
        field: the field's path as the user wrote it, e.g. `hyperparameters.epochs`.
        value: what the user wrote, or `LEFT_OUT`; long values are shortened in the message.
        rule: what must hold, e.g. "must be an integer from 1 to 5".
        remedy: what to do, e.g. "choose 1 to 5 epochs".
    """

    def __init__(self, *, field: str, value: object, rule: str, remedy: str) -> None:
        self.field, self.value, self.rule, self.remedy = field, value, rule, remedy
        shown = "" if value is LEFT_OUT else f"{shorten(value)} "
        super().__init__(f"{field}: {shown}{rule}; {remedy}")


class InvalidCorpus(InvalidInput):
    """A corpus, or a dataset made from one, that no trainer would accept."""


class InvalidSchema(InvalidInput):
    """DDL that does not parse, or declares no table."""


class BudgetExceeded(InvalidInput):
    """A run that would cost more than the user allowed."""


class RunFailed(TuneqlError):
    """A run that cannot continue. The message tells what happened and what to do."""


class TrainingFailed(RunFailed):
    """The trainer gave up, was stopped, or refused records."""


class TrainingStalled(RunFailed):
    """A stage of training has not moved for longer than its limit."""


class DeploymentFailed(RunFailed):
    """The candidate deployment did not become active."""


class PromotionFailed(RunFailed):
    """The champion could not be moved to the new model."""


class ChampionChanged(RunFailed):
    """Users are served by another model than the one with which the candidate was compared."""


class SmokeTestFailed(RunFailed):
    """The new champion does not answer as it must."""


class TrialFailed(RunFailed):
    """A model cannot be tried beside the champion."""


class Unavailable(TuneqlError):
    """AWS asks to come back later."""


class Throttled(Unavailable):
    """Too many requests or tokens for the account's or the deployment's quota."""


class NotReady(Unavailable):
    """The model is not loaded yet (Bedrock's ModelNotReadyException)."""


class StillPending(Unavailable):
    """What was asked for has begun and is not finished."""


class ModelMissing(Unavailable):
    """The model to ask does not exist, or no longer: by now another model may serve users."""


class ModelError(TuneqlError):
    """The model's answer cannot be used.

    Attributes:
        input_tokens, output_tokens: as billed, because such an answer is billed, too; 0 if unknown.
    """

    input_tokens = 0
    output_tokens = 0


class Intervened(ModelError):
    """The deployment's guardrail stopped the question or the model's answer."""


class NoModelYet(TuneqlError):
    """Nothing has been promoted to champion."""


class Overspent(TuneqlError):
    """The endpoint's questions of a day have cost as much as its owner allows."""


class UnknownSchema(TuneqlError):
    """No schema is registered under an id; the message names it."""


class DialectNeedsInterpreter(TuneqlError):
    """A custom dialect in a process that runs sqlglot's compiled build: see `tuneql.interpreted`."""


class UnknownPromptVersion(TuneqlError):
    """A model was trained on a prompt version that this code does not have.

    Attributes:
        version: the missing one.
    """

    def __init__(self, version: str, *, known: tuple[str, ...]) -> None:
        self.version = version
        super().__init__(
            f"prompt_version: {shorten(version)} is not one that this code has ({', '.join(known)}); deploy the tuneql "
            "that trained the model, or promote a model of one of those versions"
        )


def shorten(value: object, limit: int = 80) -> str:
    """`repr(value)`, at most `limit` characters and on one line.

    Example:
        >>> shorten("x" * 100, limit=12)
        "'xxxxxxxx..."
    """
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 3] + "..."
