"""The conversation with a model, up to its first usable answer or to the last repair."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
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

# Seconds that must be left to begin a repair: the model takes one or two, and may be slow just now.
_REPAIR_SECONDS: Final = 5.0


@dataclass(frozen=True, kw_only=True)
class Server:
    """The model that answers.

    Attributes:
        champion: whose dialect and price hold; a challenger where one answers.
        model: how it is asked, which counts the tokens.
        base_model_id: whose token prices hold.
        repairs: how often it may be asked to mend an answer that is refused.
        databases: those that plan answers.
    """

    champion: "Trained"
    model: "Metered"
    base_model_id: str
    repairs: int
    databases: Sequence[Database] = ()


@dataclass(frozen=True, kw_only=True)
class Inquiry:
    """What a model is asked.

    Attributes:
        question: in words.
        ground: what its answers are checked against.
        database: plans them; None where no database does.
        confirm: raises if the ground has changed.
    """

    question: str
    ground: Ground
    database: Database | None
    confirm: Callable[[], object]


@dataclass(frozen=True, kw_only=True)
class Said:
    """The result of a conversation; `repairs` counts the answers that were sent back."""

    sql: str
    checks: Mapping[str, bool]
    repairs: int


def converse(inquiry: Inquiry, server: Server, patience: Patience) -> Said:
    """Ask, and send unusable answers back with the reasons, as often as the server allows and time permits.

    Raises:
        Throttled, NotReady: the model could not answer in time.
        CannotAnswer: the model says so.
        Refused, NotInDialect: its last answer cannot be used.
        ModelError: it answered with something that is no answer.
    """
    prompt, meanwhile, repairs = _first(inquiry, server), _once(inquiry), 0
    while True:
        completion = ask(server.model, prompt, patience, meanwhile=meanwhile if repairs == 0 else bool)
        if declined := refusal(completion.text):
            raise declined
        verdict = _judge(completion.text, inquiry, patience)
        if verdict.sql is not None:
            return Said(sql=verdict.sql, checks=verdict.checks, repairs=repairs)
        if repairs == server.repairs or patience.left < _REPAIR_SECONDS:
            raise withheld(verdict.denials)
        prompt = _next(prompt, completion.text, verdict.denials, inquiry, server)
        repairs += 1


def _first(inquiry: Inquiry, server: Server) -> Prompt:
    ground, version = inquiry.ground, server.champion.prompt_version
    return build_prompt(question=inquiry.question, schema=ground.spoken_schema, dialect=ground.spoken, version=version)


def _next(prompt: Prompt, answer: str, denials: "Sequence[Denial]", inquiry: Inquiry, server: Server) -> Prompt:
    """The prompt that asks for an answer to be mended."""
    ground, reasons = inquiry.ground, told(denials)
    further = further_tables(
        question=inquiry.question,
        schema=ground.spoken_schema,
        version=server.champion.prompt_version,
        said=(answer, *reasons),
    )
    return ask_for_repair(prompt, answer=answer, reasons=reasons, dialect=ground.spoken, further=further)


def _once(inquiry: Inquiry) -> Callable[[], None]:
    """Work to do while the first answer is on its way."""

    def meanwhile() -> None:
        inquiry.confirm()
        _load_judge(inquiry)

    return meanwhile


def _load_judge(inquiry: Inquiry) -> None:
    """Import the code that judges answers, and their dialect."""
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
