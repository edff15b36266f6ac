"""Specifications in place of questions, in the words that the model is given."""

from tuneql.errors import InvalidInput
from tuneql.limits import QUESTION_CHARACTERS
from tuneql.serving.ground import Ground
from tuneql.sql.specification import QuerySpec, compile_spec


def in_words(spec: QuerySpec, ground: Ground) -> str:
    """The specification as JSON.

    Raises:
        InvalidInput: it is too long, or makes no query of the schema: the model need not be asked to find that out.
    """
    text = spec.text
    if len(text) > QUESTION_CHARACTERS:
        rule = f"is longer than {QUESTION_CHARACTERS} characters as JSON"
        raise InvalidInput(field="spec", value=text, rule=rule, remedy="ask for less at a time")
    compile_spec(spec, schema=ground.asked_schema, dialect=ground.asked)
    return text
