"""Makes the rows of one derived database: some planted for queries, others random, all within the constraints."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import count
from random import Random
from typing import Any, Final
from zlib import crc32

from tuneql.evaluation.robust.catalogue import Reference
from tuneql.evaluation.robust.fillable import FillableTable
from tuneql.evaluation.robust.indexes import UNSET, Row, indexes_of
from tuneql.evaluation.robust.profiles import Profile
from tuneql.evaluation.robust.values import step
from tuneql.sql.results.values import Value

# How often other keys are drawn for a row that breaks one, before the row is dropped.
_TRIES: Final = 3

# The least number of rows of a table that are not planted; the share of those that begin as a copy of the one before.
_LEAST: Final = 4
_CLONED: Final = 0.2


class Filling:
    """Tables that are being filled.

    The random generator is seeded anew for each demand that is planted and each table that is filled, so that the rows
    of a table do not depend on which other tables there are.

    Attributes:
        rows: of each table; complete once it has been filled.
        is_loose: whether a row may refer to one that does not exist.
    """

    def __init__(self, fillables: Mapping[str, FillableTable], profile: Profile, seed: int) -> None:
        self.fillables, self.profile, self.seed = fillables, profile, seed
        self.draw = Random(seed)  # noqa: S311 -- no secrets
        self.rows: dict[str, list[Row]] = {name: [] for name in fillables}
        self.is_loose = False
        self._indexes = {name: indexes_of(fillable) for name, fillable in fillables.items()}
        self._all = {name: tuple(found.values()) for name, found in self._indexes.items()}
        self._keys = {
            name: [self._indexes[name][key] for key in fillable.table.keys] for name, fillable in fillables.items()
        }
        self._pools: dict[str, dict[int, Sequence[Value]]] = {name: {} for name in fillables}
        self._fresh: dict[tuple[str, int], Iterator[Value]] = {}

    def reseed(self, number: int) -> None:
        """Seed the random generator for one of several parts of the work."""
        self.draw.seed(self.seed ^ number)

    def find(self, name: str, cells: Mapping[int, Value]) -> Row | None:
        """The planted row with a key that some cells give."""
        for index in self._keys[name]:
            found = index.find(cells)
            if found is not None:
                return found
        return None

    def add(self, name: str, cells: Mapping[int, Value]) -> Row:
        """Plant a row with some given cells; if a row with the same key exists, that is changed instead."""
        fillable = self.fillables[name]
        row, keyed = self.find(name, cells), fillable.keyed
        if row is None:
            row = [UNSET] * len(fillable.domains)
            self.rows[name].append(row)
        for place, value in cells.items():
            if row[place] is UNSET or place not in keyed:
                row[place] = value
        for index in self._all[name]:
            index.enter(row)
        if fillable.table.references:
            self._ensure_targets(fillable, row)
        return row

    def twin(self, name: str, row: Row) -> None:
        """Plant a row that differs from another planted row only in its keys."""
        fillable = self.fillables[name]
        for place in fillable.free:
            if row[place] is UNSET:
                row[place] = self.one_of(name, place)
        known = (place for place, cell in enumerate(row) if cell is not UNSET and not fillable.domains[place].is_key)
        self.add(name, {place: row[place] for place in known})

    def fill(self, names: Iterable[str]) -> None:
        """Complete the planted rows of some tables and add others.

        Args:
            names: parents before children, as far as there is no circle.
        """
        for name in names:
            fillable, planted = self.fillables[name], self.rows[name]
            self.reseed(crc32(name.encode()))
            made = self._templates(fillable, max(_LEAST, self.profile.rows - len(planted)))
            for place in fillable.free:
                self._draw_column(fillable, place, planted, made)
            rows = self.rows[name] = planted + made
            for place in fillable.alone:
                for row in rows:
                    if row[place] is UNSET:
                        row[place] = self.fresh(name, place)
            for reference, made_null, is_optional in fillable.ways:
                self._refer(reference, rows, self.profile.nulls if made_null else 0.0, is_optional=is_optional)
            self.rows[name] = [row for row in rows if self._settled(fillable, row) or self._mended(fillable, row)]

    def pool(self, name: str, place: int) -> Sequence[Value]:
        """The values that a column draws from in this database."""
        known = self._pools[name]
        if place not in known:
            values = self.fillables[name].domains[place].values
            narrow = self.profile.narrow
            known[place] = self.draw.sample(values, narrow) if 0 < narrow < len(values) else values
        return known[place]

    def one_of(self, name: str, place: int) -> Value:
        """A random one of these values."""
        pool = self.pool(name, place)
        return pool[int(self.draw.random() * len(pool))]

    def fresh(self, name: str, place: int) -> Value:
        """A value for a key column that no other row has."""
        known = self._indexes[name][place,].rows
        values = self._fresh.get((name, place))
        if values is None:
            values = self._fresh[name, place] = _endless(self.fillables[name], place, self.draw)
        for value in values:
            if value not in known:
                return value
        raise AssertionError("values for a key never end")

    def _ensure_targets(self, fillable: FillableTable, row: Row) -> None:
        """Plant the rows that a planted row refers to."""
        for reference in fillable.table.references:
            cells = [row[place] for place in reference.places]
            if UNSET in cells or None in cells:
                continue
            wanted = cells[0] if len(cells) == 1 else tuple(cells)
            if wanted not in self._indexes[reference.table][reference.targets].rows:
                self.add(reference.table, dict(zip(reference.targets, cells, strict=True)))

    def _templates(self, fillable: FillableTable, size: int) -> list[Row]:
        """Rows to start from: given ones without their references, sometimes one twice; or empty ones."""
        if not fillable.table.rows:
            return [[UNSET] * len(fillable.domains) for _ in range(size)]
        chosen = _spread(fillable.table.rows, size, self.draw)
        rows = [list(row) for row in chosen]
        for number in range(1, size):
            if self.draw.random() < _CLONED:
                rows[number] = row = list(chosen[number - 1])
                for place in fillable.keyed:
                    row[place] = UNSET
        for place in fillable.table.referring:
            for row in rows:
                row[place] = UNSET
        return rows

    def _draw_column(self, fillable: FillableTable, place: int, planted: Iterable[Row], made: Iterable[Row]) -> None:
        """Set the unset cells of a column, and change most of those that were given."""
        chance, keeps, pool = self.draw.random, self.profile.keeps, self.pool(fillable.table.name, place)
        nulls, size = self.profile.nulls if fillable.domains[place].is_nullable else 0.0, len(pool)
        for row in planted:
            if row[place] is UNSET:
                row[place] = None if nulls and chance() < nulls else pool[int(chance() * size)]
        for row in made:
            if chance() > keeps or row[place] is UNSET:
                row[place] = None if nulls and chance() < nulls else pool[int(chance() * size)]

    def _refer(self, reference: Reference, rows: Sequence[Row], nulls: float, *, is_optional: bool) -> None:
        """Set the cells of a reference, if there are rows to refer to."""
        chance, skew, own = self.draw.random, self.profile.skew, self.rows[reference.table] is rows
        pairs = [*zip(reference.places, reference.targets, strict=True)]
        others = [row for row in self.rows[reference.table] if UNSET not in map(row.__getitem__, reference.targets)]
        for number, row in enumerate(rows):
            given = [(here, there) for here, there in pairs if row[here] is not UNSET]
            if len(given) == len(pairs):
                continue
            fit = others[:number] if own else others
            if given:
                fit = [other for other in fit if all(row[here] == other[there] for here, there in given)]
            found = fit[int(chance() ** skew * len(fit))] if fit and not (nulls and chance() < nulls) else None
            if found is not None or is_optional:
                for here, there in pairs:
                    row[here] = None if found is None else found[there]

    def _settled(self, fillable: FillableTable, row: Row) -> bool:
        """Enter a complete row in the indexes; False, and nothing entered, if it is incomplete or breaks a key."""
        if UNSET in row:
            return False
        entries: list[tuple[dict[Any, Row], Any]] = []
        for index in self._all[fillable.table.name]:
            cells = index.get(row)
            if index.rows.setdefault(cells, row) is row:
                entries.append((index.rows, cells))
            elif index.is_key:
                for known, held in entries:
                    del known[held]
                return False
        return True

    def _mended(self, fillable: FillableTable, row: Row) -> bool:
        """Try a few times to replace the keys that a row breaks; returns whether the row can stay."""
        self.is_loose = self.is_loose or bool(fillable.targets)
        for _ in range(_TRIES):
            for place in self._broken(fillable, row):
                row[place] = self._other_key(fillable, place)
            for reference, _, is_optional in fillable.ways:
                self._refer(reference, [row], 0.0, is_optional=is_optional)
            if self._settled(fillable, row):
                return True
        return False

    def _broken(self, fillable: FillableTable, row: Row) -> set[int]:
        """Positions of the keys that another row already has."""
        indexes = self._indexes[fillable.table.name]
        return {place for key in fillable.table.keys if indexes[key].get(row) in indexes[key].rows for place in key}

    def _other_key(self, fillable: FillableTable, place: int) -> Any:
        """Another value for a column of a key; still unset if it refers to something."""
        if place in fillable.table.referring:
            return UNSET
        draw = self.fresh if fillable.domains[place].is_key else self.one_of
        return draw(fillable.table.name, place)


def _spread(rows: tuple[tuple[Value, ...], ...], size: int, draw: Random) -> tuple[tuple[Value, ...], ...]:
    """Choose `size` rows, evenly from all of them; rows repeat only if there are too few."""
    stride = len(rows) // size
    if stride:
        chosen = rows[int(draw.random() * stride) :: stride][:size]
    else:
        chosen = (*rows, *draw.choices(rows, k=size - len(rows)))
    turn = int(draw.random() * size)
    return chosen[turn:] + chosen[:turn]


def _endless(fillable: FillableTable, place: int, draw: Random) -> Iterator[Value]:
    """Values for a key: if rows were given, further ones like theirs; if not, first the possible ones in any order."""
    values = fillable.domains[place].values
    if not fillable.table.rows:
        yield from draw.sample(values, len(values))
    if place in fillable.starts:
        yield from count(fillable.starts[place])
    for number in count(1):
        yield from (f"{value}{number}" if isinstance(value, str) else step(value, number) for value in values)
