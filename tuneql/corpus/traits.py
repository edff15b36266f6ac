"""The traits of a row's SQL: selection shares out places by them, and the card counts them."""

import re
from dataclasses import dataclass
from typing import Final

from sqlglot import exp

from tuneql.corpus.example import Example
from tuneql.sql.dialects import get_dialect
from tuneql.sql.hardness import hardness_of
from tuneql.sql.parsing import Unparsable, parse_shared, regenerate
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.slices import Hardness
from tuneql.sql.walking import nodes_of

# A call, unless it is within a cast.
_CALL: Final = re.compile(r"(?!(?:TRY_)?CAST\()([A-Za-z_][\w.]*)\(")


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What a row's SQL is like.

    Attributes:
        hardness: how hard it is, in Spider's buckets.
        functions: the functions that it calls, by name, in order.
        used: the tables of its schema that it reads, as declared, in order.
        unused: the tables that it does not read.
    """

    hardness: Hardness
    functions: tuple[str, ...]
    used: tuple[str, ...]
    unused: tuple[str, ...]


def traits(example: Example, dialect: str) -> Traits:
    """The traits of a row whose schema parses; SQL that does not parse uses nothing."""
    statements = _statements(example.sql, dialect)
    functions, named = _mentioned([node for nodes in statements for node in nodes], dialect)
    tables = parse_schema(example.ddl, dialect).tables
    used = tuple(sorted(name for name, table in tables.items() if table.bare.lower() in named))
    return Traits(
        hardness=hardness_of(statements[0]) if len(statements) == 1 else "extra",
        functions=functions,
        used=used,
        unused=tuple(sorted(set(tables).difference(used))),
    )


def _statements(sql: str, dialect: str) -> list[list[exp.Expr]]:
    """The nodes of each statement; none if the SQL does not parse."""
    try:
        return [nodes_of(tree) for tree in parse_shared(sql, dialect)]
    except Unparsable:
        return []


def _mentioned(nodes: list[exp.Expr], dialect: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Names of the functions, and of the tables, in lower case."""
    called = (node for node in nodes if isinstance(node, exp.Func) and not _is_operator(node))
    functions = {_function_name(node, dialect) for node in called} - {""}
    return tuple(sorted(functions)), frozenset(node.name.lower() for node in nodes if isinstance(node, exp.Table))


def _is_operator(node: exp.Func) -> bool:
    """Sqlglot counts AND, OR, CASE, CAST and their like as functions."""
    return isinstance(node, exp.Connector | exp.Case | exp.If | exp.Cast | exp.Exists)


def _function_name(node: exp.Func, dialect: str) -> str:
    """The name in the dialect: what sqlglot calls TIME_TO_STR is SQLite's STRFTIME; "" for what is no call there."""
    writer = get_dialect(dialect).generator_class
    if isinstance(node, exp.Anonymous):
        return node.name.upper()
    if not node.args or not (node.__class__ in writer.TRANSFORMS or hasattr(writer, f"{node.key}_sql")):
        return node.sql_name().upper()
    written = _CALL.match(regenerate(node, dialect))
    return written[1].upper() if written else ""
