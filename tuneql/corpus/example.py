"""The unit of a corpus: a question, the schema it is asked of, and the SQL that answers it."""

from typing import Any

from pydantic import BaseModel, Field

from tuneql.corpus.row import Rejection
from tuneql.limits import QUESTION_CHARACTERS, SCHEMA_CHARACTERS


class Example(BaseModel, frozen=True, extra="ignore", populate_by_name=True, str_strip_whitespace=True):
    """One example; in our own format, a JSON object per line.

    Attributes:
        question: what a person asks.
        ddl: CREATE TABLE statements, with comments; `schema` in JSON.
        sql: the statement that answers it, in `dialect`.
        dialect: a name of `tuneql.sql.dialects`; None means the run's.
        db_id: names the database with rows (`<db_id>.sqlite`), if there is one.
        count: how often the SQL was run according to a log; 0 if it is not from a log.
        shape: of the row, see `tuneql.corpus.shapes`; no file of a dataset has it.
        source, row: the file and the line (or item) that it came from, from 1.
    """

    question: str = Field(min_length=1, max_length=QUESTION_CHARACTERS)
    ddl: str = Field(min_length=1, max_length=SCHEMA_CHARACTERS, alias="schema")
    sql: str = Field(min_length=1, max_length=QUESTION_CHARACTERS * 5)
    dialect: str | None = None
    db_id: str | None = None
    count: int = Field(0, ge=0)
    source: str = ""
    row: int = 0
    shape: str = ""

    def rejected(self, reason: str, detail: str, record: Any = None) -> Rejection:
        """The rejection of the row that this was read from; its record may be added later."""
        return Rejection(source=self.source, row=self.row, reason=reason, detail=detail, record=record)
