"""Keeps the commas of FROM in SQLite: `FROM a, b` is not written as `FROM a CROSS JOIN b`.

The parser reads both alike. But for SQLite, CROSS JOIN is an order to read a before b: of `FROM a, b, links`, it would
look at all pairs of a and b, and needs seconds where it needed a millisecond.
"""

from collections.abc import Iterable

from sqlglot import exp

from tuneql.sql.dialects import descends_from, get_dialect


def restore_commas(joins: Iterable[exp.Join], dialect: str) -> None:
    """Make the cross joins of a tree commas, if its dialect is SQLite or derived from it."""
    for join in joins if descends_from(get_dialect(dialect), "sqlite") else ():
        if join.args.get("kind") == "CROSS" and not any(
            join.args.get(key) for key in ("side", "method", "on", "using")
        ):
            join.set("kind", None)
