"""Shapes with one field each for question, schema and SQL: our own, and those of well-known datasets."""

from dataclasses import dataclass
from typing import Final

from tuneql.corpus.schemas.schemas import Schemas
from tuneql.corpus.shapes.shape import Fields, Record, Shape, own_or_found, times


@dataclass(frozen=True, kw_only=True)
class Columns:
    """The names of a record's fields."""

    question: str = "question"
    schema: str = "schema"
    sql: str = "sql"
    dialect: str = "dialect"
    db_id: str = "db_id"
    count: str = "count"

    def likeness(self, record: Record) -> int:
        """How many of schema and SQL there are; most shapes have a field `question`."""
        return (self.schema in record) + (self.sql in record)

    def read(self, record: Record, schemas: Schemas) -> Fields:
        """The fields."""
        db_id = record.get(self.db_id)
        return Fields(
            question=record.get(self.question),
            schema=own_or_found(record.get(self.schema), db_id, schemas),
            sql=record.get(self.sql),
            dialect=record.get(self.dialect),
            db_id=db_id,
            count=times(record.get(self.count)),
            names={"question": self.question, "schema": self.schema, "sql": self.sql},
        )


def plain(name: str, columns: Columns) -> Shape:
    """The shape of records with these fields."""
    fields = f"{columns.question}, {columns.schema} and {columns.sql}"
    return Shape(name=name, fields=fields, likeness=columns.likeness, read=columns.read)


TUNEQL: Final = plain("tuneql", Columns())
SQL_CREATE_CONTEXT: Final = plain("sql-create-context", Columns(schema="context", sql="answer"))
SYNTHETIC_TEXT_TO_SQL: Final = plain("synthetic-text-to-sql", Columns(question="sql_prompt", schema="sql_context"))
"""Of Gretel's dataset."""
