"""The house style of statements: sqlglot's, on one line, but with NOT where people write it."""

from functools import cache
from typing import Any, Final

from sqlglot import exp
from sqlglot.generator import Generator

from tuneql.sql.dialects import get_dialect
from tuneql.sql.parsing import quiet_sqlglot
from tuneql.sql.parsing.plain.writing import write_plain_select
from tuneql.sql.walking import nodes_of

# Parents in which `a NOT IN (1)` means the same as `NOT a IN (1)`: it cannot bind to what is beside it.
_AROUND: Final = (exp.And, exp.Or, exp.Where, exp.Having, exp.Paren, exp.Join, exp.If, exp.Qualify)
_WORDS: Final[dict[type[exp.Expr], tuple[str, str]]] = {
    exp.In: (" IN ", " NOT IN "),
    exp.Between: (" BETWEEN ", " NOT BETWEEN "),
    exp.Is: (" IS ", " IS NOT "),
}


def in_house_style(tree: exp.Expr, dialect: str) -> str:
    """A statement's text in its dialect: no comments, keywords in upper case, literals in the dialect's quotes.

    Raises:
        sqlglot.errors.SqlglotError, ValueError: a tree that cannot be written back.
    """
    # The house style differs from sqlglot's only in the place of NOT.
    has_not = any(isinstance(node, exp.Not) for node in nodes_of(tree))
    plain = None if has_not else write_plain_select(tree, dialect)
    if plain is not None:
        return plain
    with quiet_sqlglot():
        return str(_generator(dialect).generate(tree))


@cache
def _generator(dialect: str) -> Generator:
    made = get_dialect(dialect)().generator(comments=False)
    # A change of its table, not a subclass, which the compiled build refuses (see tuneql.interpreted).
    made._dispatch = {**made._dispatch, exp.Not: _not_sql}  # noqa: SLF001 -- pinned, and each case of cleaning shows it
    return made


def _not_sql(generator: Any, node: exp.Not) -> str:
    inner = node.this
    words = _WORDS.get(type(inner))
    written: str = generator.sql(inner)
    if words is not None and isinstance(node.parent, _AROUND):
        left = generator.sql(inner, "this")
        if written.startswith(left + words[0]):
            return f"{left}{words[1]}{written[len(left) + len(words[0]) :]}"
    return f"NOT {written}"
