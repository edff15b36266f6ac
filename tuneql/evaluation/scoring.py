"""One prediction against its gold SQL: what the endpoint would have done with it, and whether its rows are right.

The guard sees the prediction first and only what it lets through is run, in its own words: an answer that the endpoint
would refuse is no right answer here. What was not measured is None: `binds` without a schema, `executes` and `correct`
without a database, `correct` where the gold SQL itself fails.
"""

from dataclasses import dataclass
from typing import Final

from tuneql.evaluation.hallucination import invented_columns, invented_tables
from tuneql.evaluation.likeness import exact_match, similarity
from tuneql.evaluation.question import ModelFailure, Prediction, Question
from tuneql.evaluation.score import Score
from tuneql.sql.answer_text import extract_sql
from tuneql.sql.comparison import compare, orders_rows
from tuneql.sql.guard import check
from tuneql.sql.hardness import hardness
from tuneql.sql.sandbox import ExecutionFailed, Result, Sandbox
from tuneql.sql.schema import Schema, parse_schema

# The error kind of a guard rule that denied, the sandbox's where it has one; other rules go by their own name.
_KINDS: Final = {
    "parses": "syntax",
    "one_statement": "several_statements",
    "read_only": "not_read_only",
    "known_tables": "no_such_table",
    "known_columns": "no_such_column",
}
_BINDING_RULES: Final = ("known_tables", "known_columns")
_NO_SCHEMA: Final = Schema(tables={}, ddl="", canonical_tables={})
_EMPTY: Final = ModelFailure(kind="empty", detail="the model answered with no SQL")


@dataclass(frozen=True, kw_only=True)
class _Judgement:
    """What the guard found. `sql` is what may be run, in the guard's words; None if it denies."""

    sql: str | None
    parses: bool
    binds: bool | None
    read_only: bool
    error: str | None = None
    detail: str | None = None
    hallucinated_tables: tuple[str, ...] = ()
    hallucinated_columns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Outcome:
    """What running the prediction and the gold came to."""

    executes: bool | None = None
    correct: bool | None = None
    error: str | None = None
    detail: str | None = None
    gold_error: str | None = None


def score_prediction(question: Question, prediction: Prediction, *, sandbox: Sandbox | None = None) -> Score:
    """Score one answer.

    A failure of the model, throttling included, is a wrong answer: a user would have had none.

    Args:
        question: what was asked, with its gold SQL.
        prediction: what the model wrote, or why it wrote nothing.
        sandbox: the question's database; None measures no rows.

    Raises:
        InvalidInput: for a schema that does not parse or an unknown dialect; the question is at fault, not the model.
    """
    sql = "" if prediction.failure else extract_sql(prediction.sql or "")
    failure = prediction.failure or (None if sql else _EMPTY)
    judged = _judge(sql, question)
    outcome = _run(judged.sql, question, sandbox) if sandbox is not None and question.ddl is not None else _Outcome()
    return Score(
        id=question.id,
        question=question.question,
        dialect=question.dialect,
        db_id=question.db_id,
        gold_sql=question.gold_sql,
        predicted_sql=sql or None,
        hardness=hardness(question.gold_sql, question.dialect),
        parses=judged.parses,
        binds=judged.binds,
        read_only=judged.read_only,
        executes=outcome.executes,
        correct=outcome.correct,
        exact_match=exact_match(question.gold_sql, sql, dialect=question.dialect),
        similarity=similarity(question.gold_sql, sql, dialect=question.dialect),
        error=failure.kind if failure else judged.error or outcome.error,
        detail=failure.detail if failure else judged.detail or outcome.detail,
        gold_error=outcome.gold_error,
        hallucinated_tables=judged.hallucinated_tables,
        hallucinated_columns=judged.hallucinated_columns,
        input_tokens=prediction.input_tokens,
        output_tokens=prediction.output_tokens,
        latency_ms=prediction.latency_ms,
    )


def _judge(sql: str, question: Question) -> _Judgement:
    """What the guard says; names are not judged where there is no schema to look them up in."""
    dialect = question.dialect
    schema = parse_schema(question.ddl, dialect) if question.ddl is not None else _NO_SCHEMA
    verdict = check(sql, schema=schema, dialect=dialect)
    named = question.ddl is not None and not verdict.allowed
    denials = [each for each in verdict.denials if question.ddl is not None or each.rule not in _BINDING_RULES]
    return _Judgement(
        sql=verdict.sql,
        parses=verdict.checks["parses"],
        binds=all(verdict.checks[rule] for rule in _BINDING_RULES) if question.ddl is not None else None,
        read_only=verdict.checks["read_only"],
        error=_KINDS.get(denials[0].rule, denials[0].rule) if denials else None,
        detail="; ".join(each.detail for each in denials) or None,
        hallucinated_tables=invented_tables(sql, schema=schema, dialect=dialect) if named else (),
        hallucinated_columns=invented_columns(sql, schema=schema, dialect=dialect) if named else (),
    )


def _run(sql: str | None, question: Question, sandbox: Sandbox) -> _Outcome:
    """Run the gold, then the prediction in the guard's words, and compare."""
    gold = _rows(question.gold_sql, question.dialect, sandbox)
    found = _rows(sql, question.dialect, sandbox) if sql is not None else None
    if isinstance(found, Result) and isinstance(gold, Result):
        comparison = compare(gold, found, ordered=orders_rows(question.gold_sql, question.dialect))
        return _Outcome(executes=True, correct=comparison.equal, detail=None if comparison.equal else comparison.reason)
    return _Outcome(
        executes=isinstance(found, Result),
        correct=None if isinstance(gold, ExecutionFailed) else False,
        error=found.kind if isinstance(found, ExecutionFailed) else None,
        detail=found.message if isinstance(found, ExecutionFailed) else None,
        gold_error=gold.message if isinstance(gold, ExecutionFailed) else None,
    )


def _rows(sql: str, dialect: str, sandbox: Sandbox) -> Result | ExecutionFailed:
    try:
        return sandbox.run(sql, dialect=dialect)
    except ExecutionFailed as failure:
        return failure
