"""Rewrites for Redshift, in addition to Postgres's; see `tuneql.sql.guard.words`."""

from typing import Final

from sqlglot import exp

from tuneql.sql.guard.words.postgres import by_their_names
from tuneql.sql.guard.words.shared import Word
from tuneql.sql.parsing.written_back import generator_of


def _pivot_label_in_text(node: exp.Expr) -> exp.Expr:
    """Redshift's `jan AS 'January'`, written as a name, which Redshift reads in lower case."""
    if isinstance(label := node.args.get("alias"), exp.Literal):
        node.set("alias", exp.Var(this=generator_of("redshift").generate(label)))
    return node


WORDS_OF_REDSHIFT: Final[tuple[Word, ...]] = (
    *by_their_names("redshift"),
    (exp.UnixToTime, lambda node: exp.Anonymous(this="TO_TIMESTAMP", expressions=[node.this])),
    (exp.PivotAlias, _pivot_label_in_text),
)
"""The types of nodes, each with its rewrite."""
