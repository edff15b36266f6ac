"""Hints of T-SQL: after a table, and for a whole query."""

from collections.abc import Iterator
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.walking import Nodes

# Those that take no lock that a plain query would not take: all others are refused, UPDLOCK and TABLOCKX among them.
_LOCK_NOTHING: Final = frozenset(
    ["NOLOCK", "READUNCOMMITTED", "READPAST", "READCOMMITTED", "SNAPSHOT", "NOEXPAND", "FORCESCAN", "FORCESEEK"]
)

# Of a query: flags of the server itself, for which one must administer it, and a plan that is made elsewhere.
_OF_THE_SERVER: Final = frozenset({"QUERYTRACEON", "USE PLAN"})


def hints_of_the_server(nodes: Nodes) -> Iterator[str]:
    """Refuses hints that say how the server works, and FOR BROWSE, which is between a client's library and it."""
    names = [node.name for node in nodes.of(exp.QueryOption) if node.name.upper() in _OF_THE_SERVER]
    yield from (f"the hint {name} is for those who administer the server" for name in names)
    if any(node.args.get("kind") == "BROWSE" for node in nodes.of(exp.ForClause)):
        yield "FOR BROWSE is not on the list of what a query may hold"


def locking_hints(nodes: Nodes, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """Refuses hints that take locks, and those that are not known; HOLDLOCK needs no parentheses.

    No other engine has them, so that there nobody knows what they do.
    """
    for node in nodes.of(exp.WithTableHint):
        known = descends_from(dialect, "tsql")
        yield from (f"the hint {each.name} may lock" for each in node.expressions if not (known and _is_harmless(each)))
    if any(_is_bare(node.this, "HOLDLOCK") for node in nodes.of(exp.TableAlias)):
        yield "the hint HOLDLOCK may lock"


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
