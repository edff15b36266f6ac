"""What became of one prediction."""

from pydantic import BaseModel, ConfigDict

from tuneql.sql.hardness import Hardness


class Score(BaseModel):
    """A line of `scores.jsonl`; what was not measured is None.

    Attributes:
        id, question, dialect, db_id, gold_sql: the question's.
        predicted_sql: the statement in the answer, without prose; None where the model gave none.
        hardness: of the gold SQL, see `tuneql.sql.hardness`.
        parses, binds, read_only: the guard's findings.
        executes: whether the guard let it through and it ran.
        correct: execution accuracy: whether its rows are the gold's.
        exact_match, similarity: as text, see `tuneql.evaluation.likeness`.
        error: the kind of the first thing that went wrong before there were rows to compare.
        detail: that thing, or what differs between the rows.
        gold_error: why the gold SQL does not run: the question is left out of execution accuracy, never counted wrong.
        hallucinated_tables, hallucinated_columns: names that are not in the schema.
        input_tokens, output_tokens, latency_ms: the prediction's.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    question: str
    dialect: str
    db_id: str | None
    gold_sql: str
    predicted_sql: str | None
    hardness: Hardness
    parses: bool = False
    binds: bool | None = None
    read_only: bool = False
    executes: bool | None = None
    correct: bool | None = None
    exact_match: bool | None = None
    similarity: float = 0.0
    error: str | None = None
    detail: str | None = None
    gold_error: str | None = None
    hallucinated_tables: tuple[str, ...] = ()
    hallucinated_columns: tuple[str, ...] = ()
    input_tokens: int | None = None
    output_tokens: int | None = None
    latency_ms: float | None = None
