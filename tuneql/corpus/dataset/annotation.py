"""Statements of a query log that lack a question or values: one for each template, with how often it was run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from tuneql.corpus.row import Rejection
from tuneql.corpus.shapes.query_log import NEEDS_QUESTION, NEEDS_VALUES, Statement, statement
from tuneql.sql.template import template

_LITERAL: Final = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b")


@dataclass(kw_only=True)
class _Held:
    statement: Statement
    source: str
    row: int
    count: int = 0


class Annotation:
    """Collects statements, one for each template.

    Args:
        dialect: of the statements.
    """

    def __init__(self, dialect: str) -> None:
        self._dialect = dialect
        self._held: dict[tuple[str | None, str], _Held] = {}
        # Most statements of a log differ only in literals, and are not parsed again.
        self._template = lru_cache(maxsize=65_536)(lambda masked: template(masked, dialect))

    def add(self, rejection: Rejection) -> None:
        """Keep the statement of a row that was rejected because it lacks a question or values; ignore others."""
        if rejection.reason not in {NEEDS_QUESTION, NEEDS_VALUES}:
            return
        found = statement(rejection.record)
        key = (found.db_id, self._template(_LITERAL.sub("0", found.sql)))
        held = self._held.setdefault(key, _Held(statement=found, source=rejection.source, row=rejection.row))
        held.count += found.calls

    def records(self) -> Iterator[dict[str, Any]]:
        """A record for each template, the most frequent first; once completed, it is a row of a corpus."""
        for held in sorted(self._held.values(), key=lambda each: -each.count):
            named = {"db_id": held.statement.db_id} if held.statement.db_id else {}
            yield {
                "question": held.statement.question,
                "sql": held.statement.sql,
                **named,
                "count": held.count,
                "source": held.source,
                "row": held.row,
            }
