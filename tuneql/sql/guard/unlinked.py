"""Relations that are joined with nothing that links them."""

from collections.abc import Iterable, Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.walking import nodes_of

_MOST_UNLINKED: Final = 2
_ROWS_OF_A_SMALL_LIST: Final = 1000


def unlinked_relations(nodes: list[exp.Expr]) -> Iterator[str]:
    """Refuses a SELECT of three groups of relations or more that no condition links to one another.

    A relation that reads columns of an earlier one (LATERAL, APPLY, UNNEST of a column) is linked to it; one that has
    one row, or a short list of them, multiplies nothing.
    """
    for node in nodes:
        if isinstance(node, exp.Select) and len(node.args.get("joins") or ()) >= _MOST_UNLINKED:
            groups = _groups(node)
            if groups > _MOST_UNLINKED:
                yield f"{groups} relations are joined with no condition that links them"


def _groups(select: exp.Select) -> int:
    """How many groups of relations are left once all that are linked are put together."""
    sources = list(_sources(select))
    names = [_name(source) for source in sources]
    linked = list(range(len(sources)))

    def union(places: Iterable[int]) -> None:
        first, *others = {linked[place] for place in places}
        linked[:] = [first if group in others else group for group in linked]

    for place, join in enumerate(_joins(select), start=1):
        if join.args.get("using") or join.method in {"NATURAL", "ASOF", "POSITIONAL"}:
            union(range(max(0, place - 1), place + 1))
        elif _reads_others(join.this):
            union((0, place))
    for condition in _conditions(select):
        used = _places(condition, names)
        if len(used) > 1:
            union(used)
    many = {linked[place] for place, source in enumerate(sources) if not _is_small(source)}
    return len(many)


def _sources(select: exp.Select) -> Iterator[exp.Expr]:
    first = select.args.get("from_")
    if isinstance(first, exp.From):
        yield first.this
    yield from (join.this for join in _joins(select))


def _joins(select: exp.Select) -> list[exp.Join]:
    return list(select.args.get("joins") or ())


def _name(source: exp.Expr) -> str:
    return source.alias_or_name.lower()


def _conditions(select: exp.Select) -> Iterator[exp.Expr]:
    """The parts of WHERE, ON and QUALIFY that must all hold."""
    where = select.args.get("where")
    whole = [where.this] if isinstance(where, exp.Where) else []
    whole += [on for join in _joins(select) if isinstance(on := join.args.get("on"), exp.Expr)]
    for each in whole:
        yield from each.flatten() if isinstance(each, exp.And) else (each,)


def _places(condition: exp.Expr, names: list[str]) -> set[int]:
    """The relations that a condition looks at; a bare column may be anyone's, so that two of them link two."""
    places: set[int] = set()
    bare = 0
    for node in nodes_of(condition):
        if isinstance(node, exp.Column):
            qualifier = node.table.lower()
            if qualifier in names:
                places.add(names.index(qualifier))
            elif not qualifier:
                bare += 1
    if bare:
        places.update(place for place in range(len(names)) if len(places) + bare > 1)
    return places


def _reads_others(source: exp.Expr) -> bool:
    """Whether a relation is made of values of an earlier one."""
    if isinstance(source, exp.Lateral):
        return True
    if isinstance(source, exp.Subquery | exp.Values):
        return False
    return any(isinstance(node, exp.Column) for node in nodes_of(source))


def _is_small(source: exp.Expr) -> bool:
    """Whether a relation surely has one row, or is a short list that stands in the statement."""
    if isinstance(source, exp.Values | exp.Unnest):
        return len(source.expressions) < _ROWS_OF_A_SMALL_LIST and isinstance(source, exp.Values)
    query = source.this if isinstance(source, exp.Subquery) else None
    if not isinstance(query, exp.Select) or query.args.get("group"):
        return isinstance(query, exp.Values)
    if not query.args.get("from_"):
        return True
    limit = query.args.get("limit")
    if isinstance(limit, exp.Limit) and isinstance(limit.expression, exp.Literal) and limit.expression.name == "1":
        return True
    outputs = [each.this if isinstance(each, exp.Alias) else each for each in query.expressions]
    return bool(outputs) and all(_is_aggregated(each) for each in outputs)


def _is_aggregated(output: exp.Expr) -> bool:
    nodes = nodes_of(output, into_queries=False)
    return any(isinstance(node, exp.AggFunc) for node in nodes) and not any(
        isinstance(node, exp.Window) for node in nodes
    )
