"""MATCH_RECOGNIZE, which searches a relation for patterns of rows."""

import re
import sys
from collections.abc import Iterator

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.relations import Frame, Relation
from tuneql.sql.binding.tables import Tables
from tuneql.sql.clauses import clauses_of
from tuneql.sql.names import canonical

_WORD = re.compile(r"\w+")


def bind_match(walk: Tables, node: exp.Expr, frame: Frame) -> None:
    """Bind MATCH_RECOGNIZE, and replace the relation that it searches by its result.

    The symbols of its pattern are names of rows. The result has its measures, in addition to the keys of
    PARTITION BY (one row per match), or to all columns (all rows per match).
    """
    walk.expressions(clauses_of(node, ("partition_by", "order")), frame)
    rows = walk.starred(exp.Star(), frame)
    columns = None if frame.is_open else rows
    named = [Relation(name=each, columns=columns) for each in _symbols(node, walk.dialect)]
    parts = list(clauses_of(node, ("measures", "define")))
    inner = Frame(
        ctes=frame.ctes,
        outer=frame.outer,
        relations=[*frame.relations, *named],
        merged=dict.fromkeys(rows, sys.maxsize),
    )
    walk.expressions(parts, inner)
    measures = node.args.get("measures") or ()
    measured = {canonical(each.this.args["alias"], walk.dialect): each.this.alias for each in measures}
    name = canonical(node.args["alias"].this, walk.dialect) if node.args.get("alias") else frame.relations[0].name
    if not _returns_all_rows(node):
        keys = node.args.get("partition_by") or ()
        columns = dict(walk.output(each, place) for place, each in enumerate(keys))
    frame.relations[:] = [Relation(name=name, columns=None if columns is None else {**columns, **measured})]


def _returns_all_rows(match: exp.Expr) -> bool:
    """Whether MATCH_RECOGNIZE returns all rows of a match, rather than one."""
    rows = match.args.get("rows")
    return rows is not None and rows.name.upper().startswith("ALL")


def _symbols(match: exp.Expr, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """The symbols of a pattern such as `start up+ down*`, in canonical form."""
    words = _WORD.findall(match.args["pattern"].name)
    yield from dict.fromkeys(canonical(exp.to_identifier(each), dialect) for each in words)
