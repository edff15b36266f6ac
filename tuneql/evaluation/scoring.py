"""Scores one prediction against its gold SQL: would the endpoint return it, and are its rows right?

The guard checks the prediction first, and only what it lets through is run, as the guard rewrote it: an answer that
the endpoint would refuse is not right here either. What was not measured is None: `binds` without a schema; `executes`
and `correct` without a database; `correct` if the gold SQL itself fails.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from tuneql.errors import shorten
from tuneql.evaluation.execution import Gold, Outcome, execute, further_statements, statements
from tuneql.evaluation.hallucination import invented_columns, invented_tables
from tuneql.evaluation.likeness import likeness
from tuneql.evaluation.question import ModelFailure, Prediction, Question
from tuneql.evaluation.score import Score
from tuneql.sql.answer_text import extract_sql, is_prose
from tuneql.sql.features import features_of
from tuneql.sql.guard import check
from tuneql.sql.hardness import hardness_of
from tuneql.sql.parsing import Unparsable, parse, parse_shared, regenerate
from tuneql.sql.results.ordering import read_ordering
from tuneql.sql.running.sandbox import Sandbox
from tuneql.sql.schemas.schema import Schema, parse_schema
from tuneql.sql.slices import Hardness
from tuneql.sql.walking import nodes_of
from tuneql.sql.writing import writes

# The kind of error for a rule of the guard, named as the sandbox names the same error; other rules have their own name.
_KINDS: Final = {
    "parses": "syntax",
    "one_statement": "several_statements",
    "read_only": "not_read_only",
    "known_tables": "no_such_table",
    "known_columns": "no_such_column",
    "bounded_work": "timeout",
}
_BINDING_RULES: Final = ("known_tables", "known_columns")
_NO_SCHEMA: Final = Schema(tables={}, ddl="", canonical_tables={})
_EMPTY: Final = ModelFailure(kind="empty", detail="the model answered with no SQL")


@dataclass(frozen=True, kw_only=True)
class _Judgement:
    """What the guard found. `sql` is the statement to run, as the guard rewrote it; None if it was denied."""

    sql: str | None
    parses: bool
    binds: bool | None
    read_only: bool
    forbidden: bool
    error: str | None = None
    detail: str | None = None
    hallucinated_tables: tuple[str, ...] = ()
    hallucinated_columns: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """An answer with everything that can be told without a database.

    Attributes:
        question: what was asked.
        prediction: what the model wrote, or why it wrote nothing.
        sql: the statement in it; "" if there is none.
        golds: the right statements.
        is_bound: whether there was a schema to look names up in; if not, nothing is run.
        no_rows: why there is no database, where there should be one.
    """

    question: Question
    prediction: Prediction
    sql: str
    golds: tuple[Gold, ...]
    is_bound: bool
    facts: "_Facts"
    judged: _Judgement
    no_rows: str | None = None

    def statements(self) -> Iterator[str]:
        """What `conclude` will run."""
        return statements(self.judged.sql, self.golds) if self.is_bound else iter(())

    def further_statements(self, sandbox: Sandbox) -> Iterator[str]:
        """What `conclude` may also run, judging by the rows of `statements`."""
        if not self.is_bound:
            return iter(())
        return further_statements(self.judged.sql, self.golds, dialect=self.question.dialect, sandbox=sandbox)


def score_prediction(
    question: Question, prediction: Prediction, *, sandbox: Sandbox | None = None, schema: Schema | None = None
) -> Score:
    """Score one answer.

    A failure of the model, throttling included, is a wrong answer: a user would have had none.

    Args:
        question: what was asked, with its gold SQL.
        prediction: what the model wrote, or why it wrote nothing.
        sandbox: the question's database; None to measure no rows.
        schema: the database's, for questions that have none; without any, names are not looked up.

    Raises:
        InvalidInput: the schema does not parse, or the dialect is unknown: the question's fault, not the model's.
    """
    return conclude(prepare(question, prediction, schema=known_schema(question) or schema), sandbox)


def known_schema(question: Question) -> Schema | None:
    """The schema that a question brings; None if it has none.

    Raises:
        InvalidSchema: it does not parse, or declares no table.
    """
    return parse_schema(question.ddl, question.dialect) if question.ddl is not None else None


def prepare(
    question: Question, prediction: Prediction, *, schema: Schema | None, no_rows: str | None = None
) -> Prepared:
    """Judge an answer before anything runs.

    Args:
        question: what was asked.
        prediction: what the model wrote.
        schema: the question's own, or else its database's; without any, names are not looked up.
        no_rows: as in `Prepared`.
    """
    sql, dialect = "" if prediction.failure else extract_sql(prediction.sql or ""), question.dialect
    texts = question.golds()
    facts = [_facts(text, dialect) for text in texts]
    judged = _judge(sql, schema, dialect)
    golds = tuple(Gold(sql=text, regenerated=_regenerated(text, sql, judged, schema, dialect)) for text in texts)
    return Prepared(
        question=question,
        prediction=prediction,
        sql=sql,
        golds=golds,
        is_bound=schema is not None,
        facts=facts[0],
        judged=judged,
        no_rows=no_rows,
    )


def conclude(prepared: Prepared, sandbox: Sandbox | None) -> Score:
    """Score an answer, on its database if there is one."""
    question, prediction, judged = prepared.question, prepared.prediction, prepared.judged
    sql, outcome = prepared.sql, Outcome(gold_error=prepared.no_rows)
    failure = prediction.failure or (None if sql else _EMPTY)
    if sandbox is not None and prepared.is_bound:
        outcome = execute(judged.sql, prepared.golds, dialect=question.dialect, sandbox=sandbox)
    alike = likeness(prepared.golds, sql, judged.sql, dialect=question.dialect)
    return Score(
        id=question.id,
        question=question.question,
        dialect=question.dialect,
        db_id=question.db_id,
        gold_sql=question.gold_sql,
        predicted_sql=sql or None,
        run_sql=judged.sql,
        hardness=prepared.facts.hardness,
        features=prepared.facts.features,
        parses=judged.parses,
        binds=judged.binds,
        read_only=judged.read_only,
        forbidden=judged.forbidden,
        executes=outcome.executes,
        correct=outcome.correct,
        subset_correct=outcome.subset_correct,
        efficiency=outcome.efficiency,
        exact_match=alike.exact,
        similarity=alike.share,
        refused=judged.error == "refused",
        error=failure.kind if failure else judged.error or outcome.error,
        detail=failure.detail if failure else judged.detail or outcome.detail,
        gold_rows=outcome.gold_rows,
        predicted_rows=outcome.predicted_rows,
        gold_error=outcome.gold_error,
        hallucinated_tables=judged.hallucinated_tables,
        hallucinated_columns=judged.hallucinated_columns,
        input_tokens=prediction.input_tokens,
        output_tokens=prediction.output_tokens,
        latency_ms=prediction.latency_ms,
    )


@lru_cache(maxsize=4096)
def _judge(sql: str, schema: Schema | None, dialect: str) -> _Judgement:
    """Check a statement with the guard; names are not checked if there is no schema."""
    binding = schema is not None
    with suppress(Unparsable):
        parse_shared(sql, dialect)  # once, for the guard and for those that explain its denials
    verdict = check(sql, schema=schema or _NO_SCHEMA, dialect=dialect)
    denials = [each for each in verdict.denials if binding or each.rule not in _BINDING_RULES]
    error, detail = _KINDS.get(denials[0].rule, denials[0].rule) if denials else None, None
    if error == "syntax" and is_prose(sql):
        error, detail = "refused", shorten(sql)
    unknown = schema if not verdict.allowed else None
    return _Judgement(
        sql=verdict.sql,
        parses=verdict.checks["parses"],
        binds=all(verdict.checks[rule] for rule in _BINDING_RULES) if binding else None,
        read_only=verdict.checks["read_only"],
        forbidden=not verdict.allowed and writes(sql, dialect),
        error=error,
        detail=detail or "; ".join(each.detail for each in denials) or None,
        hallucinated_tables=invented_tables(sql, schema=unknown, dialect=dialect) if unknown else (),
        hallucinated_columns=invented_columns(sql, schema=unknown, dialect=dialect) if unknown else (),
    )


def _regenerated(gold: str, sql: str, judged: _Judgement, schema: Schema | None, dialect: str) -> str | None:
    """A gold as the guard would rewrite it, so that it can be compared with a prediction.

    In some places SQLite reads "text" as a literal, which the guard tells by the schema; a gold without double quotes
    can be written from its tree alone.
    """
    if gold == sql:
        return judged.sql
    return _judge(gold, schema, dialect).sql if '"' in gold else _rewritten(gold, dialect)


@lru_cache(maxsize=4096)
def _rewritten(sql: str, dialect: str) -> str | None:
    try:
        trees = parse(sql, dialect)
        return regenerate(trees[0], dialect, copy=False) if len(trees) == 1 else None
    except (Unparsable, RecursionError):
        return None


@dataclass(frozen=True)
class _Facts:
    hardness: Hardness
    features: tuple[str, ...]


@lru_cache(maxsize=4096)
def _facts(gold: str, dialect: str) -> _Facts:
    """What a gold's tree tells, read before the guard changes it."""
    read_ordering(gold, dialect)
    try:
        trees = parse_shared(gold, dialect)
    except Unparsable:
        return _Facts(hardness="extra", features=())
    nodes = [nodes_of(tree) for tree in trees]
    return _Facts(
        hardness=hardness_of(nodes[0]) if len(nodes) == 1 else "extra", features=features_of([*chain(*nodes)])
    )
