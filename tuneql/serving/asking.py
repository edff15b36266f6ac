"""What a request asks, in the words that the model is given."""

from tuneql.errors import InvalidInput
from tuneql.limits import QUESTION_CHARACTERS
from tuneql.serving.judging import Ground
from tuneql.serving.messages import SqlRequest
from tuneql.sql.specification import compile_spec


def check_alternatives(request: SqlRequest) -> None:
    """Refuses a request that has both or none of two alternatives.

    Raises:
        InvalidInput: for the first of them.
    """
    pairs = (
        ("question", request.question, "spec", request.spec),
        ("schema", request.ddl, "schema_id", request.schema_id),
    )
    for name, value, other, alternative in pairs:
        if (value is None) == (alternative is None):
            raise InvalidInput(
                field=name,
                value=value,
                rule=f"and {other} are alternatives, of which a request has exactly one",
                remedy=f"send either {name} or {other}",
            )


def question_of(request: SqlRequest, ground: Ground) -> str:
    """The question, or the specification as JSON.

    Raises:
        InvalidInput: a specification that is too long, or makes no query of the schema: the model need not be asked to
            find that out.
    """
    if request.spec is None:
        return request.question or ""
    text = request.spec.text
    if len(text) > QUESTION_CHARACTERS:
        rule = f"is longer than {QUESTION_CHARACTERS} characters as JSON"
        raise InvalidInput(field="spec", value=text, rule=rule, remedy="ask for less at a time")
    compile_spec(request.spec, schema=ground.asked_schema, dialect=ground.asked)
    return text
