"""Hints of T-SQL that stand after a table."""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.walking import Nodes

# Those that take no lock that a plain query would not take: all others are refused, UPDLOCK and TABLOCKX among them.
_LOCK_NOTHING: Final = frozenset(
    ["NOLOCK", "READUNCOMMITTED", "READPAST", "READCOMMITTED", "SNAPSHOT", "NOEXPAND", "FORCESCAN", "FORCESEEK"]
)


def locking_hints(nodes: Nodes) -> Iterator[str]:
    """Refuses hints that take locks, and those that are not known."""
    for node in nodes.of(exp.WithTableHint):
        yield from (f"the hint {each.name} may lock" for each in node.expressions if not _is_harmless(each))


def _is_harmless(hint: exp.Expr) -> bool:
    if isinstance(hint, exp.Var):
        return hint.name.upper() in _LOCK_NOTHING
    return (
        isinstance(hint, exp.Anonymous)
        and hint.name.upper() == "INDEX"
        and all(isinstance(each, exp.Column | exp.Literal) for each in hint.expressions)
    )
