"""Decides what the columns of derived databases may have: values, NULL, uniqueness and references.

Given rows are evidence: a text or an identifier that is unique in them stays unique, and only what has NULL gets NULL.
A schema without rows has only its words as evidence: types, keys, and names such as `ship_id`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from tuneql.evaluation.robust.catalogue import Catalogue, Column, Reference, Table
from tuneql.evaluation.robust.demand import Demand
from tuneql.evaluation.robust.fillable import Domain, FillableTable
from tuneql.evaluation.robust.values import Test, neighbours
from tuneql.sql.running.sandbox import Value

_WORDS: Final = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper")
_NUMBERS: Final = tuple(range(1, 41, 3))
_DAYS: Final = tuple(enumerate(range(3, 300, 17)))

Place = tuple[str, int]
"""A column: the name of its table, and its position there."""

Link = tuple[Place, ...]
"""Columns that a query makes equal."""


def closure(tables: Mapping[str, Table], names: Iterable[str]) -> tuple[str, ...]:
    """Some tables and all that they refer to, in the catalogue's order."""
    found: set[str] = set()
    waiting = [name for name in names if name in tables]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [reference.table for reference in tables[name].references]
    return tuple([name for name in tables if name in found])


def fillable_tables(catalogue: Catalogue, asked: Sequence[Demand], names: Iterable[str]) -> dict[str, FillableTable]:
    """What to fill tables with, so that the demands can be met.

    Args:
        catalogue: of the database.
        asked: the demands.
        names: the tables that are read; those of the demands, and all that any of these refer to, are added.
    """
    wanted = closure(catalogue.tables, (*names, *(name for demand in asked for name in demand.tables)))
    repeated = {(demand.tables[place], column) for demand in asked for place, column in demand.repeated}
    tables = {name: _keyed(catalogue.tables[name], repeated) for name in wanted}
    links = [
        tuple([(demand.tables[place], column) for place, column in link]) for demand in asked for link in demand.links
    ]
    tables = {name: _referring(table, tables, links) for name, table in tables.items()}
    values = _values(tables, asked, links)
    tested = {
        (demand.tables[place], column) for demand in asked for (place, column), test in demand.tests if _is_null(test)
    }
    targets: dict[str, set[tuple[int, ...]]] = {name: set() for name in tables}
    for reference in (each for table in tables.values() for each in table.references):
        targets[reference.table].add(reference.targets)
    return {
        name: FillableTable(
            table=table,
            domains=tuple(_domains(table, values, strict=catalogue.is_strict, tested=tested)),
            targets=frozenset(targets[name]),
        )
        for name, table in tables.items()
    }


def _domains(
    table: Table, values: Mapping[Place, tuple[Value, ...]], *, strict: bool, tested: set[Place]
) -> Iterator[Domain]:
    for place in range(len(table.columns)):
        is_tested = (table.name, place) in tested
        yield Domain(
            values=values[table.name, place],
            is_nullable=_takes_null(table, place, strict=strict, tested=is_tested),
            is_key=(place,) in table.keys,
        )


def _is_null(test: Test) -> bool:
    return test.operator in {"null", "not null"}


def _takes_null(table: Table, place: int, *, strict: bool, tested: bool) -> bool:
    """Whether to use NULL: if rows have it, a query tests for it, or a schema that has NOT NULL elsewhere allows it."""
    if not table.columns[place].nullable or any(place in key for key in table.keys):
        return False
    return tested or (table.evidence[place].has_null if table.rows else strict)


def _keyed(table: Table, repeated: set[Place]) -> Table:
    """A table with keys inferred from the evidence, except for columns that a query expects to repeat."""
    found = [
        (place,)
        for place, evidence in enumerate(table.evidence)
        if evidence.is_unique and (place,) not in table.keys and (table.name, place) not in repeated
    ]
    return replace(table, keys=(*table.keys, *found)) if found else table


def _referring(table: Table, tables: dict[str, Table], links: Iterable[Link]) -> Table:
    """A table with references inferred from joins with keys, unless its rows contradict them."""
    found = dict.fromkeys(table.references)
    known = set(table.referring)
    for link in links:
        for here, place in link:
            if here != table.name or place in known or (place,) in table.keys:
                continue
            target = next((each for each in link if each[0] != here and (each[1],) in tables[each[0]].keys), None)
            if target is not None and _is_within(table, place, tables[target[0]], target[1]):
                found[Reference(places=(place,), table=target[0], targets=(target[1],))] = None
                known.add(place)
    return table if len(found) == len(table.references) else replace(table, references=tuple(found))


def _is_within(table: Table, place: int, target: Table, there: int) -> bool:
    if not table.rows or not target.rows:
        return True
    keys = {str(row[there]) for row in target.rows}
    return all(row[place] is None or str(row[place]) in keys for row in table.rows)


def _values(tables: dict[str, Table], asked: Sequence[Demand], links: Iterable[Link]) -> dict[Place, tuple[Value, ...]]:
    """The values of each column: given ones, those around literals, and those of columns that it is joined with."""
    wanted: dict[Place, dict[Value, None]] = defaultdict(dict)
    for demand in asked:
        for (place, column), test in (*demand.tests, *demand.mentioned):
            wanted[demand.tables[place], column].update(dict.fromkeys(_around(test)))
    numbers = {(demand.tables[place], column) for demand in asked for place, column in demand.numbers}
    found = {
        (name, place): _of_column(table, place, tuple(wanted.get((name, place), ())), computed=(name, place) in numbers)
        for name, table in tables.items()
        for place in range(len(table.columns))
    }
    for link in dict.fromkeys(links):
        if not any(tables[name].rows for name, _ in link):
            shared = tuple(dict.fromkeys(value for spot in link for value in found[spot]))
            found |= dict.fromkeys(link, shared)
    return found


def _around(test: Test) -> Iterator[Value]:
    for literal in test.literals if not _is_null(test) else ():
        if test.operator in {"like", "unlike"}:
            yield str(literal).replace("_", "e").strip("%")
        else:
            yield from neighbours(literal)


def _of_column(table: Table, place: int, wanted: tuple[Value, ...], *, computed: bool) -> tuple[Value, ...]:
    made = table.evidence[place].values or _made(table.columns[place], wanted, computed=computed)
    return tuple(dict.fromkeys((*made, *wanted))) if wanted else made


def _made(column: Column, wanted: tuple[Value, ...], *, computed: bool) -> tuple[Value, ...]:
    """Values made from a column's type and name, and the literals that it is compared with."""
    numbers = [each for each in wanted if isinstance(each, int | float) or (isinstance(each, str) and each.isdigit())]
    if any(word in column.declared for word in ("INT", "BIT", "SERIAL")) or (numbers and len(numbers) == len(wanted)):
        return _NUMBERS
    if any(word in column.declared for word in ("REAL", "FLOA", "DOUB", "DEC", "NUM", "MONEY")):
        return tuple(number + number % 4 / 4 for number in _NUMBERS)
    if "BOOL" in column.declared:
        return (0, 1)
    if any(word in column.declared for word in ("DATE", "TIME")):
        clock = " 08:30:00" if "TIME" in column.declared else ""
        return tuple(f"20{15 + place // 3}-{1 + place % 12:02}-{1 + day % 28:02}{clock}" for place, day in _DAYS)
    return _NUMBERS if computed else _WORDS
