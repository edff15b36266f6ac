"""Names that the parser reads as columns or tables but that are neither, so that they are not looked up."""

from collections.abc import Iterator
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.walking import nodes_of

_PARTS_LISTED: Final = """
    year yyyy yy quarter qq q month mm m dayofyear dy y day dd d week wk ww weekday dw w hour hh minute mi n second ss s
    millisecond ms microsecond mcs nanosecond ns tzoffset tz iso_week isowk isoww
    century c decade decades dow epoch timezone
"""
_PARTS: Final = frozenset(_PARTS_LISTED.split())
_BUCKETS_LISTED: Final = """
    year yyyy yy quarter qq q month mm m week wk ww day dd d hour hh minute mi n second ss s millisecond ms
"""
# Functions with a keyword as an argument, by its position: of T-SQL, Redshift and MySQL.
_WORDS: Final = {
    "date_bucket": (0, frozenset(_BUCKETS_LISTED.split())),
    "datename": (0, _PARTS),
    "datepart": (0, _PARTS),
    "get_format": (0, frozenset({"date", "time", "datetime", "timestamp"})),
    "isjson": (1, frozenset({"value", "array", "object", "scalar"})),
}


# Keywords of BigQuery's NORMALIZE_AND_CASEFOLD.
_FORMS: Final = frozenset({"nfc", "nfkc", "nfd", "nfkd"})

HOLDERS: Final = (
    exp.Normalize,
    exp.Star,
    exp.Ordered,
    exp.Comprehension,
    exp.Anonymous,
    exp.WithTableHint,
    exp.Partition,
    exp.Collate,
)
"""The types of nodes below which `not_columns` may find names."""


# Dialects in which ORDER BY ALL sorts by all columns.
_ORDERED_BY_ALL: Final = ("snowflake", "duckdb")


def not_columns(node: exp.Expr, dialect: type[sqlglot.Dialect]) -> Iterator[exp.Expr]:
    """The nodes below one that the parser reads as columns, though they are something else."""
    if isinstance(node, exp.Star):
        # The names in `* EXCEPT (a) RENAME (b AS c)` are looked up among the columns of the star.
        for each in names_in_star(node):
            yield from nodes_of(each)
    elif isinstance(node, exp.Ordered):
        yield from [node.this] if _is_all(node.this) and descends_from(dialect, *_ORDERED_BY_ALL) else []
    elif isinstance(node, exp.Comprehension):
        yield from _variables(node)
    elif isinstance(node, exp.Anonymous) and (known := _WORDS.get(node.name.lower())):
        place, words = known
        yield from (each for each in node.expressions[place : place + 1] if each.name.lower() in words)
    elif isinstance(node, exp.Normalize):
        form = node.args.get("form")
        yield from [form] if isinstance(form, exp.Column) and form.name.lower() in _FORMS else []
    elif isinstance(node, exp.Collate) and isinstance(node.expression, exp.Column):
        yield node.expression  # pg_catalog."C"
    elif isinstance(node, exp.WithTableHint | exp.Partition):
        yield from (each for each in nodes_of(node) if isinstance(each, exp.Column))  # the names of indexes and parts


def names_in_star(star: exp.Expr) -> list[exp.Expr]:
    """The columns, or their names, of which `* EXCEPT (a) RENAME (b AS c)` tells that they are not in it."""
    return [*(star.args.get("except_") or ()), *(each.this for each in star.args.get("rename") or ())]


def _is_all(key: exp.Expr) -> bool:
    """Whether a key is the word in `ORDER BY ALL`; it is reserved, so that an unquoted column cannot have the name."""
    is_bare = isinstance(key, exp.Column) and not key.table and not key.this.args.get("quoted")
    return is_bare and key.name.lower() == "all"


def _variables(node: exp.Comprehension) -> Iterator[exp.Expr]:
    """The nodes of `[x + 1 FOR x IN list IF x > 3]` that are its variable x."""
    names = {each.name for key in ("expression", "position") if (each := node.args.get(key)) is not None}
    for key in ("this", "condition"):
        inner = node.args.get(key)
        if isinstance(inner, exp.Expr):
            yield from (
                each for each in nodes_of(inner) if isinstance(each, exp.Column) and each.parts[0].name in names
            )
