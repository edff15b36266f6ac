"""Plants rows that meet a query's demand, and rows that fail one test or one join of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

from tuneql.evaluation.robust.demand import Demand, Spot
from tuneql.evaluation.robust.fillable import FillableTable
from tuneql.evaluation.robust.filling import Filling
from tuneql.evaluation.robust.indexes import UNSET, Row
from tuneql.evaluation.robust.values import Test, held, step
from tuneql.sql.results.values import Value

# Shares of demands that get only near misses, that get a row twice, and that group by a value which exists already.
_ONLY_MISSES: Final = 0.2
_TWINS: Final = 0.4
_OLD_GROUPS: Final = 0.5

# Larger groups than this are planted rarely: their rows cost time.
_LARGE: Final = 8


@dataclass(frozen=True, kw_only=True)
class _Cell:
    """One value of the rows that are planted together.

    Attributes:
        spots: the columns that have it.
        options: what it may be; () if that depends on the other rows.
        is_grouped: whether a query groups by it.
    """

    spots: tuple[Spot, ...]
    options: tuple[Value, ...]
    is_grouped: bool = False


@dataclass(frozen=True, kw_only=True)
class _Recipe:
    """How to plant one row in each table.

    Attributes:
        cells: the values; those that are tested come before those that are joined on.
        rows: for each row its table, and for each of its given columns the number of its cell.
        shared: numbers of the cells that are the same in all rows of a group.
    """

    cells: tuple[_Cell, ...]
    rows: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    shared: frozenset[int]


class Planter:
    """Plants the rows for one demand, in many databases."""

    def __init__(self, fillables: Mapping[str, FillableTable], demand: Demand, number: int) -> None:
        """Keep the arguments; nothing is computed yet.

        Args:
            fillables: of the demand's tables, and of all that these refer to.
            demand: what the rows must meet.
            number: which of the demands it is.
        """
        self._fillables, self._demand, self._number = fillables, demand, number
        self._misses = len(demand.tests) + len(demand.links)
        self._recipes: dict[int | None, _Recipe] = {}

    def plant(self, filling: Filling) -> None:
        """Plant rows for the demand: one group, or as many as LIMIT needs, and one or two near misses.

        Sometimes there are only near misses: an outer join shows its NULLs only if nothing else meets the demand.
        """
        draw, demand, misses = filling.draw, self._demand, self._misses
        filling.reseed(self._number)
        for _ in range(min(misses, 2)):
            self._put(filling, int(draw.random() * misses), {})
        if misses and draw.random() < _ONLY_MISSES:
            return
        size = _size(demand.counts, draw) if demand.counts else draw.choice((1, 1, 2))
        for _ in range(_size((1, demand.wanted), draw)):
            shared, rows = self._put(filling, None, {})
            for _ in range(size - 1):
                self._put(filling, None, shared)
            if draw.random() < _TWINS:
                place = int(draw.random() * len(rows))
                filling.twin(demand.tables[place], rows[place])

    def _put(
        self, filling: Filling, miss: int | None, shared: Mapping[int, Value]
    ) -> tuple[dict[int, Value], list[Row]]:
        """Plant one row in each table; returns the values that all rows of a group share, and the rows.

        Args:
            filling: where to plant.
            miss: which test or link to fail; None to meet all.
            shared: values of the group that the rows belong to, by the numbers of their cells.
        """
        recipe, values, chance = self._recipe(miss), list[Value](), filling.draw.random
        for number, cell in enumerate(recipe.cells):
            if number in shared:
                values.append(shared[number])
            elif cell.options:
                values.append(cell.options[int(chance() * len(cell.options))])
            elif cell.is_grouped:
                values.append(_grouped(filling, *self._column(cell.spots[0])))
            else:
                values.append(self._joining(filling, recipe, cell.spots, values))
        rows = [filling.add(name, {place: values[number] for place, number in given}) for name, given in recipe.rows]
        return {number: values[number] for number in recipe.shared}, rows

    def _joining(self, filling: Filling, recipe: _Recipe, link: tuple[Spot, ...], values: Sequence[Value]) -> Value:
        """A value to join on: that of an existing row, or else a new key, so that no other rows have it."""
        for place, column in link:
            name, given = recipe.rows[place]
            cells = {each: values[number] for each, number in given if number < len(values)}
            row = filling.find(name, cells) if cells else None
            if row is not None and row[column] is not UNSET:
                found: Value = row[column]
                return found
        for spot in link:
            name, column = self._column(spot)
            if filling.fillables[name].domains[column].is_key:
                return filling.fresh(name, column)
        return filling.one_of(*self._column(link[0]))

    def _column(self, spot: Spot) -> tuple[str, int]:
        return self._demand.tables[spot[0]], spot[1]

    def _recipe(self, miss: int | None) -> _Recipe:
        if miss not in self._recipes:
            self._recipes[miss] = self._made(miss)
        return self._recipes[miss]

    def _made(self, miss: int | None) -> _Recipe:
        demand = self._demand
        cells = self._cells(miss)
        given = {spot: number for number, cell in enumerate(cells) for spot in cell.spots}
        return _Recipe(
            cells=tuple(cells),
            rows=tuple(
                (name, tuple([(column, number) for (there, column), number in given.items() if there == place]))
                for place, name in enumerate(demand.tables)
            ),
            shared=frozenset([number for spot, number in given.items() if spot in demand.grouped]),
        )

    def _cells(self, miss: int | None) -> list[_Cell]:
        demand = self._demand
        tests: dict[Spot, list[Test]] = {}
        for number, (spot, test) in enumerate(demand.tests):
            tests.setdefault(spot, []).append(test.negated() if number == miss else test)
        cells = [
            _Cell(spots=(spot,), options=self._options(spot, asked))
            for spot, asked in tests.items()
            if spot not in demand.linked
        ]
        for number, link in enumerate(demand.links, start=len(demand.tests)):
            if number != miss:
                asked = [test for spot in link for test in tests.get(spot, ())]
                cells.append(_Cell(spots=link, options=self._options(link[0], asked) if asked else ()))
        placed = {spot for cell in cells for spot in cell.spots}
        cells += [_Cell(spots=(spot,), options=(), is_grouped=True) for spot in demand.groups if spot not in placed]
        return cells

    def _options(self, spot: Spot, asked: Sequence[Test]) -> tuple[Value, ...]:
        name, column = self._column(spot)
        return held(asked, self._fillables[name].domains[column].values)


def _size(sizes: Sequence[int], draw: Random) -> int:
    """One of some sizes; large ones rarely, because rows cost time."""
    size = draw.choice(sizes)
    return size if size <= _LARGE or draw.random() < _LARGE / size * 2 else min((*sizes, 2))


def _grouped(filling: Filling, table: str, column: int) -> Value:
    """A value to group by: one of the column's, or a new one, so that no other rows are in the group."""
    draw = filling.draw
    value = filling.one_of(table, column)
    if draw.random() < _OLD_GROUPS:
        return value
    number = draw.randrange(100, 1000)
    return f"{value}{number}" if isinstance(value, str) else step(value, number)
