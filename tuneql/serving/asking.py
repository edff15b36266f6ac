"""What a request asks, in the words that the model is given."""

from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.errors import InvalidInput
from tuneql.limits import QUESTION_CHARACTERS
from tuneql.serving.judging import Ground
from tuneql.serving.messages import QuerySpec, SqlRequest
from tuneql.sql.dialects import get_dialect
from tuneql.sql.guard import check


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
        InvalidInput: a specification that is too long, or names what the schema does not have: the model need not be
            asked to find that out.
    """
    if request.spec is None:
        return request.question or ""
    text = request.spec.text
    if len(text) > QUESTION_CHARACTERS:
        rule = f"is longer than {QUESTION_CHARACTERS} characters as JSON"
        raise InvalidInput(field="spec", value=text, rule=rule, remedy="ask for less at a time")
    _check_names(request.spec, ground)
    return text


def _check_names(spec: QuerySpec, ground: Ground) -> None:
    """The guard looks the names up, in a query that asks for all of them."""
    dialect = get_dialect(ground.asked)
    columns = dict.fromkeys((*spec.cols, *(each.column for each in spec.filters)))
    try:
        query = exp.select(*columns, dialect=dialect).from_(spec.table, dialect=dialect).sql(dialect=dialect)
    except (SqlglotError, ValueError) as error:
        raise _refused(spec, f"has names that are no {ground.asked} ({type(error).__name__})") from None
    verdict = check(query, schema=ground.asked_schema, dialect=ground.asked)
    if verdict.denials:
        raise _refused(spec, f"does not fit the schema: {verdict.denials[0].detail[:200]}")


def _refused(spec: QuerySpec, rule: str) -> InvalidInput:
    return InvalidInput(field="spec", value=spec.table, rule=rule, remedy="name tables and columns of the schema")
