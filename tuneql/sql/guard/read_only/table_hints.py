"""Hints of T-SQL: those after a table, `t WITH (NOLOCK)`, and those for a query, `OPTION (RECOMPILE)`."""

from collections.abc import Iterator
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.walking import Nodes

# Hints that take no more locks than a query without them. All others are refused, such as UPDLOCK and TABLOCKX.
_LOCK_NOTHING: Final = frozenset(
    ["NOLOCK", "READUNCOMMITTED", "READPAST", "READCOMMITTED", "SNAPSHOT", "NOEXPAND", "FORCESCAN", "FORCESEEK"]
)

# Hints for a query that set flags of the server, for which one must administer it, or prescribe a whole plan.
_SERVER_HINTS: Final = frozenset({"QUERYTRACEON", "USE PLAN"})


def server_hints(nodes: Nodes) -> Iterator[str]:
    """Denies hints that change how the server works, and FOR BROWSE, which only libraries of clients need."""
    names = [node.name for node in nodes.of(exp.QueryOption) if node.name.upper() in _SERVER_HINTS]
    yield from (f"the hint {name} is only for administrators of the server; remove it" for name in names)
    if any(node.args.get("kind") == "BROWSE" for node in nodes.of(exp.ForClause)):
        yield "FOR BROWSE is not on the list of syntax that only reads; remove it"


def locking_hints(nodes: Nodes, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """Denies hints after a table that may take locks, unknown ones, and all of them in dialects other than T-SQL.

    HOLDLOCK may be written without WITH and parentheses.
    """
    for node in nodes.of(exp.WithTableHint):
        known = descends_from(dialect, "tsql")
        hints = (each.name for each in node.expressions if not (known and _is_harmless(each)))
        yield from (f"the hint {name} may lock rows; remove it" for name in hints)
    if any(_is_bare(node.this, "HOLDLOCK") for node in nodes.of(exp.TableAlias)):
        yield "the hint HOLDLOCK may lock rows; remove it"


def _is_bare(name: exp.Expr | None, word: str) -> bool:
    return isinstance(name, exp.Identifier) and not name.args.get("quoted") and name.name.upper() == word


def _is_harmless(hint: exp.Expr) -> bool:
    if isinstance(hint, exp.Var):
        return hint.name.upper() in _LOCK_NOTHING
    return (
        isinstance(hint, exp.Anonymous)
        and hint.name.upper() == "INDEX"
        and all(isinstance(each, exp.Column | exp.Literal) for each in hint.expressions)
    )
