"""The rows of one derived database, in Python: planted for what queries ask, then filled up, constraints kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, count
from random import Random
from typing import Any, Final

from tuneql.evaluation.robust.catalogue import Reference
from tuneql.evaluation.robust.moods import Mood
from tuneql.evaluation.robust.supplies import Stock
from tuneql.evaluation.robust.values import step
from tuneql.sql.sandbox import Value

UNSET: Final[Any] = object()
"""A cell that is still to be drawn."""

# How often a row that breaks a key is drawn again before it is dropped.
_TRIES: Final = 3

# Rows of a table that are not planted, however many are; and the share of them that start as the one before did.
_LEAST: Final = 5
_CLONED: Final = 0.2

Row = list[Any]
Index = dict[tuple[Value, ...], Row]


class Filling:
    """Tables being filled.

    Chance comes from one generator while rows are planted, and from one for each table afterwards: what a table holds
    does not hang on which others are filled.
    """

    def __init__(self, stocks: Mapping[str, Stock], mood: Mood, seed: str) -> None:
        self.stocks, self.mood, self.seed = stocks, mood, seed
        self.draw = Random(seed)  # noqa: S311 -- no secrets
        self.rows: dict[str, list[Row]] = {name: [] for name in stocks}
        self.indexes: dict[str, dict[tuple[int, ...], Index]] = _indexes(stocks)
        self._pools: dict[str, dict[int, tuple[Value, ...]]] = {name: {} for name in stocks}
        self._fresh: dict[tuple[str, int], Iterator[Value]] = {}

    def find(self, name: str, cells: Mapping[int, Value]) -> Row | None:
        """The planted row that has a key which some cells give."""
        for key in self.stocks[name].table.keys:
            try:
                wanted = tuple([cells[place] for place in key])
            except KeyError:
                continue
            found = self.indexes[name][key].get(wanted)
            if found is not None:
                return found
        return None

    def add(self, name: str, cells: Mapping[int, Value]) -> Row:
        """Puts a row with some cells given; a row that has its key already is changed instead."""
        stock = self.stocks[name]
        row, keyed = self.find(name, cells), stock.keyed
        if row is None:
            row = [UNSET] * len(stock.supplies)
            self.rows[name].append(row)
        for place, value in cells.items():
            if row[place] is UNSET or place not in keyed:
                row[place] = value
        self._index(name, row)
        self._ensure_targets(name, row)
        return row

    def twin(self, name: str, row: Row) -> None:
        """Puts a row that differs from a planted one in nothing but its keys."""
        stock = self.stocks[name]
        for place in stock.free:
            if row[place] is UNSET:
                row[place] = self.draw.choice(self.pool(name, place))
        known = (place for place, cell in enumerate(row) if cell is not UNSET and not stock.supplies[place].is_key)
        self.add(name, {place: row[place] for place in known})

    def fill(self, names: Iterable[str]) -> dict[str, list[Row]]:
        """Completes the planted rows of some tables and adds others, parents before children.

        Args:
            names: tables, and all that they refer to.
        """
        for name in _in_order(self.stocks, names):
            self.draw = Random(f"{self.seed}:{name}")  # noqa: S311 -- no secrets
            stock, planted = self.stocks[name], self.rows[name]
            kept = self.rows[name] = []
            count = max(_LEAST, self.mood.rows - len(planted))
            kept.extend(
                row for row in chain(planted, self._templates(stock, count)) if self._complete(name, stock, row)
            )
        return self.rows

    def pool(self, name: str, place: int) -> tuple[Value, ...]:
        """The values that a column draws from in this database."""
        known = self._pools[name]
        if place not in known:
            values = self.stocks[name].supplies[place].values
            narrow = self.mood.narrow
            known[place] = tuple(self.draw.sample(values, narrow)) if 0 < narrow < len(values) else values
        return known[place]

    def fresh(self, name: str, place: int) -> Value:
        """A value that no row of a key column has."""
        index = self.indexes[name][place,]
        values = self._fresh.get((name, place))
        if values is None:
            values = self._fresh[name, place] = _endless(self.stocks[name], place, self.draw)
        for value in values:
            if (value,) not in index:
                return value
        raise AssertionError("values for a key never end")

    def _index(self, name: str, row: Row) -> None:
        for key, index in self.indexes[name].items():
            cells = (row[key[0]],) if len(key) == 1 else tuple([row[place] for place in key])
            if UNSET not in cells:
                index.setdefault(cells, row)

    def _ensure_targets(self, name: str, row: Row) -> None:
        """Puts the rows that a planted row refers to."""
        for reference in self.stocks[name].table.references:
            cells = tuple([row[place] for place in reference.places])
            if UNSET in cells or None in cells or cells in self.indexes[reference.table][reference.targets]:
                continue
            self.add(reference.table, dict(zip(reference.targets, cells, strict=True)))

    def _templates(self, stock: Stock, count: int) -> Iterator[Row]:
        """Rows to start from: given ones with some cells and all references taken out, or empty ones."""
        given, chance, keeps = stock.table.rows, self.draw.random, self.mood.keeps
        if not given:
            yield from ([UNSET] * len(stock.supplies) for _ in range(count))
            return
        chosen = self.draw.sample(given, count) if count <= len(given) else self.draw.choices(given, k=count)
        for number in range(count):
            cloned = number and chance() < _CLONED
            row = list(chosen[number - 1 if cloned else number])
            for place in stock.free:
                if chance() > keeps:
                    row[place] = UNSET
            for place in stock.unique if cloned else stock.referring:
                row[place] = UNSET
            yield row

    def _complete(self, name: str, stock: Stock, row: Row) -> bool:
        """Draws the cells that are unset, and says whether the row can stay."""
        unset = {place for place, cell in enumerate(row) if cell is UNSET}
        supplies, pools, chance, nulls = stock.supplies, self._pools[name], self.draw.random, self.mood.nulls
        for _ in range(_TRIES):
            if not unset.isdisjoint(stock.referring) and not self._refer(stock, row):
                return False
            for place in unset:
                if row[place] is not UNSET:
                    continue
                supply = supplies[place]
                if supply.is_key:
                    row[place] = self.fresh(name, place)
                elif supply.is_nullable and chance() < nulls:
                    row[place] = None
                else:
                    pool = pools.get(place) or self.pool(name, place)
                    row[place] = pool[int(chance() * len(pool))]
            broken = self._settled(name, stock, row)
            if not broken:
                return True
            unset |= broken
            for place in unset:
                row[place] = UNSET
        return False

    def _refer(self, stock: Stock, row: Row) -> bool:
        """Sets the cells of the references; False if one has nothing that it could refer to."""
        for reference, may_be_null, is_optional in stock.ways:
            cells = [row[place] for place in reference.places]
            if UNSET not in cells:
                continue
            left_out = may_be_null and self.draw.random() < self.mood.nulls
            found = None if left_out else self._target(reference, cells)
            if found is None and not is_optional:
                return False
            for place, target in zip(reference.places, reference.targets, strict=True):
                row[place] = None if found is None else found[target]
        return True

    def _target(self, reference: Reference, cells: list[Any]) -> Row | None:
        rows = self.rows[reference.table]
        if cells.count(UNSET) < len(cells):
            known = [(target, cell) for target, cell in zip(reference.targets, cells, strict=True) if cell is not UNSET]
            rows = [row for row in rows if all(row[target] == cell for target, cell in known)]
        found = rows[int(self.draw.random() ** self.mood.skew * len(rows))] if rows else None
        is_whole = found is not None and UNSET not in [found[target] for target in reference.targets]
        return found if is_whole else None

    def _settled(self, name: str, stock: Stock, row: Row) -> set[int]:
        """Enters a complete row in the indexes; places of the keys that another row has, if there are some."""
        entries = []
        broken: set[int] = set()
        for key, index in self.indexes[name].items():
            cells = (row[key[0]],) if len(key) == 1 else tuple([row[place] for place in key])
            if index.setdefault(cells, row) is row:
                entries.append((index, cells))
            elif key in stock.table.keys:
                broken.update(key)
        if broken:
            for index, cells in entries:
                del index[cells]
        return broken


def _indexes(stocks: Mapping[str, Stock]) -> dict[str, dict[tuple[int, ...], Index]]:
    """An empty index for each key, and for each set of columns that is referred to."""
    found: dict[str, dict[tuple[int, ...], Index]] = defaultdict(dict)
    for name, stock in stocks.items():
        found[name] |= {key: {} for key in stock.table.keys}
        for reference in stock.table.references:
            found[reference.table].setdefault(reference.targets, {})
    return found


def _in_order(stocks: Mapping[str, Stock], names: Iterable[str]) -> list[str]:
    """Tables after those that they refer to, as far as there is no circle."""
    ordered: dict[str, None] = {}

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in ordered or name in path:
            return
        for reference in stocks[name].table.references:
            visit(reference.table, (*path, name))
        ordered[name] = None

    for name in names:
        visit(name, ())
    return list(ordered)


def _endless(stock: Stock, place: int, draw: Random) -> Iterator[Value]:
    """Values for a key: where rows were given, others like theirs; else those that there are, in any order, first."""
    values = stock.supplies[place].values
    numbers = [value for value in values if isinstance(value, int)]
    if not stock.table.rows:
        yield from draw.sample(values, len(values))
    if numbers:
        yield from count(max(numbers) + 1)
    for number in count(1):
        yield from (f"{value}{number}" if isinstance(value, str) else step(value, number) for value in values)
