"""Derives databases for queries: rows made in Python, for tables in memory."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final
from zlib import crc32

from tuneql.evaluation.robust.catalogue import Catalogue
from tuneql.evaluation.robust.demand import Demand
from tuneql.evaluation.robust.domains import closure, fillable_tables
from tuneql.evaluation.robust.fillable import FillableTable
from tuneql.evaluation.robust.filling import Filling
from tuneql.evaluation.robust.planting import Planter
from tuneql.evaluation.robust.profiles import PROFILES
from tuneql.evaluation.robust.thinning import thin
from tuneql.sql.running.memory import made
from tuneql.sql.running.refilling import Contents, refill

# Of twice as many successive databases, the first half is made anew; the second half has fewer rows of the first.
_CYCLE: Final = len(PROFILES)


class Derivation:
    """What all databases derived for some queries have in common."""

    def __init__(self, catalogue: Catalogue, asked: Sequence[Demand], names: Iterable[str]) -> None:
        """Prepare what does not depend on random choices.

        Args:
            catalogue: the DDL of the tables, and their constraints.
            asked: what the queries ask for; rows are planted for each.
            names: tables and views that are read; others are left out unless these refer to them. Tables that are read
                but are not in `asked` change nothing in those that are.
        """
        read = frozenset(names)
        has_views = not read.isdisjoint(catalogue.views)
        self.catalogue = catalogue
        self.fillables = fillable_tables(catalogue, asked, catalogue.tables if has_views else read)
        tables = {name: fillable.table for name, fillable in self.fillables.items()}
        self.chosen = closure(tables, catalogue.tables if has_views else read)
        self.script = ";\n".join(
            catalogue.statements[name] for name in (catalogue.statements if has_views else self.chosen)
        )
        self._ordered, self._is_circular = _in_order(self.fillables, self.chosen)
        chosen = frozenset(self.chosen)
        self._planters = [
            Planter(self.fillables, demand, number)
            for number, demand in enumerate(asked)
            if not chosen.isdisjoint(closure(tables, demand.tables))
        ]
        self._refers = any(catalogue.tables[name].references for name in self.chosen)
        self._filled = lru_cache(maxsize=_CYCLE)(self._filling)

    def contents(self, number: int, seed: int | str) -> Contents:
        """The rows of one database.

        Args:
            number: which of the derived databases. They differ in profile and random choices, but half of them have
                some of the rows of another: these are quick to make, and show queries that depend on rows which are
                missing.
            seed: the same arguments give the same rows.
        """
        turn, place = divmod(number, 2 * _CYCLE)
        is_thin = place >= _CYCLE
        filling = self._filled(turn * _CYCLE + place % _CYCLE, seed)
        rows = thin(self.fillables, filling.rows, self._ordered, filling.seed) if is_thin else filling.rows
        tables = [self.catalogue.tables[name] for name in self.chosen]
        found = [(table.written, len(table.columns), rows[table.name]) for table in tables]
        return found, self._refers and (filling.is_loose or self._is_circular)

    def _filling(self, number: int, seed: int | str) -> Filling:
        filling = Filling(self.fillables, PROFILES[number % len(PROFILES)], crc32(f"{seed}:{number}".encode()))
        for planter in self._planters:
            planter.plant(filling)
        filling.fill(self._ordered)
        return filling

    def database(self, number: int, seed: int | str) -> sqlite3.Connection:
        """One database, in this process's memory; the arguments are those of `contents`."""
        connection = made(self.script)
        refill(connection, self.contents(number, seed))
        return connection


def _in_order(fillables: Mapping[str, FillableTable], names: Iterable[str]) -> tuple[list[str], bool]:
    """Sort tables after those that they refer to, as far as there are no circles; and tell whether there are."""
    ordered: dict[str, None] = {}
    circles = set[str]()

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circles.add(name)
        if name in ordered or name in path:
            return
        for reference in fillables[name].table.references:
            visit(reference.table, (*path, name))
        ordered[name] = None

    for name in names:
        visit(name, ())
    return list(ordered), bool(circles)
