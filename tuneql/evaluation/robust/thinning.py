"""Makes a database with fewer rows from a derived one: drops some rows, and those that would refer to them."""

from collections.abc import Iterable, Mapping, Sequence
from random import Random
from typing import Final
from zlib import crc32

from tuneql.evaluation.robust.catalogue import Reference
from tuneql.evaluation.robust.fillable import FillableTable
from tuneql.evaluation.robust.indexes import Row

# The share of a table's rows that stay, before those that refer to dropped rows are dropped, too.
_STAYING: Final = 0.75


def thin(
    fillables: Mapping[str, FillableTable], rows: Mapping[str, Sequence[Row]], names: Iterable[str], seed: int
) -> dict[str, list[Row]]:
    """Some of the rows of some tables.

    Args:
        fillables: of the tables.
        rows: complete ones.
        names: parents before children. References of a table to itself, or in a circle, are ignored.
        seed: for random choices; what is kept of a table depends only on itself and what it refers to.
    """
    kept: dict[str, list[Row]] = {}
    for name in names:
        chance = Random(seed ^ crc32(name.encode())).random  # noqa: S311 -- no secrets
        staying = [row for row in rows[name] if chance() < _STAYING]
        for reference in fillables[name].table.references:
            if reference.table in kept:
                staying = _referring(staying, reference, kept[reference.table])
        kept[name] = staying
    return kept


def _referring(rows: Iterable[Row], reference: Reference, targets: Iterable[Row]) -> list[Row]:
    """Rows that refer to some targets, or to nothing."""
    held = {tuple([row[place] for place in reference.targets]) for row in targets}
    cells = [(row, tuple([row[place] for place in reference.places])) for row in rows]
    return [row for row, wanted in cells if wanted in held or None in wanted]
