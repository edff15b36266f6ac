"""A question in, checked SQL out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tuneql.errors import InvalidInput
from tuneql.pricing.queries import query_cost_usd
from tuneql.prompt import ask_for_repair, build_prompt, further_tables
from tuneql.serving.answers import SqlAnswer, Usage
from tuneql.serving.ground import Ground, survey
from tuneql.serving.patience import Patience, ask
from tuneql.serving.questions import Question, Source
from tuneql.serving.refusals import refusal, told, withheld

if TYPE_CHECKING:
    from tuneql.ports import Completion, Model
    from tuneql.release.champion import Trained
    from tuneql.sql.guard import Verdict

# A repair is not begun with less time left than this: the model takes one or two seconds, and may be slow just now.
_REPAIR_SECONDS: Final = 5.0
# Nor are statements compared, which takes some hundredths of a second unless they run into their limits.
_AGREEMENT_SECONDS: Final = 5.0


@dataclass(frozen=True, kw_only=True)
class Server:
    """What answers.

    Attributes:
        champion: whose dialect and price hold; a challenger where one answers.
        model: how it is asked.
        base_model_id: whose token prices hold.
        repairs: how often it may be asked to mend an answer that is refused.
    """

    champion: "Trained"
    model: "Model"
    base_model_id: str
    repairs: int


@dataclass(frozen=True, kw_only=True)
class _Said:
    sql: str
    checks: Mapping[str, bool]
    usage: Usage
    repairs: int


def answer(request: Question, source: Source, *, server: Server, request_id: str, patience: Patience) -> SqlAnswer:
    """Ask the champion, guard what it says, and return it with its checks, tokens, latency and cost.

    An answer that is refused goes back to the model with the reasons, as often as the server allows and the time lets.

    Raises:
        SchemaChanged, UnknownSchema: as the source says; whatever else is wrong then says nothing.
        InvalidInput: the schema does not parse, a dialect is unknown, or a specification does not fit the schema.
        Throttled, NotReady: the model could not answer in time.
        CannotAnswer: the model says so.
        Refused, NotInDialect: its last answer cannot be used.
        ModelError: it answered with something that is no answer.
    """
    champion, tables = server.champion, source.tables
    asked = request.dialect or tables.dialect or champion.dialect
    try:
        ground = survey(tables, spoken=champion.dialect, asked=asked)
        question = _in_words(request, ground)
    except InvalidInput:
        source.confirm()
        raise
    said = _converse(question, ground, server, patience, confirm=source.confirm)
    tokens = said.usage
    return SqlAnswer(
        request_id=request_id,
        sql=said.sql,
        dialect=asked,
        schema_version=tables.version,
        checks={**said.checks, **_agreement(request, said.sql, ground, patience)},
        repairs=said.repairs,
        usage=tokens,
        latency_ms=round(patience.spent * 1000, 1),
        cost_usd=None
        if champion.is_imported
        else query_cost_usd(tokens.input_tokens, tokens.output_tokens, model=server.base_model_id),
        model=champion.run,
    )


def _in_words(request: Question, ground: Ground) -> str:
    """What the model is asked."""
    if request.spec is None:
        return request.question or ""
    from tuneql.serving.specifying import in_words  # noqa: PLC0415 - few requests have one

    return in_words(request.spec, ground)


def _agreement(request: Question, sql: str, ground: Ground, patience: Patience) -> dict[str, bool]:
    """What may be told of an answer to a specification, and not of one to a question, if there is time for it."""
    if request.spec is None or patience.left < _AGREEMENT_SECONDS:
        return {}
    from tuneql.serving.specifying import agreement  # noqa: PLC0415 - few requests have one

    return agreement(request.spec, sql, ground)


def _converse(
    question: str, ground: Ground, server: Server, patience: Patience, *, confirm: Callable[[], object]
) -> _Said:
    """The first answer that can be used."""

    def meanwhile() -> None:
        confirm()
        _load_judge(ground)

    schema, version = ground.spoken_schema, server.champion.prompt_version
    prompt = build_prompt(question=question, schema=schema, dialect=ground.spoken, version=version)
    usage, repairs = Usage(input_tokens=0, output_tokens=0), 0
    while True:
        completion = ask(server.model, prompt, patience, meanwhile=meanwhile if repairs == 0 else bool)
        usage = _sum(usage, completion)
        if declined := refusal(completion.text):
            raise declined
        verdict = _judge(completion.text, ground)
        if verdict.sql is not None:
            return _Said(sql=verdict.sql, checks=verdict.checks, usage=usage, repairs=repairs)
        if repairs == server.repairs or patience.left < _REPAIR_SECONDS:
            raise withheld(verdict.denials)
        reasons = told(verdict.denials)
        said = (completion.text, *reasons)
        further = further_tables(question=question, schema=schema, version=version, said=said)
        prompt = ask_for_repair(prompt, answer=completion.text, reasons=reasons, dialect=ground.spoken, further=further)
        repairs += 1


def _load_judge(ground: Ground) -> None:
    """Import what looks at answers, and what knows their dialect, while the first of them is on its way."""
    import tuneql.serving.judging  # noqa: F401, PLC0415
    from tuneql.sql.dialects import shared_dialect  # noqa: PLC0415

    shared_dialect(ground.spoken)


def _judge(text: str, ground: Ground) -> "Verdict":
    from tuneql.serving.judging import judge  # noqa: PLC0415 - loaded by then

    return judge(text, ground)


def _sum(usage: Usage, completion: "Completion") -> Usage:
    return Usage(
        input_tokens=usage.input_tokens + completion.input_tokens,
        output_tokens=usage.output_tokens + completion.output_tokens,
    )
