"""A question in, checked SQL out."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from tuneql.errors import InvalidInput, ModelError, NotReady, Throttled
from tuneql.limits import ENDPOINT_DEADLINE_SECONDS, QUESTION_CHARACTERS, SCHEMA_CHARACTERS
from tuneql.ports import Completion, Model
from tuneql.pricing import query_cost_usd
from tuneql.prompt import Prompt, build_prompt
from tuneql.release.champion import Champion
from tuneql.sql.answer_text import extract_sql
from tuneql.sql.dialects import get_dialect
from tuneql.sql.guard import check
from tuneql.sql.schema import parse_schema

# A cold model is ready again within seconds; pauses between attempts, each well inside the gateway's patience.
PAUSES = (0.5, 1.0, 2.0, 4.0, 6.0)


class SqlRequest(BaseModel):
    """The body of `POST /sql`."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        populate_by_name=True,
        json_schema_extra={
            "example": {
                "question": "How many heads of the departments are older than 56?",
                "schema": "CREATE TABLE head (name TEXT, age INTEGER)",
            }
        },
    )

    question: Annotated[str, Field(min_length=1, max_length=QUESTION_CHARACTERS, description="What a person asks.")]
    ddl: Annotated[
        str,
        Field(
            alias="schema",
            min_length=1,
            max_length=SCHEMA_CHARACTERS,
            description="CREATE TABLE statements of the tables that may be asked about, best with comments.",
        ),
    ]
    dialect: Annotated[
        str | None,
        Field(max_length=64, description="The champion's dialect, which is the default; no other is served."),
    ] = None


class Usage(BaseModel):
    """Tokens, as billed."""

    input_tokens: int
    output_tokens: int


class SqlAnswer(BaseModel):
    """The body of a 200 of `POST /sql`: one read-only statement over tables and columns that exist in the schema."""

    request_id: str
    sql: Annotated[str, Field(description="Regenerated from the checked syntax tree, without comments.")]
    dialect: str
    checks: Annotated[dict[str, bool], Field(description="The guard's rules, all of them passed.")]
    repairs: Annotated[int, Field(description="How often the model was asked to mend its answer.")]
    usage: Usage
    latency_ms: Annotated[float, Field(description="From the question to this answer, without the network.")]
    cost_usd: Annotated[
        float | None,
        Field(description="What the model's tokens cost at list price; null for a model that is billed by the minute."),
    ]
    model: Annotated[str, Field(description="The run that trained the model which answered.")]


class Refused(ModelError):
    """The model's SQL did not pass the guard; it is not shown to the caller.

    Attributes:
        reasons: of the rules that it broke, one `(rule, detail)` each.
    """

    def __init__(self, reasons: tuple[tuple[str, str], ...]) -> None:
        self.reasons = reasons
        super().__init__("the model's SQL was refused: " + "; ".join(f"{rule}: {detail}" for rule, detail in reasons))


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Time, so that tests need not wait for it."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def answer(
    request: SqlRequest,
    *,
    champion: Champion,
    model: Model,
    base_model_id: str,
    request_id: str,
    clock: Clock | None = None,
) -> SqlAnswer:
    """Ask the champion, guard what it says, and return it with its checks, tokens, latency and cost.

    Raises:
        InvalidInput: the schema does not parse, or the dialect is not the champion's.
        Throttled, NotReady: the model could not answer in time.
        ModelError: it answered with something that is no answer; Refused if the guard caught it.
    """
    clock = clock or Clock()
    began = clock.now()
    dialect = _dialect(request, champion)
    schema = parse_schema(request.ddl, dialect)
    prompt = build_prompt(question=request.question, ddl=request.ddl, dialect=dialect)
    said = _ask_until(began + ENDPOINT_DEADLINE_SECONDS, model, prompt, clock)
    verdict = check(extract_sql(said.text), schema=schema, dialect=dialect)
    if verdict.sql is None:
        raise Refused(tuple((denial.rule, denial.detail) for denial in verdict.denials))
    return SqlAnswer(
        request_id=request_id,
        sql=verdict.sql,
        dialect=dialect,
        checks=dict(verdict.checks),
        repairs=0,
        usage=Usage(input_tokens=said.input_tokens, output_tokens=said.output_tokens),
        latency_ms=round((clock.now() - began) * 1000, 1),
        cost_usd=None
        if champion.is_imported
        else query_cost_usd(said.input_tokens, said.output_tokens, model=base_model_id),
        model=champion.run,
    )


def _dialect(request: SqlRequest, champion: Champion) -> str:
    asked = request.dialect or champion.dialect
    get_dialect(asked)
    if asked != champion.dialect:
        raise InvalidInput(
            field="dialect",
            value=asked,
            rule=f"is not the dialect that the model was trained on ({champion.dialect})",
            remedy="leave it out",
        )
    return asked


def _ask_until(deadline: float, model: Model, prompt: Prompt, clock: Clock) -> Completion:
    """Ask, and ask again while the model is cold or busy, as long as an answer can still arrive in time."""
    for pause in PAUSES:
        try:
            return model.complete(prompt)
        except (NotReady, Throttled):
            if clock.now() + 2 * pause > deadline:
                raise
            clock.sleep(pause)
    return model.complete(prompt)
