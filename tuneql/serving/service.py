"""A question in, checked SQL out."""

from typing import Final

from tuneql.errors import InvalidInput
from tuneql.pricing.queries import query_cost_usd
from tuneql.serving.answers import SqlAnswer, Usage
from tuneql.serving.conversing import AnsweringModel, Inquiry, converse
from tuneql.serving.databases import database_of
from tuneql.serving.ground import Ground, survey
from tuneql.serving.patience import Patience
from tuneql.serving.questions import Asked, Question

# Seconds that must be left to compare statements, which takes hundredths of one unless they run into their limits.
_AGREEMENT_SECONDS: Final = 5.0


def answer(asked: Asked, model: AnsweringModel) -> SqlAnswer:
    """Ask the model, check its answer, and return it with its checks, tokens, latency and cost.

    Raises:
        SchemaChanged, UnknownSchema, AnotherChampion: raised by the question's source, before any other error.
        InvalidInput: the schema does not parse, a dialect is unknown, or a specification does not fit the schema.
        Unavailable, ModelError: as `converse`.
    """
    question, source, patience = asked.question, asked.source, asked.patience
    trained, tables = model.trained, source.tables
    dialect = question.dialect or tables.dialect or trained.dialect
    try:
        ground = survey(tables, spoken=trained.dialect, asked=dialect)
        words = _in_words(question, ground)
    except InvalidInput:
        source.confirm()
        raise
    database = database_of(question.schema_id, dialect, model.databases)
    inquiry = Inquiry(question=words, ground=ground, database=database, confirm=source.confirm)
    said = converse(inquiry, model, patience)
    usage = model.metered.usage
    return SqlAnswer(
        request_id=asked.request_id,
        sql=said.sql,
        dialect=dialect,
        schema_version=tables.version,
        checks={**said.checks, **_agreement(question, said.sql, ground, patience)},
        repairs=said.repairs,
        usage=usage,
        latency_ms=round(patience.spent * 1000, 1),
        cost_usd=cost_usd(usage, model),
        model=trained.run,
    )


def cost_usd(usage: Usage, model: AnsweringModel) -> float | None:
    """What tokens cost; None for a model that is billed by the minute."""
    if model.trained.is_imported:
        return None
    return query_cost_usd(usage.input_tokens, usage.output_tokens, model=model.base_model_id)


def _in_words(question: Question, ground: Ground) -> str:
    """What the model is asked."""
    if question.spec is None:
        return question.question or ""
    from tuneql.serving.specifying import in_words  # noqa: PLC0415 - few requests have one

    return in_words(question.spec, ground)


def _agreement(question: Question, sql: str, ground: Ground, patience: Patience) -> dict[str, bool]:
    """The check that only answers to specifications have; none if time is short."""
    if question.spec is None or patience.left < _AGREEMENT_SECONDS:
        return {}
    from tuneql.serving.specifying import agreement  # noqa: PLC0415 - few requests have one

    return agreement(question.spec, sql, ground)
