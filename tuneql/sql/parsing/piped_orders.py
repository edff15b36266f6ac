"""Restores the order of BigQuery's `FROM (SELECT a FROM t) |> ORDER BY a`.

The parser makes `SELECT * FROM (SELECT * FROM (SELECT a FROM t) ORDER BY a)` of it, but a subquery's order does not
count.
"""

import sqlglot
from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import descends_from


def restore_orders(trees: list[exp.Expr | None], tokens: list[Token], dialect: type[sqlglot.Dialect]) -> None:
    """Replace a tree that selects all of its subquery by the subquery; only BigQuery has such statements."""
    if not descends_from(dialect, "bigquery") or not tokens or tokens[0].token_type is not TokenType.FROM:
        return
    if len(trees) == 1 and any(each.token_type is TokenType.PIPE_GT for each in tokens):
        inner = _all_of(trees[0])
        trees[:] = trees if inner is None else [inner.pop()]


def _all_of(tree: exp.Expr | None) -> exp.Select | None:
    """The SELECT of which a tree is just `SELECT * FROM (…)`."""
    if not isinstance(tree, exp.Select) or tree.expressions != [exp.Star()]:
        return None
    clauses = {key for key, value in tree.args.items() if value}
    source = tree.args["from_"].this if clauses == {"expressions", "from_"} else None
    is_bare = isinstance(source, exp.Subquery) and [key for key, value in source.args.items() if value] == ["this"]
    return source.this if is_bare and source is not None and isinstance(source.this, exp.Select) else None
