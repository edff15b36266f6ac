"""Rows that meet a query's demand, and rows that miss it by one test or one join."""

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final

from tuneql.evaluation.robust.demand import Demand, Spot
from tuneql.evaluation.robust.filling import UNSET, Filling, Row
from tuneql.evaluation.robust.values import Test, holding, passes, step
from tuneql.sql.sandbox import Value

# Draws of a value for a column with several tests, before the first is enough.
_TRIES: Final = 4

# Shares of the demands that get near misses only, and rows that are there twice.
_ONLY_MISSES: Final = 0.2
_TWINS: Final = 0.4
_OLD_GROUPS: Final = 0.5

# Above this size groups are planted seldom: their rows cost time.
_LARGE: Final = 8


def plant(filling: Filling, demand: Demand) -> None:
    """Puts rows for a demand: a group of it or as many as LIMIT wants, and a near miss or two.

    Now and then there are only near misses: what an outer join shows is seen where nothing else meets the demand.
    """
    draw = filling.draw
    misses = len(demand.tests) + len(demand.links)
    for _ in range(min(misses, 2)):
        _put(filling, demand, {}, draw.randrange(misses))
    if misses and draw.random() < _ONLY_MISSES:
        return
    size = _size(demand.counts, draw) if demand.counts else draw.choice((1, 1, 2))
    for _ in range(_size((1, demand.wanted), draw)):
        shared, rows = _put(filling, demand, {}, None)
        for _ in range(size - 1):
            _put(filling, demand, shared, None)
        if draw.random() < _TWINS:
            place = draw.randrange(len(rows))
            filling.twin(demand.tables[place], rows[place])


def _size(sizes: Sequence[int], draw: Random) -> int:
    """One of some sizes; large ones seldom, because rows cost time."""
    size = draw.choice(sizes)
    return size if size <= _LARGE or draw.random() < _LARGE / size * 2 else min((*sizes, 2))


def _put(
    filling: Filling, demand: Demand, shared: dict[Spot, Value], miss: int | None
) -> tuple[dict[Spot, Value], list[Row]]:
    """Puts one row a table, and gives the values of the columns grouped by, and the rows.

    Args:
        filling: where to.
        demand: what the rows are to meet.
        shared: values of the group that the rows belong to.
        miss: which test or link not to meet.
    """
    cells = _values(filling, demand, miss) | shared
    rows = [filling.add(table, _row(cells, place)) for place, table in enumerate(demand.tables)]
    return {spot: cells[spot] for spot in cells if spot in demand.grouped} if demand.grouped else {}, rows


def _values(filling: Filling, demand: Demand, miss: int | None) -> dict[Spot, Value]:
    tests: dict[Spot, list[Test]] = {}
    for number, (spot, test) in enumerate(demand.tests):
        tests.setdefault(spot, []).append(test.negated() if number == miss else test)
    linked = demand.linked
    cells = {spot: _satisfying(filling, demand, spot, asked) for spot, asked in tests.items() if spot not in linked}
    there = {place: filling.find(demand.tables[place], _row(cells, place)) for place, _ in cells}
    for number, link in enumerate(demand.links, start=len(demand.tests)):
        if number == miss:
            continue
        asked = [test for spot in link for test in tests.get(spot, ())]
        value = _satisfying(filling, demand, link[0], asked) if asked else _joining(filling, demand, link, there)
        cells |= dict.fromkeys(link, value)
    for spot in demand.groups:
        if spot not in cells:
            cells[spot] = _grouped(filling, demand.tables[spot[0]], spot[1])
    return cells


def _grouped(filling: Filling, table: str, column: int) -> Value:
    """A value to group by: one of the column's, or a new one, so that no other rows are in the group."""
    value = filling.draw.choice(filling.pool(table, column))
    if filling.draw.random() < _OLD_GROUPS:
        return value
    number = filling.draw.randrange(100, 1000)
    return f"{value}{number}" if isinstance(value, str) else step(value, number)


def _row(cells: Mapping[Spot, Value], place: int) -> dict[int, Value]:
    return {column: value for (there, column), value in cells.items() if there == place}


def _satisfying(filling: Filling, demand: Demand, spot: Spot, asked: list[Test]) -> Value:
    draw: Random = filling.draw
    pool = filling.pool(demand.tables[spot[0]], spot[1])
    for _ in range(_TRIES):
        value = holding(draw.choice(asked), draw, pool)
        if all(passes(test, value) for test in asked):
            return value
    return value


def _joining(filling: Filling, demand: Demand, link: tuple[Spot, ...], there: Mapping[int, Row | None]) -> Value:
    """A value to join on: that of a row which is there already, or a new key, so that the rows are the demand's own."""
    for place, column in link:
        row = there.get(place)
        if row is not None and row[column] is not UNSET:
            found: Value = row[column]
            return found
    for place, column in link:
        name = demand.tables[place]
        if filling.stocks[name].supplies[column].is_key:
            return filling.fresh(name, column)
    place, column = link[0]
    return filling.draw.choice(filling.pool(demand.tables[place], column))
