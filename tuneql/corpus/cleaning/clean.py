"""The transform that cleans a row."""

from dataclasses import replace

from tuneql.corpus.cleaning.question import clean_question
from tuneql.corpus.cleaning.schema_text import clean_ddl
from tuneql.corpus.cleaning.statement import Cleaned, clean_sql
from tuneql.corpus.row import Rejection
from tuneql.corpus.transform import Context, Draft
from tuneql.errors import InvalidInput, InvalidSchema
from tuneql.sql.dialects import get_dialect
from tuneql.sql.schemas.rows import without_rows
from tuneql.sql.schemas.schema import Schema, parse_schema


def clean(draft: Draft, context: Context) -> Draft | Rejection:
    """The row with its question, schema and SQL cleaned; with the option `verbatim`, the SQL stays as it is.

    Reasons: `unknown-dialect`; and `missing-` with a field of which nothing is left.
    """
    example = draft.example
    try:
        get_dialect(draft.dialect)
    except InvalidInput as error:
        return draft.example.rejected("unknown-dialect", str(error))
    ddl = without_rows(clean_ddl(example.ddl), draft.dialect)
    cleaned = clean_sql(example.sql, draft.dialect, _schema(ddl, draft.dialect))
    sql = Cleaned(sql=example.sql, literals=cleaned.literals) if context.options.verbatim else cleaned
    fields = {"question": clean_question(example.question, sql.literals), "ddl": ddl, "sql": sql.sql}
    for field, text in fields.items():
        if not text:
            name = "schema" if field == "ddl" else field
            return draft.example.rejected(f"missing-{name}", f"field {name} holds nothing to read; a text is expected")
    changed = any(getattr(example, field) != text for field, text in fields.items())
    return replace(draft, example=example.model_copy(update=fields)) if changed else draft


def _schema(ddl: str, dialect: str) -> Schema | None:
    try:
        return parse_schema(ddl, dialect)
    except InvalidSchema:
        return None
