"""Writes the plainest SELECTs without sqlglot's generator: the same text, in a fifth of the time.

The trees are those of `tuneql.sql.parsing.plain.select`; all others are left to the generator.
"""

from collections.abc import Callable, Collection
from typing import Final

from sqlglot import exp

DIALECTS: Final = frozenset({"sqlite"})
"""The dialects whose generator is known to write the same text."""

_Writer = Callable[[exp.Expr], str]


def write_plain_select(tree: exp.Expr, dialect: str) -> str | None:
    """The text of a plain query, without comments; None for all other trees."""
    if dialect not in DIALECTS or not isinstance(tree, exp.Select | exp.SetOperation):
        return None
    try:
        return _text(tree)
    except _NotPlainError:
        return None


class _NotPlainError(Exception):
    """The tree has something that is left to the generator."""


def _text(node: exp.Expr | None) -> str:
    found = _WRITERS.get(node.__class__)
    if found is None or node is None:
        raise _NotPlainError
    known, write = found
    args = node.args
    if not known.issuperset(args) and any(value for key, value in args.items() if key not in known):
        raise _NotPlainError
    return write(node)


def _all(nodes: Collection[exp.Expr] | None) -> str:
    if not nodes:
        raise _NotPlainError
    return ", ".join([_text(node) for node in nodes])


def _identifier(node: exp.Expr) -> str:
    name: str = node.args["this"]
    if node.args.get("quoted"):
        return '"' + name.replace('"', '""') + '"'
    if not name.isidentifier():
        raise _NotPlainError
    return name


def _literal(node: exp.Expr) -> str:
    text: str = node.args["this"]
    if not node.args["is_string"]:
        return text
    if "\\" in text:
        raise _NotPlainError
    return "'" + text.replace("'", "''") + "'"


def _column(node: exp.Expr) -> str:
    table = node.args.get("table")
    return f"{_text(table)}.{_text(node.args['this'])}" if table else _text(node.args["this"])


def _distinct(node: exp.Expr) -> str:
    (only,) = node.args.get("expressions") or (None,)  # DISTINCT of several values differs between engines
    return f"DISTINCT {_text(only)}"


def _negative(node: exp.Expr) -> str:
    text = _text(node.args["this"])
    if not text[:1].isdigit():
        raise _NotPlainError
    return f"-{text}"


def _in(node: exp.Expr) -> str:
    query = node.args.get("query")
    inside = _text(query) if query else f"({_all(node.args.get('expressions'))})"
    return f"{_text(node.args['this'])} IN {inside}"


def _like(node: exp.Expr) -> str:
    return (
        f"{_text(node.args['this'])} {'NOT ' if node.args.get('negate') else ''}LIKE {_text(node.args['expression'])}"
    )


def _between(node: exp.Expr) -> str:
    return f"{_text(node.args['this'])} BETWEEN {_text(node.args['low'])} AND {_text(node.args['high'])}"


def _relation(node: exp.Expr) -> str:
    """A table, or a query in parentheses, with its alias."""
    inner, alias = _text(node.args["this"]), node.args.get("alias")
    named = f"({inner})" if isinstance(node, exp.Subquery) else inner
    return f"{named} AS {_text(alias)}" if alias else named


def _join(node: exp.Expr) -> str:
    side, kind, on = node.args.get("side") or "", node.args.get("kind") or "", node.args.get("on")
    if side not in {"", "LEFT"} or kind not in {"", "INNER", "CROSS"}:
        raise _NotPlainError
    if not (side or kind or on):
        return f", {_text(node.args['this'])}"
    words = " ".join(word for word in (side, kind, "JOIN") if word)
    return f" {words} {_text(node.args['this'])}{f' ON {_text(on)}' if on else ''}"


def _ordered(node: exp.Expr) -> str:
    descending = node.args.get("desc")
    if bool(node.args.get("nulls_first")) == bool(descending):  # not SQLite's default: NULL is the smallest value
        raise _NotPlainError
    return _text(node.args["this"]) + (" DESC" if descending else " ASC" if descending is False else "")


def _select(node: exp.Expr) -> str:
    args = node.args
    found = [_text(args["with_"]), "SELECT"] if args.get("with_") else ["SELECT"]
    if distinct := args.get("distinct"):
        if any(distinct.args.values()):
            raise _NotPlainError
        found.append("DISTINCT")
    found.append(_all(args.get("expressions")))
    if source := args.get("from_"):
        found.append(f"FROM {_text(source.args['this'])}{''.join(map(_text, args.get('joins') or ()))}")
    found += [_text(args[key]) for key in ("where", "group", "having", "order", "limit") if args.get(key)]
    return " ".join(found)


