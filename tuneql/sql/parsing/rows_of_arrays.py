"""Reads Redshift's arrays of a row in FROM, `FROM orders o, o.items AS i`, as the parser would.

The parser searches a copy of FROM for them in every statement, which `tuneql.sql.parsing.spares` prevents. Here, they
are searched only if FROM has a name with a dot.
"""

from collections.abc import Iterable

import sqlglot
from sqlglot import exp
from sqlglot.tokenizer_core import Token

from tuneql.sql.dialects import descends_from
from tuneql.sql.parsing.rewording.tables.arrays_in_from import has_paths


def restore_arrays(trees: Iterable[exp.Expr | None], tokens: list[Token], dialect: type[sqlglot.Dialect]) -> None:
    """Put UNNEST around each array of an earlier row of FROM, as the parser does."""
    if not descends_from(dialect, "redshift") or not has_paths(tokens):
        return
    for select in [each for tree in trees if tree is not None for each in tree.find_all(exp.Select)]:
        if isinstance(first := select.args.get("from_"), exp.From):
            _restore_in(first, select.args.get("joins") or ())


def _restore_in(first: exp.From, joins: Iterable[exp.Expr]) -> None:
    before = {first.this.alias_or_name.lower()}
    for join in joins:
        item, name = join.this, join.this.alias_or_name.lower()
        is_path = isinstance(item, exp.Table) and len(item.parts) > 1
        if is_path and not join.args.get("on") and item.parts[0].name.lower() in before:
            item.replace(_unnested(item))
        before.add(name)


def _unnested(table: exp.Table) -> exp.Unnest:
    alias = table.args.get("alias")
    table.set("alias", None)
    unnest = exp.Unnest(expressions=[table.to_column()])
    if isinstance(alias, exp.TableAlias):
        unnest.set("alias", exp.TableAlias(columns=[alias.this]))
    return unnest
