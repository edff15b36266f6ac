"""Scores one prediction against its gold SQL: would the endpoint return it, and are its rows right?

The guard checks the prediction first, and only what it lets through is run, as the guard rewrote it: an answer that
the endpoint would refuse is not right here either. What was not measured is None: `binds` without a schema; `executes`
and `correct` without a database; `correct` if the gold SQL itself fails.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final

from tuneql.evaluation.execution import Gold, Outcome, execute, further_statements, statements
from tuneql.evaluation.guarding import GuardFindings, guard_findings, regenerated_gold
from tuneql.evaluation.likeness import likeness
from tuneql.evaluation.question import ModelFailure, Prediction, Question
from tuneql.evaluation.score import Score
from tuneql.sql.answer_text import extract_sql
from tuneql.sql.features import features_of
from tuneql.sql.hardness import hardness_of
from tuneql.sql.parsing import Unparsable, parse_shared
from tuneql.sql.results.ordering import read_ordering
from tuneql.sql.running.sandbox import Sandbox
from tuneql.sql.schemas.schema import Schema, parse_schema
from tuneql.sql.slices import Hardness
from tuneql.sql.walking import nodes_of

_EMPTY: Final = ModelFailure(kind="empty", detail="the model answered with no SQL")


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
    guarded: GuardFindings
    no_rows: str | None = None

    def statements(self) -> Iterator[str]:
        """What `conclude` will run."""
        return statements(self.guarded.sql, self.golds) if self.is_bound else iter(())

    def further_statements(self, sandbox: Sandbox) -> Iterator[str]:
        """What `conclude` may also run, judging by the rows of `statements`."""
        if not self.is_bound:
            return iter(())
        return further_statements(self.guarded.sql, self.golds, dialect=self.question.dialect, sandbox=sandbox)


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
    guarded = guard_findings(sql, schema, dialect)
    golds = tuple(Gold(sql=text, regenerated=regenerated_gold(text, sql, guarded, schema, dialect)) for text in texts)
    return Prepared(
        question=question,
        prediction=prediction,
        sql=sql,
        golds=golds,
        is_bound=schema is not None,
        facts=facts[0],
        guarded=guarded,
        no_rows=no_rows,
    )


def conclude(prepared: Prepared, sandbox: Sandbox | None) -> Score:
    """Score an answer, on its database if there is one."""
    question, prediction, guarded = prepared.question, prepared.prediction, prepared.guarded
    sql, outcome = prepared.sql, Outcome(gold_error=prepared.no_rows)
    failure = prediction.failure or (None if sql else _EMPTY)
    if sandbox is not None and prepared.is_bound:
        outcome = execute(guarded.sql, prepared.golds, dialect=question.dialect, sandbox=sandbox)
    alike = likeness(prepared.golds, sql, guarded.sql, dialect=question.dialect)
    return Score(
        id=question.id,
        question=question.question,
        dialect=question.dialect,
        db_id=question.db_id,
        gold_sql=question.gold_sql,
        predicted_sql=sql or None,
        run_sql=guarded.sql,
        hardness=prepared.facts.hardness,
        features=prepared.facts.features,
        parses=guarded.parses,
        binds=guarded.binds,
        read_only=guarded.read_only,
        forbidden=guarded.forbidden,
        executes=outcome.executes,
        correct=outcome.correct,
        subset_correct=outcome.subset_correct,
        efficiency=outcome.efficiency,
        exact_match=alike.exact,
        similarity=alike.share,
        refused=guarded.error == "refused",
        error=failure.kind if failure else guarded.error or outcome.error,
        detail=failure.detail if failure else guarded.detail or outcome.detail,
        gold_rows=outcome.gold_rows,
        predicted_rows=outcome.predicted_rows,
        gold_error=outcome.gold_error,
        hallucinated_tables=guarded.hallucinated_tables,
        hallucinated_columns=guarded.hallucinated_columns,
        input_tokens=prediction.input_tokens,
        output_tokens=prediction.output_tokens,
        latency_ms=prediction.latency_ms,
    )


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
