"""Indexes of the rows of tables that are being filled, by their keys and by the columns that others refer to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, Final

from tuneql.evaluation.robust.fillable import FillableTable

UNSET: Final[Any] = object()
"""A cell that has no value yet."""

Row = list[Any]


@dataclass(frozen=True)
class Index:
    """Rows by their values in some columns: one value, or a tuple of several."""

    places: tuple[int, ...]
    get: Callable[[Row], Any]
    is_key: bool
    is_single: bool
    rows: dict[Any, Row] = field(default_factory=dict)

    def find(self, cells: Mapping[int, Any]) -> Row | None:
        """The row with some cells, if these include all columns of the index."""
        if self.is_single:
            return self.rows.get(cells[self.places[0]]) if self.places[0] in cells else None
        if cells.keys() >= set(self.places):
            return self.rows.get(tuple([cells[place] for place in self.places]))
        return None

    def enter(self, row: Row) -> None:
        """Add a row that has values in all columns, unless one with the same values is there."""
        cells = self.get(row)
        if cells is not UNSET and (self.is_single or UNSET not in cells):
            self.rows.setdefault(cells, row)


def indexes_of(fillable: FillableTable) -> dict[tuple[int, ...], Index]:
    """Empty indexes for a table, by their columns."""
    return {
        places: Index(places, itemgetter(*places), is_key, is_single=len(places) == 1)
        for places, is_key in fillable.indexed
    }
