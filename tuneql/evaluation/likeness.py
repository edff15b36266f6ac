"""How alike two statements are as text: exact match of their trees, and similarity of their words.

Both are sanity numbers. Rows decide what is right: about a quarter of right answers are written in another way.
"""

import re
from difflib import SequenceMatcher

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import get_dialect
from tuneql.sql.names import canonical
from tuneql.sql.parsing import Unparsable, parse, regenerate


def exact_match(gold: str, predicted: str, *, dialect: str) -> bool | None:
    """Whether both are the same statement up to case, layout, comments and words that mean the default.

    Returns:
        None where the gold SQL does not parse; False where only the prediction does not.
    """
    wanted = canonical_sql(gold, dialect)
    return None if wanted is None else wanted == canonical_sql(predicted, dialect)


def similarity(gold: str, predicted: str, *, dialect: str) -> float:
    """The share of words, names and signs that both have in the same order, from 0 to 1.

    This is `difflib`'s ratio over words, not characters: `order` and `orders` are as different as any two names.
    """
    wanted, found = (words(canonical_sql(sql, dialect) or sql.casefold()) for sql in (gold, predicted))
    return SequenceMatcher(None, wanted, found, autojunk=False).ratio()


def canonical_sql(sql: str, dialect: str) -> str | None:
    """One spelling for statements that differ only in writing; None if `sql` is not one statement of the dialect."""
    language = get_dialect(dialect)
    try:
        trees = parse(sql, dialect)
        return regenerate(trees[0].transform(_plain, language), dialect) if len(trees) == 1 else None
    except (Unparsable, RecursionError):
        return None


def words(sql: str) -> list[str]:
    """Literals, names, numbers and signs, in order.

    Example:
        >>> words("a >= 'x y'")
        ['a', '>', '=', "'x y'"]
    """
    return re.findall(r"'[^']*'|\w+|[^\w\s]", sql)


def _plain(node: exp.Expr, dialect: type[sqlglot.Dialect]) -> exp.Expr:
    """Folds names as the dialect does, and drops the words that mean the default."""
    if isinstance(node, exp.Identifier):
        name = canonical(node, dialect)
        plain = re.fullmatch(r"[A-Za-z_]\w*", name) is not None
        node.set("this", name)
        node.set("quoted", node.args.get("quoted") and not plain)
    if isinstance(node, exp.Join) and node.args.get("kind") == "INNER":
        node.set("kind", None)
    if isinstance(node, exp.Ordered) and not node.args.get("desc"):
        node.set("desc", None)
    return node
