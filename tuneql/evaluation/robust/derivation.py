"""Derived databases: rows made in Python, for tables in memory."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final
from zlib import crc32

from tuneql.evaluation.robust.catalogue import Catalogue
from tuneql.evaluation.robust.demand import Demand
from tuneql.evaluation.robust.filling import Filling
from tuneql.evaluation.robust.moods import MOODS
from tuneql.evaluation.robust.planting import Sowing
from tuneql.evaluation.robust.stock import Stock
from tuneql.evaluation.robust.supplies import closure, stocks
from tuneql.evaluation.robust.thinning import thin
from tuneql.sql.running.memory import made
from tuneql.sql.running.refilling import Contents, refill

# So many databases that follow one another are made anew, and as many then of these, with fewer rows.
_CYCLE: Final = len(MOODS)


class Derivation:
    """What the databases that are derived for some queries have in common."""

    def __init__(self, catalogue: Catalogue, asked: Sequence[Demand], names: Iterable[str]) -> None:
        """Prepares what does not hang on chance.

        Args:
            catalogue: the statements that make the tables, and what must hold in them.
            asked: what the queries ask for; some rows are planted for each.
            names: tables and views that are read; others are left out, unless these refer to them. What is read beside
                the tables of `asked` changes nothing in those.
        """
        read = frozenset(names)
        has_views = not read.isdisjoint(catalogue.views)
        self.catalogue = catalogue
        self.stocks = stocks(catalogue, asked, catalogue.tables if has_views else read)
        tables = {name: stock.table for name, stock in self.stocks.items()}
        self.chosen = closure(tables, catalogue.tables if has_views else read)
        self.script = ";\n".join(
            catalogue.statements[name] for name in (catalogue.statements if has_views else self.chosen)
        )
        self._ordered, self._is_circular = _in_order(self.stocks, self.chosen)
        chosen = frozenset(self.chosen)
        self._sowings = [
            Sowing(self.stocks, demand, number)
            for number, demand in enumerate(asked)
            if not chosen.isdisjoint(closure(tables, demand.tables))
        ]
        self._refers = any(catalogue.tables[name].references for name in self.chosen)
        self._filled = lru_cache(maxsize=_CYCLE)(self._filling)

    def contents(self, number: int, seed: int | str) -> Contents:
        """The rows of one database.

        Args:
            number: which of the derived databases. They differ in mood and in chance, but half of them have some of the
                rows of another: they are sooner made, and a query that leans on rows which are not there shows.
            seed: the same arguments give the same rows.
        """
        turn, place = divmod(number, 2 * _CYCLE)
        is_thin = place >= _CYCLE
        filling = self._filled(turn * _CYCLE + place % _CYCLE, seed)
        rows = thin(self.stocks, filling.rows, self._ordered, filling.seed) if is_thin else filling.rows
        tables = [self.catalogue.tables[name] for name in self.chosen]
        found = [(table.written, len(table.columns), rows[table.name]) for table in tables]
        return found, self._refers and (filling.is_loose or self._is_circular)

    def _filling(self, number: int, seed: int | str) -> Filling:
        filling = Filling(self.stocks, MOODS[number % len(MOODS)], crc32(f"{seed}:{number}".encode()))
        for sowing in self._sowings:
            sowing.plant(filling)
        filling.fill(self._ordered)
        return filling

    def database(self, number: int, seed: int | str) -> sqlite3.Connection:
        """One database, in this process's memory; the arguments are those of `contents`."""
        connection = made(self.script)
        refill(connection, self.contents(number, seed))
        return connection


def _in_order(stocks: Mapping[str, Stock], names: Iterable[str]) -> tuple[list[str], bool]:
    """Tables after those that they refer to, as far as there is no circle; and whether there is one."""
    ordered: dict[str, None] = {}
    circles = set[str]()

    def visit(name: str, path: tuple[str, ...]) -> None:
        if name in path:
            circles.add(name)
        if name in ordered or name in path:
            return
        for reference in stocks[name].table.references:
            visit(reference.table, (*path, name))
        ordered[name] = None

    for name in names:
        visit(name, ())
    return list(ordered), bool(circles)
