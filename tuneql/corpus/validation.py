"""What must be true of an example that is trained on: one check per function, composed by `CHECKS`."""

import re
from collections.abc import Callable
from typing import Final

from tuneql.corpus.row import Rejection
from tuneql.corpus.transform import Context, Draft
from tuneql.errors import InvalidInput, InvalidSchema
from tuneql.limits import RESERVED_WORDS
from tuneql.sql.dialects import get_dialect
from tuneql.sql.guard import denials
from tuneql.sql.schemas.schema import parse_schema

Problem = tuple[str, str]
"""A reason, and a sentence."""

Check = Callable[[Draft], Problem | None]

_RESERVED: Final = re.compile("|".join(map(re.escape, RESERVED_WORDS)), re.IGNORECASE)
# Characters of which each of them has one, and few other texts.
_SIGNS: Final = re.compile(r"[:<\[]")


def validate(draft: Draft, _: Context) -> Draft | Rejection:
    """The row as it is, or the first reason to leave it out.

    Reasons: `unknown-dialect`, `reserved-word`, `invalid-schema`, and `sql-` with a rule of the guard
    (`sql-known-columns` and so on).
    """
    for check in CHECKS:
        problem = check(draft)
        if problem is not None:
            return draft.example.rejected(*problem)
    return draft


def known_dialect(draft: Draft) -> Problem | None:
    """The dialect exists."""
    try:
        get_dialect(draft.dialect)
    except InvalidInput as error:
        return "unknown-dialect", str(error)
    return None


def reserved_words(draft: Draft) -> Problem | None:
    """No field has a word that fails a whole customization job."""
    example = draft.example
    for name, text in (("question", example.question), ("schema", example.ddl), ("sql", example.sql)):
        found = _RESERVED.search(text) if _SIGNS.search(text) else None
        if found is not None:
            return "reserved-word", f"field {name} holds {found[0]!r}, which Bedrock takes in no record"
    return None


def valid_schema(draft: Draft) -> Problem | None:
    """The schema parses, and declares a table."""
    try:
        parse_schema(draft.example.ddl, draft.dialect)
    except InvalidSchema as error:
        return "invalid-schema", str(error)
    return None


def guarded_sql(draft: Draft) -> Problem | None:
    """The guard allows the SQL: a model must not learn what it must not answer."""
    example, dialect = draft.example, draft.dialect
    found = denials(example.sql, schema=parse_schema(example.ddl, dialect), dialect=dialect)
    if not found:
        return None
    return f"sql-{found[0].rule.replace('_', '-')}", "; ".join(denial.detail for denial in found[:3])


CHECKS: Final[tuple[Check, ...]] = (known_dialect, reserved_words, valid_schema, guarded_sql)
