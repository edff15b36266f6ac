"""Denies functions of places that make very many cells or points of one: `H3_GRID_DISK(cell, 10000)`."""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.numbers import number_in
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes

# The place and the name of the argument that tells how many there are, and the most that it may be. The cells of a disk
# grow with the square of its radius.
_COUNTED: Final = {
    "h3_grid_disk": (1, "k", 500),
    "s2_coveringcellids": (3, "max_cells", 1_000_000),
    "st_buffer": (2, "num_seg_quarter_circle", 10_000),
}


def huge_shapes(nodes: Nodes, _: Statement) -> Iterator[str]:
    """Denies such calls with a larger number than any map needs."""
    for call in nodes.of(exp.Anonymous):
        if (counted := _COUNTED.get(call.name.lower())) is not None:
            place, name, most = counted
            if (_argument(call, place, name) or 0) > most:
                yield f"{call.name} makes too many cells or points; {name} may be {most:,} at most"


def _argument(call: exp.Anonymous, place: int, name: str) -> float | None:
    """The number that an argument has, by its name, or by its place."""
    given = call.expressions
    named = (each.expression for each in given if isinstance(each, exp.Kwarg) and each.this.name.lower() == name)
    return number_in(next(named, given[place] if len(given) > place else None))
