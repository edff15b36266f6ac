"""Turns a model's text into checked SQL in the caller's dialect, or into the reasons why it is refused."""

from tuneql.serving.ground import Ground
from tuneql.serving.refusals import TRANSPILES
from tuneql.sql.answer_text import extract_sql, is_prose
from tuneql.sql.guard import Denial, Verdict, check
from tuneql.sql.transpiling import Inexpressible, transpile


def judge(text: str, ground: Ground) -> Verdict:
    """Judge a model's text: check it in the model's dialect, translate it, and check it again."""
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
    return Verdict(denials=denials, sql=None, checks={})
