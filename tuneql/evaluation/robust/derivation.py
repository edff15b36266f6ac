"""One derived database: rows made in Python, put in memory."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from tuneql.evaluation.robust.catalogue import Catalogue, quoted
from tuneql.evaluation.robust.demand import Demand
from tuneql.evaluation.robust.filling import Filling, Row
from tuneql.evaluation.robust.moods import MOODS
from tuneql.evaluation.robust.planting import plant
from tuneql.evaluation.robust.supplies import Stock, closure

# Statements that a database remembers: those of a batch of questions, and those that fill it.
_REMEMBERED = 1024


def derive(
    catalogue: Catalogue,
    stocks: Mapping[str, Stock],
    asked: Sequence[Demand],
    *,
    names: Iterable[str],
    number: int,
    seed: int | str,
) -> sqlite3.Connection:
    """Fills a database in memory.

    Args:
        catalogue: the statements that make its tables.
        stocks: what goes into them.
        asked: what the queries ask for; some rows are planted for each.
        names: tables that are read; others are left out, unless these refer to them.
        number: which of the derived databases: they differ in mood and in chance.
        seed: the same arguments give the same rows.
    """
    chosen = needed(catalogue, stocks, names)
    connection = create(catalogue, chosen)
    refill(connection, catalogue, rows_of(stocks, asked, chosen=chosen, number=number, seed=seed))
    return connection


def needed(catalogue: Catalogue, stocks: Mapping[str, Stock], names: Iterable[str]) -> tuple[str, ...]:
    """The tables that must be there for some to be read: all of them where there are views."""
    return tuple(stocks) if catalogue.has_views else closure(stocks, names)


def rows_of(
    stocks: Mapping[str, Stock], asked: Sequence[Demand], *, chosen: Iterable[str], number: int, seed: int | str
) -> dict[str, list[Row]]:
    """The rows of some tables in one derived database; the arguments are those of `derive`."""
    filling = Filling(stocks, MOODS[number % len(MOODS)], f"{seed}:{number}")
    for demand in asked:
        plant(filling, demand)
    rows = filling.fill(chosen)
    return {name: rows[name] for name in chosen}


def create(catalogue: Catalogue, names: Iterable[str]) -> sqlite3.Connection:
    """A database in memory with some tables, or with all and the views; it remembers the statements that it ran."""
    connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=_REMEMBERED)
    made = catalogue.statements.values() if catalogue.has_views else [catalogue.statements[name] for name in names]
    connection.executescript(";\n".join(made))
    return connection


def refill(
    connection: sqlite3.Connection, catalogue: Catalogue, rows: Mapping[str, Sequence[Row]], *, mark: str = ""
) -> None:
    """Puts rows in place of those that are there; what was prepared for the tables stays so.

    Args:
        connection: as `create` gave it.
        catalogue: of the tables.
        rows: of each table.
        mark: the end of every statement: a comment, by which it differs from any that is asked later.
    """
    connection.execute(f"BEGIN {mark}")
    for name, found in rows.items():
        table = catalogue.tables[name]
        places = ", ".join("?" * len(table.columns))
        connection.execute(f"DELETE FROM {quoted(table.written)} {mark}")  # noqa: S608 -- quoted
        connection.executemany(f"INSERT OR IGNORE INTO {quoted(table.written)} VALUES ({places}) {mark}", found)  # noqa: S608 -- quoted
    if any(catalogue.tables[name].references for name in rows):
        _drop_orphans(connection, mark)
    connection.execute(f"COMMIT {mark}")


def _drop_orphans(connection: sqlite3.Connection, mark: str) -> None:
    """Takes out rows whose parents a CHECK or a key has kept out, and then the rows that refer to those."""
    with suppress(sqlite3.Error):  # a foreign key that leads nowhere cannot be checked
        while orphans := connection.execute(f"PRAGMA foreign_key_check {mark}").fetchall():
            found = [(table, rowid) for table, rowid, *_ in orphans if rowid is not None]
            for table, rowid in found:
                connection.execute(f"DELETE FROM {quoted(table)} WHERE rowid = ? {mark}", (rowid,))  # noqa: S608 -- quoted
            if not found:
                return  # tables WITHOUT ROWID