def _set_operation(node: exp.Expr) -> str:
    distinct, sides = node.args.get("distinct"), (node.args["this"], node.args["expression"])
    own_clauses = any(side.args.get(key) for side in sides for key in ("with_", "order", "limit"))
    if own_clauses or not all(isinstance(side, exp.Select) for side in sides) or not (distinct or node.key == "union"):
        raise _NotPlainError
    word = f"{node.key.upper()}{'' if distinct else ' ALL'}"
    text = f" {word} ".join(map(_text, sides))
    return f"{_text(node.args['with_'])} {text}" if node.args.get("with_") else text


def _cte(node: exp.Expr) -> str:
    if node.args.get("materialized") is not None:  # False is NOT MATERIALIZED
        raise _NotPlainError
    return f"{_text(node.args['alias'])} AS ({_text(node.args['this'])})"


def _around(before: str, key: str, after: str = "") -> _Writer:
    return lambda node: f"{before}{_text(node.args[key])}{after}"


def _listed(before: str) -> _Writer:
    return lambda node: before + _all(node.args.get("expressions"))


def _between_sides(sign: str) -> _Writer:
    return lambda node: f"{_text(node.args['this'])} {sign} {_text(node.args['expression'])}"


_SIDES: Final = frozenset({"this", "expression"})
_ONE: Final = frozenset({"this"})
_CLAUSES: Final = frozenset(
    {"with_", "distinct", "expressions", "from_", "joins", "where", "group", "having", "order", "limit"}
)
_COMPOUND: Final = frozenset({"with_", "this", "expression", "distinct"})

# The arguments that each type of node may have, and how it is written.
_WRITERS: Final[dict[type, tuple[frozenset[str], _Writer]]] = {
    exp.Identifier: (frozenset({"this", "quoted"}), _identifier),
    exp.Literal: (frozenset({"this", "is_string"}), _literal),
    exp.Column: (frozenset({"this", "table"}), _column),
    exp.Star: (frozenset(), lambda _: "*"),
    exp.Null: (frozenset(), lambda _: "NULL"),
    exp.Neg: (_ONE, _negative),
    exp.Distinct: (frozenset({"expressions"}), _distinct),
    exp.Count: (frozenset({"this", "big_int"}), _around("COUNT(", "this", ")")),
    exp.Max: (_ONE, _around("MAX(", "this", ")")),
    exp.Min: (_ONE, _around("MIN(", "this", ")")),
    exp.Sum: (_ONE, _around("SUM(", "this", ")")),
    exp.Avg: (_ONE, _around("AVG(", "this", ")")),
    exp.Alias: (
        frozenset({"this", "alias"}),
        lambda node: f"{_text(node.args['this'])} AS {_text(node.args['alias'])}",
    ),
    exp.EQ: (_SIDES, _between_sides("=")),
    exp.NEQ: (_SIDES, _between_sides("<>")),
    exp.LT: (_SIDES, _between_sides("<")),
    exp.LTE: (_SIDES, _between_sides("<=")),
    exp.GT: (_SIDES, _between_sides(">")),
    exp.GTE: (_SIDES, _between_sides(">=")),
    exp.And: (_SIDES, _between_sides("AND")),
    exp.Or: (_SIDES, _between_sides("OR")),
    exp.Is: (_SIDES, _between_sides("IS")),
    exp.Like: (frozenset({"this", "expression", "negate"}), _like),
    exp.Between: (frozenset({"this", "low", "high"}), _between),
    exp.In: (frozenset({"this", "expressions", "query"}), _in),
    exp.Not: (_ONE, _around("NOT ", "this")),
    exp.Paren: (_ONE, _around("(", "this", ")")),
    exp.Subquery: (frozenset({"this", "alias"}), _relation),
    exp.Table: (frozenset({"this", "alias"}), _relation),
    exp.TableAlias: (_ONE, _around("", "this")),
    exp.Join: (frozenset({"this", "side", "kind", "on"}), _join),
    exp.Where: (_ONE, _around("WHERE ", "this")),
    exp.Group: (frozenset({"expressions"}), _listed("GROUP BY ")),
    exp.Having: (_ONE, _around("HAVING ", "this")),
    exp.Order: (frozenset({"expressions"}), _listed("ORDER BY ")),
    exp.Ordered: (frozenset({"this", "desc", "nulls_first"}), _ordered),
    exp.Limit: (frozenset({"expression"}), _around("LIMIT ", "expression")),
    exp.With: (frozenset({"expressions"}), _listed("WITH ")),
    exp.CTE: (frozenset({"this", "alias"}), _cte),
    exp.Exists: (_ONE, _around("EXISTS(", "this", ")")),
    exp.Select: (_CLAUSES, _select),
    exp.Union: (_COMPOUND, _set_operation),
    exp.Intersect: (_COMPOUND, _set_operation),
    exp.Except: (_COMPOUND, _set_operation),
}
