"""The score of one prediction."""

from typing import Literal

from pydantic import BaseModel

from tuneql.evaluation.samples import Sample
from tuneql.sql.slices import Hardness


class Score(BaseModel, frozen=True):
    """A line of `scores.jsonl`; what was not measured is None.

    Attributes:
        id, question, dialect, db_id, gold_sql: the question's.
        predicted_sql: the statement in the answer, without prose; None if the model gave none.
        run_sql: that statement as the guard has rewritten it, which is what runs; None if it was denied.
        hardness, features: of the gold SQL, see `tuneql.sql.hardness` and `tuneql.sql.features`.
        parses, binds, read_only: the guard's findings.
        forbidden: whether it has a statement that would write, see `tuneql.sql.writing`.
        executes: whether the guard let it through and it ran.
        correct: execution accuracy: whether its rows are those of the gold, or of one of several golds.
        robust_correct: whether they also are on further databases, see `tuneql.evaluation.robust`; None if none tells.
        robust_detail: the first of those databases on which prediction and gold differ, and how.
        rows: whether all this was measured on given rows, or on generated rows because there were none.
        agrees_with_spec: if the question is a specification, whether the answer means the same, see
            `tuneql.evaluation.specifications`; None for other questions, and if it cannot be told.
        subset_correct: whether its rows would be right without additional columns; never a headline.
        efficiency: if it is correct, the gold's steps on this database divided by the prediction's: 0.5 means twice the
            work. None if neither took enough steps to tell, see `tuneql.evaluation.execution`.
        exact_match, similarity: as text, see `tuneql.evaluation.likeness`.
        refused: whether the answer is in words, without a statement.
        error: the kind of the first thing that went wrong before there were rows to compare, see
            `tuneql.evaluation.taxonomy`.
        detail: more about the error, or how the rows differ.
        gold_rows, predicted_rows: a few rows that differ, see `tuneql.evaluation.samples`; None unless the
            prediction ran and its rows are wrong.
        gold_error: why the gold SQL does not run: the question is left out of execution accuracy, never counted wrong.
        hallucinated_tables, hallucinated_columns: names that are not in the schema.
        input_tokens, output_tokens, latency_ms: the prediction's.
    """

    id: str
    question: str
    dialect: str
    db_id: str | None
    gold_sql: str
    predicted_sql: str | None
    run_sql: str | None = None
    hardness: Hardness
    features: tuple[str, ...] = ()
    parses: bool = False
    binds: bool | None = None
    read_only: bool = False
    forbidden: bool = False
    executes: bool | None = None
    correct: bool | None = None
    robust_correct: bool | None = None
    robust_detail: str | None = None
    rows: Literal["given", "generated"] | None = None
    agrees_with_spec: bool | None = None
    subset_correct: bool | None = None
    efficiency: float | None = None
    exact_match: bool | None = None
    similarity: float = 0.0
    refused: bool = False
    error: str | None = None
    detail: str | None = None
    gold_rows: Sample | None = None
    predicted_rows: Sample | None = None
    gold_error: str | None = None
    hallucinated_tables: tuple[str, ...] = ()
    hallucinated_columns: tuple[str, ...] = ()
    input_tokens: int | None = None
    output_tokens: int | None = None
    latency_ms: float | None = None


def is_right(score: Score) -> bool | None:
    """Whether the rows are right; without rows, whether the text is; None if neither can be told."""
    if score.gold_error is not None:
        return None
    return score.exact_match if score.correct is None else score.correct
