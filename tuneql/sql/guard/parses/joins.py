"""Joins that the engine does not have, and joins without a condition, where it needs one."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.parses.full_joins import unsupported_full_join
from tuneql.sql.guard.statement import Statement

_WITH_CONDITION: Final = frozenset({"", "INNER", "OUTER", "SEMI", "ANTI"})
_OUTER_TO_THE_LEFT: Final = frozenset({"RIGHT", "FULL"})
_WITHOUT_USING: Final = ("tsql",)
_WITHOUT_NATURAL: Final = (*_WITHOUT_USING, "bigquery")
_CONDITIONS_NEEDED: Final = ("postgres", "tsql", "bigquery", "duckdb")
_CROSS_WITHOUT_CONDITION: Final = (*_CONDITIONS_NEEDED, "snowflake")


def join_without_condition(join: exp.Expr, statement: Statement) -> str | None:
    """`FROM a LEFT JOIN b`, which these engines refuse, and an empty `ON` or `USING ()`."""
    name = join.this.alias_or_name or "a query"
    if join.args.get("using") == [] or join.args.get("on", join) is None:
        return f"the JOIN of {name} has no condition after {'ON' if 'on' in join.args else 'USING'}"
    side = str(join.args.get("side") or "").upper()
    if side in _OUTER_TO_THE_LEFT and isinstance(join.this, exp.Lateral):
        return f"{side} JOIN has rows that LATERAL cannot read; write LEFT JOIN LATERAL"
    method = str(join.args.get("method") or "").upper()
    without = _WITHOUT_NATURAL if method == "NATURAL" else _WITHOUT_USING if join.args.get("using") else ()
    if descends_from(statement.dialect_class, *without):
        return f"there is no {method or 'USING'}; write ON with the columns to compare"
    if str(join.args.get("kind") or "").upper() == "OUTER" and not side:
        return "OUTER JOIN needs LEFT, RIGHT or FULL before it"
    given = {key for key in ("on", "using", "method", "side", "nearest") if join.args.get(key)}
    kind = str(join.args.get("kind") or "").upper()
    needs = (*_CONDITIONS_NEEDED, "mysql") if given else _CONDITIONS_NEEDED  # MySQL's inner joins need none
    lacks = given <= {"side"} and kind in _WITH_CONDITION and bool(kind or given)
    if not lacks or not descends_from(statement.dialect_class, *needs):
        return unsupported_full_join(join, statement)
    is_of_row = isinstance(join.this, exp.Unnest | exp.Column) or "." in join.this.name
    return None if is_of_row else f"the JOIN of {name} has no condition; add ON or USING"


def condition_too_many(join: exp.Expr, statement: Statement) -> str | None:
    """`NATURAL JOIN b ON …`, and `CROSS JOIN b ON …`, which SQLite and MySQL accept."""
    if not (join.args.get("on") or join.args.get("using")):
        return None
    is_natural = str(join.args.get("method") or "").upper() == "NATURAL"
    is_cross = str(join.args.get("kind") or "").upper() == "CROSS"
    if not is_natural and not (is_cross and descends_from(statement.dialect_class, *_CROSS_WITHOUT_CONDITION)):
        return None
    word = "NATURAL" if is_natural else "CROSS"
    return f"{word} JOIN cannot have a condition; remove {word}, or the condition"


def unsupported_lateral(lateral: exp.Expr, statement: Statement) -> str | None:
    """LATERAL in SQLite and BigQuery, and in T-SQL, which has APPLY instead."""
    if descends_from(statement.dialect_class, "sqlite", "bigquery"):
        return "there is no LATERAL; write a subquery in SELECT, or a JOIN"
    is_apply = lateral.args.get("cross_apply") is not None
    if is_apply or not descends_from(statement.dialect_class, "tsql"):
        return None
    return "there is no LATERAL; write CROSS APPLY or OUTER APPLY"
