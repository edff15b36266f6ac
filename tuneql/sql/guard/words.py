"""Words that sqlglot 30.30 reads in a dialect, and writes back as words that its engine does not have."""

from collections.abc import Callable
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.walking import nodes_of

_Word = tuple[type[exp.Expr], Callable[[exp.Expr], exp.Expr]]

_WORDS: Final[dict[str, tuple[_Word, ...]]] = {
    "postgres": (
        (exp.Hex, lambda node: exp.Anonymous(this="TO_HEX", expressions=[node.this])),
        (exp.CurrentTime, lambda node: node if node.this else exp.Var(this="CURRENT_TIME")),
    ),
    "mysql": ((exp.UtcDate, lambda _: exp.Anonymous(this="UTC_DATE")),),
}


def restore_words(tree: exp.Expr, dialect: type[sqlglot.Dialect]) -> None:
    """Puts the dialect's own words into a tree that is about to be written."""
    words = [word for name, those in _WORDS.items() if descends_from(dialect, name) for word in those]
    if not words:
        return
    for node in nodes_of(tree):
        for kind, write in words:
            if type(node) is kind and node is not tree:
                node.replace(write(node))
