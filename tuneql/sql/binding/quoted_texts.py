"""Texts of SQLite in the quotation marks of names."""

import re
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from

_COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Like, exp.ILike, exp.Glob)


def may_be_text(column: exp.Column, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a column is in quotation marks that SQLite takes for those of text, too, with no table before it."""
    bare = column.args.get("table") is None and column.this.args.get("quoted")
    return bool(bare) and descends_from(dialect, "sqlite")


def is_text(column: exp.Column, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether SQLite would read an unknown column as text.

    SQLite takes a double-quoted name that names nothing as a string ("Double-quoted String Literals Are Accepted",
    sqlite.org/quirks.html), and so do many corpora. Only the right side of a comparison counts here: elsewhere an
    invented column is far more likely.
    """
    if not may_be_text(column, dialect):
        return False
    parent = column.parent
    if isinstance(parent, _COMPARISONS):
        return column.arg_key == "expression" and not isinstance(parent.this, exp.Literal)
    return isinstance(parent, exp.In | exp.Between) and column.arg_key != "this"


def is_surely_text(column: exp.Column) -> bool:
    """Whether SQLite's text in double quotation marks, that names nothing, would be an odd name for a column.

    Within a call it begins with no letter (`"%Y"`, `", "`), or modifies a date (`DATE("now")`); or it stands where a
    label is put, and not a column invented: beside `||`, behind THEN and ELSE, and as what COALESCE ends with.
    """
    name, parent = column.name, column.parent
    if isinstance(parent, exp.Func) and not _NAME.match(name):
        return not (isinstance(parent, exp.AggFunc) and column.arg_key == "this")
    if isinstance(parent, exp.Coalesce):
        return column.arg_key == "expressions"
    if isinstance(parent, exp.If | exp.Case):
        return column.arg_key in {"true", "false", "default"}
    return isinstance(parent, exp.DPipe) or (isinstance(parent, exp.Func) and name.lower() in _MODIFIERS)


# What columns' names begin with; and the modifiers of sqlite.org/lang_datefunc.html that begin so, too.
_NAME: Final = re.compile(r"_*[^\W\d_]")
_MODIFIERS: Final = frozenset(
    ["now", "auto", "localtime", "utc", "unixepoch", "subsec", "start of day", "start of month", "start of year"]
)
