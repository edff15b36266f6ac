"""The conversation with a model, until an answer is usable or no repair is left."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from tuneql.prompt import Prompt, ask_for_repair, build_prompt, further_tables
from tuneql.serving.databases import Database
from tuneql.serving.ground import Ground
from tuneql.serving.patience import Patience, ask
from tuneql.serving.refusals import refusal, told, withheld

if TYPE_CHECKING:
    from tuneql.release.champion import Trained
    from tuneql.serving.metering import Metered
    from tuneql.sql.guard import Denial, Verdict

# Seconds that must be left to begin a repair: the model takes one or two, or more when it is busy.
_REPAIR_SECONDS: Final = 5.0


@dataclass(frozen=True, kw_only=True)
class AnsweringModel:
    """The model that answers.

    Attributes:
        trained: its dialect, its prompt's version, and whether it is imported.
        metered: asks it, and counts the tokens.
        base_model_id: whose token prices hold.
        repairs: how often it may be asked to mend a refused answer.
        databases: those that plan answers.
    """

    trained: "Trained"
    metered: "Metered"
    base_model_id: str
    repairs: int
    databases: Sequence[Database] = ()


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """What a model is asked.

    Attributes:
        question: in words.
        ground: what its answers are checked against.
        database: plans its answers; None if none does.
        confirm: raises if the ground has changed.
    """

    question: str
    ground: Ground
    database: Database | None
    confirm: Callable[[], object]


@dataclass(frozen=True, kw_only=True)
class CheckedSql:
    """The result of a conversation; `repairs` counts the answers that were sent back."""

    sql: str
    checks: Mapping[str, bool]
    repairs: int


def converse(inquiry: Inquiry, model: AnsweringModel, patience: Patience) -> CheckedSql:
    """Ask, and send unusable answers back with the reasons, as often as the model may be asked and time permits.

    Raises:
        Throttled, NotReady: the model could not answer in time.
        CannotAnswer: the model says that it cannot.
        Refused, NotInDialect: its last answer cannot be used.
        ModelError: its response holds no answer.
    """
    prompt, repairs = _first(inquiry, model), 0
    while True:
        meanwhile = None if repairs else partial(_meanwhile, inquiry)
        completion = ask(model.metered, prompt, patience, meanwhile=meanwhile)
        if declined := refusal(completion.text):
            raise declined
        verdict = _judge(completion.text, inquiry, patience)
        if verdict.sql is not None:
            return CheckedSql(sql=verdict.sql, checks=verdict.checks, repairs=repairs)
        if repairs == model.repairs or patience.left < _REPAIR_SECONDS:
            raise withheld(verdict.denials)
        prompt = _next(prompt, completion.text, verdict.denials, inquiry, model)
        repairs += 1


def _first(inquiry: Inquiry, model: AnsweringModel) -> Prompt:
    ground, version = inquiry.ground, model.trained.prompt_version
    return build_prompt(question=inquiry.question, schema=ground.spoken_schema, dialect=ground.spoken, version=version)


def _next(prompt: Prompt, answer: str, denials: "Sequence[Denial]", inquiry: Inquiry, model: AnsweringModel) -> Prompt:
    """The prompt that asks for an answer to be mended."""
    ground, reasons = inquiry.ground, told(denials)
    further = further_tables(
        question=inquiry.question,
        schema=ground.spoken_schema,
        version=model.trained.prompt_version,
        said=(answer, *reasons),
    )
    return ask_for_repair(prompt, answer=answer, reasons=reasons, dialect=ground.spoken, further=further)


def _meanwhile(inquiry: Inquiry) -> None:
    """What is done while the first answer is on its way: the code that will judge it is imported, with its dialect."""
    inquiry.confirm()
    import tuneql.serving.judging  # noqa: PLC0415
    from tuneql.sql.dialects import shared_dialect  # noqa: PLC0415

    shared_dialect(inquiry.ground.spoken)
    if inquiry.database is not None:
        import tuneql.serving.planning  # noqa: F401, PLC0415


def _judge(text: str, inquiry: Inquiry, patience: Patience) -> "Verdict":
    from tuneql.serving.judging import judge  # noqa: PLC0415 - loaded by then

    verdict = judge(text, inquiry.ground)
    if inquiry.database is None:
        return verdict
    from tuneql.serving.planning import planned  # noqa: PLC0415 - loaded by then

    return planned(verdict, inquiry.database, patience)
