"""Compiles how a specification joins its tables."""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlglot import exp

from tuneql.errors import LEFT_OUT, InvalidInput
from tuneql.sql.schemas.tables import ForeignKey, Table
from tuneql.sql.specification.conditions import all_of
from tuneql.sql.specification.scope import Found, Scope, Source
from tuneql.sql.specification.spec import Join

_ALIKE: Final[Mapping[str, str]] = {"num": "int", "datetime": "date"}


def join(said: Join, scope: Scope, *, at: str) -> exp.Join:
    """Join a further table, whose columns are known from then on.

    Raises:
        InvalidInput: a table or column is unknown, columns have types that are never equal, or nothing tells how the
            table is related to the earlier ones.
    """
    before = tuple(scope.sources)
    table = scope.add(said.table, said.label, at=f"{at}.table")
    pairs = [*_said(said, scope, at=at)] or _by_key(scope, before, said, at=at)
    on = all_of(exp.EQ(this=scope.column(left), expression=scope.column(right)) for left, right in pairs)
    return exp.Join(this=table, on=on, side="LEFT" if said.kind == "LEFT" else None)


def _said(said: Join, scope: Scope, *, at: str) -> Iterator[tuple[Found, Found]]:
    for place, each in enumerate(said.on):
        left = scope.resolve(each.left, at=f"{at}.on.{place}.left")
        right = scope.resolve(each.right, at=f"{at}.on.{place}.right")
        if scope.sources[-1] not in (left.source, right.source):
            rule = f"joins {said.table} by columns of other tables alone"
            raise InvalidInput(field=f"{at}.on.{place}", value=each.right, rule=rule, remedy="name one of its own")
        if not _comparable(left, right):
            rule = f"is {right.described.family}, and {each.left} is {left.described.family}"
            raise InvalidInput(
                field=f"{at}.on.{place}.right", value=each.right, rule=rule, remedy="join like with like"
            )
        yield left, right


def _comparable(left: Found, right: Found) -> bool:
    """Whether values of two columns can be equal; true if a type is unknown."""
    one, other = (_ALIKE.get(each.described.family, each.described.family) for each in (left, right))
    return one == other or not {one, other} <= {"int", "text", "date", "time", "bool", "bytes"}


def _by_key(scope: Scope, before: tuple[Source, ...], said: Join, *, at: str) -> list[tuple[Found, Found]]:
    """The columns of the only foreign key between a table and the earlier ones."""
    added = scope.sources[-1]
    ways = [way for other in before for way in (*_ways(other, added), *_ways(added, other))]
    if len(ways) == 1:
        return ways[0]
    ties = f"{len(ways)} foreign keys tie" if ways else "no foreign key ties"
    raise InvalidInput(
        field=f"{at}.on",
        value=LEFT_OUT,
        rule=f"is left out, and {ties} {said.table} to the tables before",
        remedy='add the columns that are equal, as [{"left": …, "right": …}]',
    )


def _ways(referring: Source, referred: Source) -> Iterator[list[tuple[Found, Found]]]:
    for pairs in keys_between(referring.table, referred.table):
        yield [(Found(source=referring, name=own), Found(source=referred, name=other)) for own, other in pairs]


def keys_between(referring: Table, referred: Table) -> Iterator[list[tuple[str, str]]]:
    """The foreign keys from one table to another: for each, the pairs of equal columns."""
    for key in referring.foreign_keys:
        if key.table.lower() == referred.name.lower() and (targets := _targets(key, referred)):
            yield [*zip(_declared(key.columns, referring), targets, strict=True)]


def _targets(key: ForeignKey, referred: Table) -> tuple[str, ...]:
    """The columns to which a key refers; by default those of the other table's primary key."""
    named = _declared(key.references, referred) or referred.primary_key
    return named if len(named) == len(key.columns) else ()


def _declared(names: tuple[str, ...], table: Table) -> tuple[str, ...]:
    """Names of columns as the table declares them; keys may write them in another case."""
    by_lower = {name.lower(): name for name in table.columns}
    return tuple(by_lower[name.lower()] for name in names if name.lower() in by_lower)
