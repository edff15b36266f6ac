"""Recognises questions that are specifications."""

import json

from pydantic import ValidationError

from tuneql.sql.specification.spec import QuerySpec


def read_spec(question: str) -> QuerySpec | None:
    """The specification in a question, which is JSON; None for a question in words, or other JSON.

    Example:
        >>> read_spec('{"table": "vessels", "cols": ["name"]}').table, read_spec("Which vessels?")
        ('vessels', None)
    """
    if not question.lstrip().startswith("{"):
        return None
    try:
        return QuerySpec.model_validate(json.loads(question))
    except (ValidationError, ValueError, RecursionError):
        return None
