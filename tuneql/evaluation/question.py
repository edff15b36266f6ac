"""What a model is asked in an evaluation, and what it answered."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, model_validator

from tuneql.sql.alternatives import alternatives


def _whole(text: Any) -> Any:
    if not isinstance(text, str) or text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


Text = Annotated[str, BeforeValidator(_whole)]
"""Text that can be encoded: half a surrogate pair, which JSON and a model can contain, becomes U+FFFD."""


class Question(BaseModel, frozen=True, extra="ignore", populate_by_name=True):
    """A held-out question with its gold SQL; a line of a gold file parses as one.

    Attributes:
        id: pairs the question with its answers.
        question: what a person asks.
        ddl: CREATE TABLE statements; `schema` in JSON. None if there are none: names cannot be looked up then.
        dialect: of `gold_sql` and of the answers.
        gold_sql: the statement that answers it; `sql` in JSON, where a list gives `other_golds` as well. It may have
            optional columns and alternatives, see `tuneql.sql.alternatives`.
        other_golds: further statements, each as right as the first.
        db_id: the database with rows, if there is one.
    """

    id: Text = Field(min_length=1)
    question: Text
    ddl: Text | None = Field(default=None, alias="schema")
    dialect: str
    gold_sql: Text = Field(min_length=1, alias="sql")
    other_golds: tuple[Text, ...] = ()
    db_id: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _several_golds(cls, given: Any) -> Any:
        """Split a list in `sql`: the first is the gold, the others are as right."""
        if not isinstance(given, Mapping) or not isinstance(given.get("sql"), list | tuple):
            return given
        first, *others = given["sql"] or [""]
        return {**given, "sql": first, "other_golds": others}

    def golds(self) -> tuple[str, ...]:
        """All right statements, the one to show first."""
        return tuple(each for sql in (self.gold_sql, *self.other_golds) for each in alternatives(sql))


class ModelFailure(BaseModel, frozen=True):
    """Why there is no answer to score.

    Attributes:
        kind: `truncated`, `empty`, `filtered`, `throttled`, `not_ready`, …; counted under `errors` in the metrics.
        detail: what the service said.
    """

    kind: str = Field(pattern=r"[a-z][a-z_]*")
    detail: Text = ""


class Prediction(BaseModel, frozen=True, extra="ignore"):
    """A model's answer to a question; a line of a predictions file parses as one.

    Attributes:
        id: the question's.
        sql: what the model wrote; code fences and prose are removed when it is scored.
        failure: set if there is no answer, or none that may be used.
        input_tokens, output_tokens: as billed; None if not counted.
        latency_ms: from request to answer; None if not measured.
    """

    id: Text
    sql: Text | None = None
    failure: ModelFailure | None = None
    input_tokens: int | None = Field(default=None, ge=0)
    output_tokens: int | None = Field(default=None, ge=0)
    latency_ms: float | None = Field(default=None, ge=0, allow_inf_nan=False)
