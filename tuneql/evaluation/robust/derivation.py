"""One derived database: rows made in Python, put in memory."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from tuneql.evaluation.robust.catalogue import Catalogue
from tuneql.evaluation.robust.demand import Demand
from tuneql.evaluation.robust.filling import Filling, Row
from tuneql.evaluation.robust.moods import MOODS
from tuneql.evaluation.robust.planting import plant
from tuneql.evaluation.robust.supplies import Stock, closure
from tuneql.sql.memory import made
from tuneql.sql.refilling import Contents, refill


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
    connection = made(script_of(catalogue, chosen))
    rows = rows_of(stocks, asked, chosen=chosen, number=number, seed=seed)
    refill(connection, contents_of(catalogue, rows))
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


def script_of(catalogue: Catalogue, names: Iterable[str]) -> str:
    """The statements that make some tables, or all and the views."""
    made = catalogue.statements.values() if catalogue.has_views else [catalogue.statements[name] for name in names]
    return ";\n".join(made)


def contents_of(catalogue: Catalogue, rows: Mapping[str, list[Row]]) -> Contents:
    """Rows by table as they are put into a database."""
    tables = {name: catalogue.tables[name] for name in rows}
    found = [(table.written, len(table.columns), rows[name]) for name, table in tables.items()]
    return found, any(table.references for table in tables.values())
