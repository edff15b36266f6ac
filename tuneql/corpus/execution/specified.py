"""Whether the SQL of a query specification gives the answer of the specification."""

from tuneql.corpus.example import Example
from tuneql.corpus.execution.running import Runner
from tuneql.corpus.execution.telling import answers_as
from tuneql.errors import InvalidInput
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.specification import compile_spec, read_spec


def meant_instead(example: Example, dialect: str, runner: Runner) -> str | None:
    """What a specification compiles to, if its SQL gives another answer on some database.

    None if the answers are the same, for questions in words, and if nothing can tell: the specification does not
    compile over the schema, or one of the two statements does not run.

    Args:
        example: a row whose SQL passes the guard.
        dialect: of its SQL.
        runner: runs both statements.
    """
    spec = read_spec(example.question)
    if spec is None:
        return None
    try:
        compiled = compile_spec(spec, schema=parse_schema(example.ddl, dialect), dialect=dialect)
    except InvalidInput:
        return None
    same = compiled == example.sql or answers_as(
        compiled, example.sql, ddl=example.ddl, dialect=dialect, runner=runner, db_id=example.db_id
    )
    return compiled if same is False else None
