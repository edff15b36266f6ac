"""What the guard finds in an answer, in the words of scores."""

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tuneql.errors import shorten
from tuneql.evaluation.hallucination import invented_columns, invented_tables
from tuneql.sql.answer_text import is_prose
from tuneql.sql.guard import check
from tuneql.sql.parsing import Unparsable, parse, parse_shared, regenerate
from tuneql.sql.schemas.schema import Schema
from tuneql.sql.writing import writes

# The kind of error for a rule of the guard, named as the sandbox names the same error; other rules have their own name.
_KINDS: Final = {
    "parses": "syntax",
    "one_statement": "several_statements",
    "read_only": "not_read_only",
    "known_tables": "no_such_table",
    "known_columns": "no_such_column",
    "bounded_work": "timeout",
}
_BINDING_RULES: Final = ("known_tables", "known_columns")
_NO_SCHEMA: Final = Schema(tables={}, ddl="", canonical_tables={})


@dataclass(frozen=True, kw_only=True)
class GuardFindings:
    """What the guard found.

    Attributes:
        sql: the statement to run, as the guard rewrote it; None if it was denied.
        parses, binds, read_only: whether it passed these rules; `binds` is None without a schema.
        forbidden: whether it would write.
        error, detail: the kind of the first denial, and all of them in words; "refused" for prose instead of SQL.
        hallucinated_tables, hallucinated_columns: names that the schema lacks.
    """

    sql: str | None
    parses: bool
    binds: bool | None
    read_only: bool
    forbidden: bool
    error: str | None = None
    detail: str | None = None
    hallucinated_tables: tuple[str, ...] = ()
    hallucinated_columns: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def guard_findings(sql: str, schema: Schema | None, dialect: str) -> GuardFindings:
    """Check a statement with the guard; names are not checked if there is no schema."""
    binding = schema is not None
    with suppress(Unparsable):
        parse_shared(sql, dialect)  # once, for the guard and for those that explain its denials
    verdict = check(sql, schema=schema or _NO_SCHEMA, dialect=dialect)
    denials = [each for each in verdict.denials if binding or each.rule not in _BINDING_RULES]
    error, detail = _KINDS.get(denials[0].rule, denials[0].rule) if denials else None, None
    if error == "syntax" and is_prose(sql):
        error, detail = "refused", shorten(sql)
    unknown = schema if not verdict.allowed else None
    return GuardFindings(
        sql=verdict.sql,
        parses=verdict.checks["parses"],
        binds=all(verdict.checks[rule] for rule in _BINDING_RULES) if binding else None,
        read_only=verdict.checks["read_only"],
        forbidden=not verdict.allowed and writes(sql, dialect),
        error=error,
        detail=detail or "; ".join(each.detail for each in denials) or None,
        hallucinated_tables=invented_tables(sql, schema=unknown, dialect=dialect) if unknown else (),
        hallucinated_columns=invented_columns(sql, schema=unknown, dialect=dialect) if unknown else (),
    )


def regenerated_gold(gold: str, sql: str, guarded: GuardFindings, schema: Schema | None, dialect: str) -> str | None:
    """A gold as the guard would rewrite it, so that it can be compared with a prediction.

    In some places SQLite reads "text" as a literal, which the guard tells by the schema; a gold without double quotes
    can be written from its tree alone.
    """
    if gold == sql:
        return guarded.sql
    return guard_findings(gold, schema, dialect).sql if '"' in gold else _rewritten(gold, dialect)


@lru_cache(maxsize=4096)
def _rewritten(sql: str, dialect: str) -> str | None:
    try:
        trees = parse(sql, dialect)
        return regenerate(trees[0], dialect, copy=False) if len(trees) == 1 else None
    except (Unparsable, RecursionError):
        return None
