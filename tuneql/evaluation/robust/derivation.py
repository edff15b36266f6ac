"""One derived database: rows made in Python, put in memory, fenced."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from tuneql.evaluation.robust.catalogue import Catalogue, quoted
from tuneql.evaluation.robust.demand import Demand
from tuneql.evaluation.robust.filling import Filling, Row
from tuneql.evaluation.robust.moods import MOODS
from tuneql.evaluation.robust.planting import plant
from tuneql.evaluation.robust.supplies import Stock, closure


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
    chosen = tuple(stocks) if catalogue.has_views else closure(stocks, names)
    filling = Filling(stocks, MOODS[number % len(MOODS)], f"{seed}:{number}")
    for demand in asked:
        plant(filling, demand)
    rows = filling.fill(chosen)
    return _written(catalogue, {name: rows[name] for name in chosen})


def _written(catalogue: Catalogue, rows: Mapping[str, Sequence[Row]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    made = catalogue.statements.values() if catalogue.has_views else [catalogue.statements[name] for name in rows]
    connection.executescript(";\n".join(("BEGIN", *made)))
    for name, found in rows.items():
        table = catalogue.tables[name]
        marks = ", ".join("?" * len(table.columns))
        connection.executemany(f"INSERT OR IGNORE INTO {quoted(table.written)} VALUES ({marks})", found)  # noqa: S608 -- quoted
    if any(catalogue.tables[name].references for name in rows):
        _drop_orphans(connection)
    connection.execute("COMMIT")
    return connection


def _drop_orphans(connection: sqlite3.Connection) -> None:
    """Takes out rows whose parents a CHECK or a key has kept out, and then the rows that refer to those."""
    with suppress(sqlite3.Error):  # a foreign key that leads nowhere cannot be checked
        while orphans := connection.execute("PRAGMA foreign_key_check").fetchall():
            found = [(table, rowid) for table, rowid, *_ in orphans if rowid is not None]
            for table, rowid in found:
                connection.execute(f"DELETE FROM {quoted(table)} WHERE rowid = ?", (rowid,))  # noqa: S608 -- quoted
            if not found:
                return  # tables WITHOUT ROWID
