"""What an example must hold before it may be trained on, one check a function, composed by `CHECKS`."""

import re
from collections.abc import Callable
from typing import Final

from tuneql.corpus.example import Example
from tuneql.corpus.row import Rejection
from tuneql.errors import InvalidInput, InvalidSchema
from tuneql.limits import RESERVED_WORDS
from tuneql.sql.dialects import get_dialect
from tuneql.sql.guard import check
from tuneql.sql.schema import parse_schema

Problem = tuple[str, str]
"""A reason, and a sentence."""

Check = Callable[[Example, str], Problem | None]

_RESERVED: Final = re.compile("|".join(map(re.escape, RESERVED_WORDS)), re.IGNORECASE)


def validate(example: Example, dialect: str) -> Example | Rejection:
    """The example as it is, or the first reason to leave it out.

    Args:
        example: what to look at.
        dialect: of the run; the example's own wins.

    Reasons: `unknown-dialect`, `reserved-word`, `invalid-schema`, and `sql-` with a rule of the guard
    (`sql-known-columns` and so on).
    """
    chosen = example.dialect or dialect
    for each in CHECKS:
        problem = each(example, chosen)
        if problem is not None:
            reason, detail = problem
            record = example.model_dump(by_alias=True, exclude={"source", "row"}, exclude_none=True)
            return Rejection(source=example.source, row=example.row, reason=reason, detail=detail, record=record)
    return example


def known_dialect(_: Example, dialect: str) -> Problem | None:
    """The dialect exists."""
    try:
        get_dialect(dialect)
    except InvalidInput as error:
        return "unknown-dialect", str(error)
    return None


def reserved_words(example: Example, _: str) -> Problem | None:
    """No field holds a word that fails a whole customization job."""
    for name, text in (("question", example.question), ("schema", example.ddl), ("sql", example.sql)):
        found = _RESERVED.search(text)
        if found is not None:
            return "reserved-word", f"field {name} holds {found[0]!r}, which Bedrock takes in no record"
    return None


def valid_schema(example: Example, dialect: str) -> Problem | None:
    """The schema parses, and declares a table."""
    try:
        parse_schema(example.ddl, dialect)
    except InvalidSchema as error:
        return "invalid-schema", str(error)
    return None


def guarded_sql(example: Example, dialect: str) -> Problem | None:
    """The guard lets the SQL pass: what must not be answered must not be taught."""
    verdict = check(example.sql, schema=parse_schema(example.ddl, dialect), dialect=dialect)
    if verdict.allowed:
        return None
    first = verdict.denials[0]
    return f"sql-{first.rule.replace('_', '-')}", "; ".join(denial.detail for denial in verdict.denials[:3])


CHECKS: Final[tuple[Check, ...]] = (known_dialect, reserved_words, valid_schema, guarded_sql)
