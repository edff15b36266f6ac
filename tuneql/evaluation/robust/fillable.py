"""A table to be filled, with the values that its columns may have."""

from dataclasses import dataclass
from functools import cached_property

from tuneql.evaluation.robust.catalogue import Reference, Table
from tuneql.sql.results.values import Value


@dataclass(frozen=True, kw_only=True)
class Domain:
    """The values that one column may have.

    Attributes:
        values: to draw from; never empty.
        is_nullable: whether some rows get NULL.
        is_key: whether the column is a key by itself.
    """

    values: tuple[Value, ...]
    is_nullable: bool
    is_key: bool


@dataclass(frozen=True, kw_only=True)
class FillableTable:
    """A table to be filled.

    Attributes:
        table: its catalogue entry, including inferred keys and references.
        domains: of its columns.
        targets: sets of its columns to which tables refer.
    """

    table: Table
    domains: tuple[Domain, ...]
    targets: frozenset[tuple[int, ...]]

    @cached_property
    def indexed(self) -> tuple[tuple[tuple[int, ...], bool], ...]:
        """Sets of columns by which rows are looked up, and whether each is a key."""
        keys = dict.fromkeys(self.table.keys, True)
        return tuple({**dict.fromkeys(self.targets, False), **keys}.items())

    @cached_property
    def keyed(self) -> frozenset[int]:
        """Positions of the columns of all keys."""
        return frozenset[int]().union(*self.table.keys)

    @cached_property
    def free(self) -> tuple[int, ...]:
        """Positions of the columns that neither refer nor are a key by themselves."""
        referring = self.table.referring
        return tuple([p for p, each in enumerate(self.domains) if not each.is_key and p not in referring])

    @cached_property
    def alone(self) -> tuple[int, ...]:
        """Positions of the columns that are a key by themselves, and do not refer."""
        referring = self.table.referring
        return tuple([p for p, each in enumerate(self.domains) if each.is_key and p not in referring])

    @cached_property
    def ways(self) -> tuple[tuple[Reference, bool, bool], ...]:
        """Each reference, whether its columns may be NULL in generated rows, and whether the table permits it."""
        return tuple([self._way(each) for each in self.table.references])

    @cached_property
    def starts(self) -> dict[int, int]:
        """The first unused number of each column whose values include numbers."""
        numbers = {p: [v for v in self.domains[p].values if isinstance(v, int)] for p in range(len(self.domains))}
        return {place: max(found) + 1 for place, found in numbers.items() if found}

    def _way(self, reference: Reference) -> tuple[Reference, bool, bool]:
        made = all(self.domains[place].is_nullable for place in reference.places)
        return reference, made, all(self.table.columns[place].nullable for place in reference.places)
