"""What the columns of derived databases hold: values to draw from, and what is unique or refers to something.

Given rows are evidence: what is unique in them as text or as an identifier stays unique, and NULL goes where NULL is. A
schema without rows has only its words: types, keys, and names such as `ship_id`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from tuneql.evaluation.robust.catalogue import Catalogue, Column, Reference, Table
from tuneql.evaluation.robust.demand import Demand
from tuneql.evaluation.robust.values import Test, neighbours
from tuneql.sql.sandbox import Value

# Values of a column that are drawn from.
_VALUES: Final = 40

# Rows that are enough to believe that a column is unique, if it is called like one and if it is not.
_EVIDENCE: Final = 5
_STRONG_EVIDENCE: Final = 50
_NAMING: Final = ("name", "title", "code", "email", "number")
_PERSONAL: Final = ("first", "last", "middle", "fname", "lname", "family", "given")

_WORDS: Final = ("Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gorse", "Hazel", "Ivy", "Juniper")
_NUMBERS: Final = tuple(range(1, 41, 3))
_DAYS: Final = tuple(enumerate(range(3, 300, 17)))


@dataclass(frozen=True, kw_only=True)
class Supply:
    """What one column may hold.

    Attributes:
        values: to draw from; never empty.
        is_nullable: whether some rows hold NULL.
        is_key: whether it alone tells the rows of its table apart.
    """

    values: tuple[Value, ...]
    is_nullable: bool
    is_key: bool


@dataclass(frozen=True, kw_only=True)
class Stock:
    """A table to be filled.

    Attributes:
        table: its catalogue entry, with keys and references that were inferred.
        supplies: of its columns.
        referring: places of the columns that refer to another table.
        unique: those, and the places of all keys.
        free: places of the columns that neither refer nor are a key by themselves.
        keyed: places of all keys.
        ways: each reference, whether its columns may be NULL in the rows made, and in the table.
    """

    table: Table
    supplies: tuple[Supply, ...]
    referring: frozenset[int] = field(init=False)
    unique: frozenset[int] = field(init=False)
    free: tuple[int, ...] = field(init=False)
    keyed: frozenset[int] = field(init=False)
    ways: tuple[tuple[Reference, bool, bool], ...] = field(init=False)

    def __post_init__(self) -> None:
        referring = frozenset(place for reference in self.table.references for place in reference.places)
        free = (place for place, each in enumerate(self.supplies) if not each.is_key and place not in referring)
        object.__setattr__(self, "referring", referring)
        keyed = frozenset[int]().union(*self.table.keys)
        object.__setattr__(self, "keyed", keyed)
        object.__setattr__(self, "unique", referring | keyed)
        object.__setattr__(self, "ways", tuple(self._way(each) for each in self.table.references))
        object.__setattr__(self, "free", tuple(free))

    def _way(self, reference: Reference) -> tuple[Reference, bool, bool]:
        made = all(self.supplies[place].is_nullable for place in reference.places)
        return reference, made, all(self.table.columns[place].nullable for place in reference.places)


def closure(stocks: Mapping[str, Stock], names: Iterable[str]) -> tuple[str, ...]:
    """Some tables and all that they refer to, in the order of the stocks."""
    found: set[str] = set()
    waiting = [name for name in names if name in stocks]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [reference.table for reference in stocks[name].table.references]
    return tuple(name for name in stocks if name in found)


def stocks(catalogue: Catalogue, asked: Sequence[Demand]) -> dict[str, Stock]:
    """What to fill each table with, so that the demands can be met."""
    repeated = {(demand.tables[place], column) for demand in asked for place, column in demand.repeated}
    tables = {name: replace(table, keys=_keys(table, repeated)) for name, table in catalogue.tables.items()}
    links = [
        tuple((demand.tables[place], column) for place, column in link) for demand in asked for link in demand.links
    ]
    tables = {name: _referring(table, tables, links) for name, table in tables.items()}
    values = _values(tables, asked, links)
    strict = any(not column.nullable for table in tables.values() for column in table.columns[1:])
    tested = {
        (demand.tables[place], column) for demand in asked for (place, column), test in demand.tests if _is_null(test)
    }
    return {
        name: Stock(
            table=table,
            supplies=tuple(
                Supply(
                    values=values[name, place],
                    is_nullable=_takes_null(table, place, strict=strict, tested=(name, place) in tested),
                    is_key=(place,) in table.keys,
                )
                for place in range(len(table.columns))
            ),
        )
        for name, table in tables.items()
    }


def _is_null(test: Test) -> bool:
    return test.operator in {"null", "not null"}


def _takes_null(table: Table, place: int, *, strict: bool, tested: bool) -> bool:
    """NULL goes where it is, where a query looks for it, and where a schema that says NOT NULL elsewhere does not."""
    if not table.columns[place].nullable or any(place in key for key in table.keys):
        return False
    if table.rows:
        return tested or any(row[place] is None for row in table.rows)
    return tested or strict


def _keys(table: Table, repeated: set[tuple[str, int]]) -> tuple[tuple[int, ...], ...]:
    """The declared keys, and columns that are keys by the evidence."""
    found = [
        (place,)
        for place in range(len(table.columns))
        if (place,) not in table.keys and (table.name, place) not in repeated and _is_unique(table, place)
    ]
    return (*table.keys, *found)


def _is_unique(table: Table, place: int) -> bool:
    name = table.columns[place].name
    if any(place in reference.places for reference in table.references):
        return False
    if not table.rows:
        return not table.keys and _is_identifier(name, table.name)
    cells = [row[place] for row in table.rows]
    if None in cells or len(set(cells)) < max(_EVIDENCE, len(cells)):
        return False
    is_text = all(isinstance(cell, str) and not _is_digits(cell) for cell in cells)
    return name.endswith("id") or (is_text and (_is_naming(name, table.name) or len(cells) >= _STRONG_EVIDENCE))


def _is_naming(column: str, table: str) -> bool:
    """Whether a column is called as what tells things apart: a ship's name or code, no person's first name."""
    return (column.endswith(_NAMING) or column == table) and not column.startswith(_PERSONAL)


def _is_digits(text: str) -> bool:
    return text[:1].isdigit()


def _is_identifier(column: str, table: str) -> bool:
    """Whether a column is called as the key of its table would be: `id`, `ship_id` of ships."""
    if not column.endswith("id"):
        return False
    stem = column[:-2].rstrip("_")
    return table.startswith(stem) or stem.startswith(table)


def _referring(table: Table, tables: dict[str, Table], links: Iterable[tuple[tuple[str, int], ...]]) -> Table:
    """A table with references to the keys that queries join it with, where its rows do not say otherwise."""
    found = dict.fromkeys(table.references)
    known = {place for reference in table.references for place in reference.places}
    for link in links:
        for here, place in link:
            if here != table.name or place in known or (place,) in table.keys:
                continue
            target = next((each for each in link if each[0] != here and (each[1],) in tables[each[0]].keys), None)
            if target is not None and _is_within(table, place, tables[target[0]], target[1]):
                found[Reference(places=(place,), table=target[0], targets=(target[1],))] = None
                known.add(place)
    return replace(table, references=tuple(found))


def _is_within(table: Table, place: int, target: Table, there: int) -> bool:
    if not table.rows or not target.rows:
        return True
    keys = {str(row[there]) for row in target.rows}
    return all(row[place] is None or str(row[place]) in keys for row in table.rows)


def _values(
    tables: dict[str, Table], asked: Sequence[Demand], links: Iterable[tuple[tuple[str, int], ...]]
) -> dict[tuple[str, int], tuple[Value, ...]]:
    """Values of each column: those given, those around literals, and those of columns that it is joined with."""
    wanted: dict[tuple[str, int], dict[Value, None]] = defaultdict(dict)
    for demand in asked:
        for (place, column), test in (*demand.tests, *demand.mentioned):
            wanted[demand.tables[place], column].update(dict.fromkeys(_around(test)))
    numbers = {(demand.tables[place], column) for demand in asked for place, column in demand.numbers}
    found = {
        (name, place): _of_column(table, place, tuple(wanted[name, place]), computed=(name, place) in numbers)
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
    given = dict.fromkeys(row[place] for row in table.rows if row[place] is not None)
    made = tuple(given)[:_VALUES] or _made(table.columns[place], wanted, computed=computed)
    return tuple(dict.fromkeys((*made, *wanted)))


def _made(column: Column, wanted: tuple[Value, ...], *, computed: bool) -> tuple[Value, ...]:
    """Values from nothing but a type, a name, and the literals that it is compared with."""
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
