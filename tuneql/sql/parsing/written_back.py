"""Writes SELECTs in the dialect in which they were read, without the generators' preparations for other dialects.

Before a generator writes a SELECT, it searches all of it, several times in some dialects, for syntax of other dialects
that its own does not have: `QUALIFY`, `DISTINCT ON`, semi joins, `EXPLODE`, arrays of dates. A SELECT read in the
dialect itself rarely has any, and one look tells. Such a SELECT is then written at once, and so are those in its
parentheses; SELECTs elsewhere are left to the generator.

What a generator cannot write it leaves out, with or without a complaint: an argument, and if nothing is left of an
output, the output. Such a text is not returned.
"""

import re
from collections import Counter
from typing import Final

from sqlglot import exp
from sqlglot.errors import UnsupportedError
from sqlglot.generator import Generator

from tuneql.sql.dialects import shared_dialect
from tuneql.sql.walking import Nodes

_WORDS: Final = re.compile(r"\w+")
_SHORT: Final = 2
_PLAIN_CLAUSES: Final = frozenset(
    ["with_", "expressions", "distinct", "from_", "joins", "where", "group", "having", "order", "limit", "offset"]
)
_PLAIN_JOINS: Final = frozenset({"", "LEFT", "RIGHT", "INNER", "CROSS", "OUTER"})
# What the generators look for besides other clauses and joins. A dialect that is derived from one of these may look for
# more.
_LOOKED_FOR: Final[dict[str, tuple[type[exp.Expr], ...]]] = {
    "postgres": (),
    "redshift": (exp.Unnest,),
    "mysql": (exp.Unnest,),
    "tsql": (exp.Unnest,),
    "snowflake": (exp.Unnest, exp.Explode, exp.GenerateDateArray),
    "bigquery": (exp.Unnest, exp.Explode, exp.ExplodingGenerateSeries),
    "sqlite": (),
    "duckdb": (exp.TableFromRows,),
}


def write_back(tree: exp.Expr, dialect: str, nodes: Nodes) -> str | None:
    """The text of a SELECT that was read in the dialect, without comments; None if a generator may have more to do.

    It spoils the tree, as generators do.

    Args:
        tree: a statement.
        dialect: a name of `tuneql.sql.dialects`.
        nodes: what was in the tree when it was read; since then, only words may have been put for others.

    Raises:
        UnsupportedError: a part of the tree is not in the text.
    """
    looked_for = _LOOKED_FOR.get(dialect)
    if looked_for is None or not isinstance(tree, exp.Select) or nodes.of(*looked_for) or not _is_plain(tree, dialect):
        return None
    generator = shared_dialect(dialect).generator(comments=False)
    generator.preprocess(tree)
    if dialect != "tsql":  # whose generator names the outputs of queries in parentheses
        for inner in reversed(nodes.of(exp.Select)):  # the innermost first
            if _is_within(inner.parent) and _is_plain(inner, dialect):
                inner.replace(_written(generator.select_sql(inner)))
    return _whole(generator.select_sql(tree).strip(), generator, nodes)


def _written(text: str) -> exp.Table:
    """A text as a node that stands for a SELECT: the generators ask for what can be selected from in parentheses."""
    return exp.Table(this=exp.Var(this=text.strip()))


def write_all(tree: exp.Expr, dialect: str, nodes: Nodes) -> str:
    """As `write_back`, of any statement, and with all that generators do."""
    generator = shared_dialect(dialect).generator(comments=False)
    return _whole(generator.generate(tree, copy=False), generator, nodes)


def _whole(text: str, generator: Generator, nodes: Nodes) -> str:
    """A text that has all columns of a tree; where the generator complained of anything, all names and literals too."""
    columns = [each.args["this"] for each in nodes.kinds.get(exp.Column, ())]
    names = {each.args["this"] for each in columns if each.__class__ is exp.Identifier}
    lost = [name for name in names if not _is_plainly_in(name, text) and not _is_in(name, text)]
    if generator.unsupported_messages:
        leaves = Counter(each.name for each in nodes.of(exp.Identifier, exp.Literal, exp.Boolean))
        lost += [name for name, count in leaves.items() if text.upper().count(name.upper()) < count]
    if lost:
        raise UnsupportedError(f"{lost[0]} stands where the dialect has no place for it")
    return text


def _is_plainly_in(name: str, text: str) -> bool:
    """Told without looking for words, which takes a while; few names but short ones are in other words by chance."""
    if len(name) > _SHORT:
        return name in text
    return f".{name}" in text or f" {name}" in text or f"({name}" in text


def _is_in(name: str, text: str) -> bool:
    """Whether a name is in a text in other letters, or with what marks it written twice."""
    if not _WORDS.fullmatch(name):
        return any(
            form in text for form in (name, name.replace('"', '""'), name.replace("`", "``"), name.replace("]", "]]"))
        )
    return name.upper() in _WORDS.findall(text.upper())


def _is_within(around: exp.Expr | None) -> bool:
    """Whether a SELECT stands in parentheses whose generator looks at nothing in it, as it does to name columns."""
    if not isinstance(around, exp.Subquery | exp.CTE):
        return False
    return not (around.alias_column_names or isinstance(around.parent, exp.Pivot))


def _is_plain(select: exp.Select, dialect: str) -> bool:
    """Whether there is none of the clauses and joins that some dialects have, and others do not."""
    if dialect == "bigquery" and _groups_by_output(select):
        return False
    distinct, joins = select.args.get("distinct"), select.args.get("joins") or ()
    is_plain = all(key in _PLAIN_CLAUSES for key, value in select.args.items() if value)
    is_plain = is_plain and all(each.kind in _PLAIN_JOINS and each.side in _PLAIN_JOINS for each in joins)
    return is_plain and not (distinct and distinct.args.get("on"))


def _groups_by_output(select: exp.Select) -> bool:
    """Whether a key of GROUP BY is an output with another name, by which BigQuery's generator calls it."""
    group, order = select.args.get("group"), select.args.get("order")
    keys = group.expressions if group and order else ()
    return any(each.this in keys for each in select.expressions if isinstance(each, exp.Alias))
