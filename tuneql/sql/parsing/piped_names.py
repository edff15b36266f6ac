"""Restores the name of BigQuery's `FROM t |> AS u |> …`, of which the parser makes a query of WITH.

In the FROM that reads this query, it puts an alias instead of a table.
"""

from collections.abc import Iterable

import sqlglot
from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import descends_from


def restore_names(trees: Iterable[exp.Expr | None], tokens: list[Token], dialect: type[sqlglot.Dialect]) -> None:
    """Replace these aliases by tables; only BigQuery has them."""
    if not descends_from(dialect, "bigquery") or all(each.token_type is not TokenType.PIPE_GT for each in tokens):
        return
    for clause in [each for tree in trees if tree is not None for each in tree.find_all(exp.From)]:
        if isinstance(clause.this, exp.TableAlias):
            clause.set("this", exp.Table(this=clause.this.this))
