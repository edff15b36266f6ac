"""Query specifications in place of questions."""

from typing import Final

from tuneql.errors import InvalidInput
from tuneql.evaluation.specifications import agrees
from tuneql.limits import QUESTION_CHARACTERS
from tuneql.serving.ground import Ground
from tuneql.sql.specification import QuerySpec, compile_spec

AGREES: Final = "agrees_with_spec"


def in_words(spec: QuerySpec, ground: Ground) -> str:
    """The specification as JSON.

    Raises:
        InvalidInput: it is too long, or does not compile over the schema, so that there is nothing to ask a model.
    """
    text = spec.text
    if len(text) > QUESTION_CHARACTERS:
        rule = f"is longer than {QUESTION_CHARACTERS} characters as JSON"
        raise InvalidInput(field="spec", value=text, rule=rule, remedy="ask for less at a time")
    compile_spec(spec, schema=ground.asked_schema, dialect=ground.asked)
    return text


def agreement(spec: QuerySpec, sql: str, ground: Ground) -> dict[str, bool]:
    """Whether an answer means what the specification says, as a check beside the guard's; none if no database tells.

    Args:
        spec: what was asked; it compiles.
        sql: the answer, in the caller's dialect, as the guard wrote it.
        ground: what it was checked against.
    """
    schema, dialect = ground.asked_schema, ground.asked
    found = agrees(sql, compile_spec(spec, schema=schema, dialect=dialect), ddl=schema.ddl, dialect=dialect)
    return {} if found is None else {AGREES: found}
