"""Keeps the commas of FROM, which sqlglot's generator writes as other joins.

* SQLite: `FROM a, b` is not written as `FROM a CROSS JOIN b`. The parser reads both alike, but CROSS JOIN says to
  read a before b: of `FROM a, b, links`, SQLite would look at all pairs of a and b, and needs seconds where it needed a
  millisecond.
* DuckDB: `FROM a, UNNEST(a.list)` is not written as `FROM a JOIN UNNEST(a.list) ON TRUE`. A comma binds less than JOIN:
  a FULL JOIN after it is only of the list's elements, not of the rows of a.
"""

from collections.abc import Iterable

from sqlglot import exp

from tuneql.sql.dialects import descends_from, get_dialect


def restore_commas(joins: Iterable[exp.Join], dialect: str) -> None:
    """Make the cross joins of a tree commas in SQLite, and those with UNNEST in DuckDB; also in derived dialects."""
    chosen = get_dialect(dialect)
    if descends_from(chosen, "sqlite"):
        for join in joins:
            if join.args.get("kind") == "CROSS" and not _has_parts(join, "side"):
                join.set("kind", None)
    elif descends_from(chosen, "duckdb"):
        for join in joins:
            if isinstance(join.this, exp.Unnest) and not _has_parts(join, "side", "kind"):
                join.set("this", exp.Table(this=join.this))  # the generator takes no notice of an UNNEST in it


def _has_parts(join: exp.Join, *others: str) -> bool:
    """Whether a join has a method, a condition, or one of other parts."""
    return any(join.args.get(key) for key in ("method", "on", "using", *others))
