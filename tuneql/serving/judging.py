"""A model's text to checked SQL in the dialect that was asked for, or to the reasons why it is none."""

from dataclasses import dataclass

from tuneql.serving.refusals import TRANSPILES
from tuneql.sql.answer_text import extract_sql, is_prose
from tuneql.sql.guard import Denial, Verdict, check
from tuneql.sql.schema import Schema, parse_schema
from tuneql.sql.transpiling import Inexpressible, transpile, transpile_schema


@dataclass(frozen=True, kw_only=True)
class Ground:
    """What answers are held against.

    Attributes:
        spoken, asked: the dialects of the model and of the caller; often the same.
        spoken_schema, asked_schema: the schema in each of them.
    """

    spoken: str
    asked: str
    spoken_schema: Schema
    asked_schema: Schema


def survey(ddl: str, *, written: str, spoken: str, asked: str) -> Ground:
    """The ground for answers over a schema.

    The schema is read in the dialect that it is written in, whatever the model speaks: it comes from the caller's own
    database. The model sees it in its own dialect, as it did in training.

    Raises:
        InvalidSchema: DDL that does not parse as written, or has no words in one of the other dialects.
    """
    parse_schema(ddl, written)
    return Ground(
        spoken=spoken,
        asked=asked,
        spoken_schema=parse_schema(transpile_schema(ddl, source=written, target=spoken), spoken),
        asked_schema=parse_schema(transpile_schema(ddl, source=written, target=asked), asked),
    )


def judge(text: str, ground: Ground) -> Verdict:
    """What becomes of a model's text: checked in the model's dialect, translated, and checked again."""
    sql = extract_sql(text)
    verdict = check(sql, schema=ground.spoken_schema, dialect=ground.spoken)
    if verdict.sql is None:
        return _denied("parses", "it is words and no SQL statement") if is_prose(sql) else verdict
    return verdict if ground.spoken == ground.asked else _translated(verdict.sql, ground)


def _translated(sql: str, ground: Ground) -> Verdict:
    try:
        written = transpile(sql, schema=ground.spoken_schema, source=ground.spoken, target=ground.asked)
    except Inexpressible as error:
        return _denied(TRANSPILES, f"it cannot be written in {ground.asked}: {error}")
    verdict = check(written, schema=ground.asked_schema, dialect=ground.asked)
    if verdict.sql is not None:
        return verdict
    return _denied(TRANSPILES, *(f"in {ground.asked}, {denial.detail}" for denial in verdict.denials))


def _denied(rule: str, *details: str) -> Verdict:
    denials = tuple(Denial(rule=rule, detail=detail) for detail in details)
    return Verdict(allowed=False, denials=denials, sql=None, checks={})
