"""Writes SELECTs in the dialect in which they were read, without the generators' preparations for other dialects.

Before a generator writes a SELECT, it searches all of it, in some dialects several times, for syntax of other dialects
that its own does not have: `QUALIFY`, `DISTINCT ON`, semi joins, `EXPLODE`, arrays of dates. A SELECT that was read in
the dialect itself rarely has any, which is quickly checked. It is then written without the searches, and so are those
in its parentheses; SELECTs elsewhere are left to the generator.

A generator omits what it cannot write, with or without a message: an argument, or a whole output. Such a text is not
returned.
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
# The nodes for which the generators search, in addition to clauses and joins. Those of derived dialects may search for
# more.
_SEARCHED: Final[dict[str, tuple[type[exp.Expr], ...]]] = {
    "postgres": (),
    "redshift": (exp.Unnest,),
    "mysql": (exp.Unnest,),
    "tsql": (exp.Unnest,),
    "snowflake": (exp.Unnest, exp.Explode, exp.GenerateDateArray),
    "bigquery": (exp.Explode, exp.ExplodingGenerateSeries),  # and UNNEST with a table's alias, see `_is_searched`
    "sqlite": (),
    "duckdb": (exp.TableFromRows,),
}


def write_back(tree: exp.Expr, dialect: str, nodes: Nodes) -> str | None:
    """The text of a SELECT that was read in the dialect, without comments; None if it needs the preparations.

    It spoils the tree, as generators do.

    Args:
        tree: a statement.
        dialect: a name of `tuneql.sql.dialects`.
        nodes: of the tree when it was read; since then, at most words were replaced.

    Raises:
        UnsupportedError: a part of the tree is not in the text.
    """
    if not isinstance(tree, exp.Select) or _is_searched(dialect, nodes) or not _is_plain(tree, dialect):
        return None
    generator = generator_of(dialect)
    generator.preprocess(tree)
    if dialect != "tsql":  # whose generator adds aliases to the outputs of queries in parentheses
        for inner in reversed(nodes.of(exp.Select)):  # the innermost first
            if _is_within(inner.parent) and _is_plain(inner, dialect):
                inner.replace(_written(generator.select_sql(inner)))
    return _whole(generator.select_sql(tree).strip(), generator, nodes)


def _is_searched(dialect: str, nodes: Nodes) -> bool:
    """Whether a tree may have syntax for which the dialect's generator searches; in unknown dialects it always may."""
    searched = _SEARCHED.get(dialect)
    if searched is None or nodes.of(*searched):
        return True
    return dialect == "bigquery" and any(each.alias for each in nodes.of(exp.Unnest))


def generator_of(dialect: str) -> Generator:
    """A generator that doubles quotation marks in texts, and writes no backslash before them, if the dialect has both.

    A text then ends at the same place for readers that take a backslash for itself.
    """
    chosen = shared_dialect(dialect)
    generator = chosen.generator(comments=False)
    if chosen.QUOTE_END in chosen.tokenizer_class.STRING_ESCAPES:
        generator._escaped_quote_end = chosen.QUOTE_END * 2  # noqa: SLF001 - no option for it
    return generator


def _written(text: str) -> exp.Table:
    """A node that is written as a text, in place of a SELECT; it is a table, which generators accept in parentheses."""
    return exp.Table(this=exp.Var(this=text.strip()))


def write_all(tree: exp.Expr, dialect: str, nodes: Nodes) -> str:
    """As `write_back`, for any statement, with the preparations."""
    generator = generator_of(dialect)
    return _whole(generator.generate(tree, copy=False), generator, nodes)


def _whole(text: str, generator: Generator, nodes: Nodes) -> str:
    """The text, if it has all columns of a tree, and, after a message of the generator, all names and literals.

    Raises:
        UnsupportedError: one is missing.
    """
    columns = [each.args["this"] for each in nodes.kinds.get(exp.Column, ())]
    names = {each.args["this"] for each in columns if each.__class__ is exp.Identifier}
    lost = [name for name in names if not _is_plainly_in(name, text) and not _is_in(name, text)]
    if _messages(generator):
        leaves = Counter(each.name for each in nodes.of(exp.Identifier, exp.Literal, exp.Boolean))
        lost += [name for name, count in leaves.items() if text.upper().count(name.upper()) < count]
    if lost:
        raise UnsupportedError(f"the dialect has no place for {lost[0]} where it is; remove it")
    return text


def _messages(generator: Generator) -> list[str]:
    """What a generator could not write; that of Athena lets one of Trino write queries."""
    messages: list[str] = getattr(generator, "_trino_generator", generator).unsupported_messages
    return messages


def _is_plainly_in(name: str, text: str) -> bool:
    """A quick test whether a name is in a text; long names are rarely part of other words by chance."""
    if len(name) > _SHORT:
        return name in text
    return f".{name}" in text or f" {name}" in text or f"({name}" in text


def _is_in(name: str, text: str) -> bool:
    """Whether a name is in a text as a word, in upper or lower case, or with doubled quotation marks."""
    if not _WORDS.fullmatch(name):
        return any(
            form in text for form in (name, name.replace('"', '""'), name.replace("`", "``"), name.replace("]", "]]"))
        )
    return name.upper() in _WORDS.findall(text.upper())


def _is_within(around: exp.Expr | None) -> bool:
    """Whether a SELECT is in parentheses that are written without a look into it, which aliases of columns need."""
    if not isinstance(around, exp.Subquery | exp.CTE):
        return False
    return not (around.alias_column_names or isinstance(around.parent, exp.Pivot))


def _is_plain(select: exp.Select, dialect: str) -> bool:
    """Whether a SELECT has only clauses and joins that all dialects have."""
    if dialect == "bigquery" and _groups_by_output(select):
        return False
    distinct, joins = select.args.get("distinct"), select.args.get("joins") or ()
    is_plain = all(key in _PLAIN_CLAUSES for key, value in select.args.items() if value)
    is_plain = is_plain and all(each.kind in _PLAIN_JOINS and each.side in _PLAIN_JOINS for each in joins)
    return is_plain and not (distinct and distinct.args.get("on"))


def _groups_by_output(select: exp.Select) -> bool:
    """Whether a key of GROUP BY is an output with an alias, which BigQuery's generator writes instead."""
    group, order = select.args.get("group"), select.args.get("order")
    keys = group.expressions if group and order else ()
    return any(each.this in keys for each in select.expressions if isinstance(each, exp.Alias))
