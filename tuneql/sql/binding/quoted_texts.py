"""Texts of SQLite in double quotation marks, which otherwise quote names: `WHERE city = "Bergen"`."""

import re
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from

_COMPARISONS = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Like, exp.ILike, exp.Glob)


def may_be_text(column: exp.Column, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether SQLite may read a column as text: it is in quotation marks, and has no table before it."""
    bare = column.args.get("table") is None and column.this.args.get("quoted")
    return bool(bare) and descends_from(dialect, "sqlite")


def is_text(column: exp.Column, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether an unknown column is meant as text.

    SQLite reads an unknown name in double quotation marks as a string ("Double-quoted String Literals Are Accepted",
    sqlite.org/quirks.html), and many corpora rely on it. Only the right side of a comparison counts here: elsewhere, an
    invented column is far more likely.
    """
    if not may_be_text(column, dialect):
        return False
    side: exp.Expr = column if not isinstance(column.parent, exp.Collate) else column.parent
    parent = side.parent
    if isinstance(parent, _COMPARISONS):
        return side.arg_key == "expression" and not isinstance(parent.this, exp.Literal)
    return isinstance(parent, exp.In | exp.Between) and side.arg_key != "this"


def is_surely_text(column: exp.Column) -> bool:
    """Whether an unknown name in double quotation marks is an unlikely name for a column.

    Within a call, it does not begin with a letter (`"%Y"`, `", "`), or it modifies a date (`DATE("now")`). Or it is
    where labels are usual: next to `||`, after THEN and ELSE, and at the end of COALESCE.
    """
    name, parent = column.name, column.parent
    if isinstance(parent, exp.Func) and not _NAME.match(name):
        return not (isinstance(parent, exp.AggFunc) and column.arg_key == "this")
    if isinstance(parent, exp.Coalesce):
        return column.arg_key == "expressions"
    if isinstance(parent, exp.If | exp.Case):
        return column.arg_key in {"true", "false", "default"}
    return isinstance(parent, exp.DPipe) or (isinstance(parent, exp.Func) and name.lower() in _MODIFIERS)


# The beginning of a column's name, and the modifiers of sqlite.org/lang_datefunc.html that begin like one.
_NAME: Final = re.compile(r"_*[^\W\d_]")
_MODIFIERS: Final = frozenset(
    ["now", "auto", "localtime", "utc", "unixepoch", "subsec", "start of day", "start of month", "start of year"]
)
