"""Functions of Postgres and Redshift that sqlglot 30.30 reads as others, with the names under which they are called.

Their meaning is the same, but an output without an alias has the name of its function: `MOD(a, 2)` is read as `a % 2`,
which has no name, so that it must be written as MOD again in `SELECT mod FROM (SELECT MOD(a, 2) FROM t) AS q`.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from, get_dialect

NAME_KEY: Final = "called"
"""The key under which a call keeps its name as written."""

NAMED_AFTER_FUNCTIONS: Final = ("postgres",)
"""The dialects in which outputs are named after their functions; Redshift descends from Postgres."""

_OF_POSTGRES: Final[Mapping[str, tuple[str, ...]]] = {
    "CEILING": ("this",),
    "CHARACTER_LENGTH": ("this",),
    "CHAR_LENGTH": ("this",),
    "MOD": ("this", "expression"),
    "NOW": (),
    "POW": ("this", "expression"),
    "STRPOS": ("this", "substr"),
    "SUBSTR": ("this", "start", "length"),
    "VARIANCE": ("this",),
}
FUNCTIONS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    # Without NOW, which only queries without tables may call in Redshift, while all may call GETDATE.
    "redshift": {
        **{name: keys for name, keys in _OF_POSTGRES.items() if name != "NOW"},
        "CHARINDEX": ("substr", "this"),
        "CONCAT": ("expressions",),
        "LEN": ("this",),
        "SHA1": ("this",),
        "TEXTLEN": ("this",),
    },
    "postgres": _OF_POSTGRES,
}
"""By engine, the derived one first: upper-case names, and the keys of their arguments in the order of writing."""

READ_AS: Final = (
    *(exp.Ceil, exp.Concat, exp.CurrentTimestamp, exp.Length, exp.Mod, exp.Pow, exp.SHA, exp.StrPosition),
    *(exp.Substring, exp.Variance),
)
"""The nodes as which the functions are read."""


@cache
def noting_dialect(name: str) -> sqlglot.Dialect:
    """The dialect for parsers: calls keep their names as written where outputs are named after them.

    Generators have another instance, because they would write other functions with these names, too.
    """
    dialect = get_dialect(name)()
    if descends_from(get_dialect(name), *NAMED_AFTER_FUNCTIONS):
        dialect.ORIGINAL_NAME_META_KEY = NAME_KEY
    return dialect


def called(node: exp.Expr, dialect: type[sqlglot.Dialect]) -> str | None:
    """The upper-case name of one of these functions; None for other nodes, or if they have arguments of others."""
    engine = next((name for name in FUNCTIONS if descends_from(dialect, name)), None)
    return _called(node, FUNCTIONS[engine]) if engine else None


def as_called(node: exp.Expr, engine: str) -> exp.Expr:
    """The node to write for one of these functions: a call with its own name; the same node if it is none."""
    name = _called(node, FUNCTIONS[engine])
    if name is None:
        return node
    values = (node.args.get(key) for key in FUNCTIONS[engine][name])
    listed = [value if isinstance(value, list) else [value] for value in values if value]
    return exp.Anonymous(this=name, expressions=[each for values in listed for each in values])


def _called(node: exp.Expr, functions: Mapping[str, tuple[str, ...]]) -> str | None:
    name = str(node.meta_get(NAME_KEY, "")).upper()
    given = {key for key, value in node.args.items() if isinstance(value, exp.Expr | list) and value}
    return name if name in functions and given <= set(functions[name]) else None
