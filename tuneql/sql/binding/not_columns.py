"""Names that the parser reads as columns or tables but that are neither, so that they are not looked up."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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

# Dialects in which ORDER BY ALL sorts by all columns.
_ORDERED_BY_ALL: Final = ("snowflake", "duckdb")

Dialect = type[sqlglot.Dialect]


def not_columns(node: exp.Expr, dialect: Dialect) -> Iterable[exp.Expr]:
    """The nodes below one that the parser reads as columns, though they are something else."""
    names_below = _NAMES_BELOW.get(type(node))
    return names_below(node, dialect) if names_below else ()


def names_in_star(star: exp.Expr) -> list[exp.Expr]:
    """The columns, or their names, of which `* EXCEPT (a) RENAME (b AS c)` tells that they are not in it."""
    return [*(star.args.get("except_") or ()), *(each.this for each in star.args.get("rename") or ())]


def _left_out_or_renamed(node: exp.Expr, _: Dialect) -> Iterator[exp.Expr]:
    """The names in `* EXCEPT (a) RENAME (b AS c)`, which are looked up among the columns of the star."""
    return (each for name in names_in_star(node) for each in nodes_of(name))


def _all(node: exp.Expr, dialect: Dialect) -> Iterator[exp.Expr]:
    """The word in `ORDER BY ALL`; it is reserved, so that an unquoted column cannot have the name."""
    key = node.this
    is_bare = isinstance(key, exp.Column) and not key.table and not key.this.args.get("quoted")
    if is_bare and key.name.lower() == "all" and descends_from(dialect, *_ORDERED_BY_ALL):
        yield key


def _variables(node: exp.Expr, _: Dialect) -> Iterator[exp.Expr]:
    """The nodes of `[x + 1 FOR x IN list IF x > 3]` that are its variable x."""
    names = {each.name for key in ("expression", "position") if (each := node.args.get(key)) is not None}
    for key in ("this", "condition"):
        inner = node.args.get(key)
        if isinstance(inner, exp.Expr):
            yield from (each for each in _columns(inner) if each.parts[0].name in names)


def _words(node: exp.Expr, _: Dialect) -> Iterator[exp.Expr]:
    """The keyword among the arguments of a function."""
    place, words = _WORDS.get(node.name.lower(), (0, frozenset()))
    return (each for each in node.expressions[place : place + 1] if each.name.lower() in words)


def _form(node: exp.Expr, _: Dialect) -> Iterator[exp.Expr]:
    """The keyword of NORMALIZE."""
    form = node.args.get("form")
    if isinstance(form, exp.Column) and form.name.lower() in _FORMS:
        yield form


def _collation(node: exp.Expr, _: Dialect) -> Iterator[exp.Expr]:
    """A collation with its schema, such as `pg_catalog."C"`."""
    if isinstance(node.expression, exp.Column):
        yield node.expression


def _indexes_or_partitions(node: exp.Expr, _: Dialect) -> Iterator[exp.Expr]:
    return _columns(node)


def _columns(node: exp.Expr) -> Iterator[exp.Column]:
    return (each for each in nodes_of(node) if isinstance(each, exp.Column))


_NAMES_BELOW: Final[Mapping[type[exp.Expr], Callable[[exp.Expr, Dialect], Iterator[exp.Expr]]]] = {
    exp.Star: _left_out_or_renamed,
    exp.Ordered: _all,
    exp.Comprehension: _variables,
    exp.Anonymous: _words,
    exp.Normalize: _form,
    exp.Collate: _collation,
    exp.WithTableHint: _indexes_or_partitions,
    exp.Partition: _indexes_or_partitions,
}

HOLDERS: Final = tuple(_NAMES_BELOW)
"""The types of nodes below which `not_columns` may find names."""
