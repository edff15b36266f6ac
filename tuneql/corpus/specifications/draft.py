"""A specification while it is drawn: its tables, and its parts so far."""

from collections.abc import Iterable
from random import Random
from typing import Any

from tuneql.corpus.specifications.ground import FILTERED, Column, Ground, Link
from tuneql.sql.schemas.tables import Table


class Draft:
    """A specification while it is drawn.

    Args:
        ground: what it is drawn from.
        draw: chance.
        link: the tables that it joins; None for one table.
    """

    def __init__(self, ground: Ground, draw: Random, link: Link | None) -> None:
        self.ground, self.draw = ground, draw
        self.tables: tuple[Table, ...] = (
            (draw.choice([*ground.schema.tables.values()]),) if link is None else (link.one, link.other)
        )
        self.said: dict[str, Any] = {"table": self._named(self.tables[0]), "cols": []}
        if link is not None:
            self.said["joins"] = [self._join(link)]

    def columns(self, families: Iterable[str] = FILTERED, *, keys: bool = True) -> list[Column]:
        """The columns of its tables of some families of types; those of keys only if there are no others, or never."""
        found = [Column(table=table, name=name) for table in self.tables for name in table.columns]
        wanted = [each for each in found if each.family in families]
        return [each for each in wanted if not each.is_key] or (wanted if keys else [])

    def name(self, column: Column) -> str:
        """How the specification writes a column: with its table if there are several."""
        return column.name if len(self.tables) == 1 else f"{column.table.name}.{column.name}"

    def choose(self, columns: list[Column], most: int = 1) -> list[Column]:
        """Some different columns, at least one."""
        return self.draw.sample(columns, min(len(columns), self.draw.randint(1, most)))

    def value(self, column: Column) -> Any:
        """A value of a column."""
        return self.ground.value(column, self.draw)

    def add(self, key: str, part: Any) -> None:
        """Add a part to a list of the specification, unless it is there already."""
        parts = self.said.setdefault(key, [])
        if part not in parts:
            parts.append(part)

    def _named(self, table: Table) -> str:
        return f"{table.namespace}.{table.bare}" if table.namespace else table.name

    def _join(self, link: Link) -> dict[str, Any]:
        """A join by its columns, or sometimes without them if there is only one way."""
        join: dict[str, Any] = {"table": self._named(link.other)}
        if self.draw.random() < 0.25:  # noqa: PLR2004 -- a quarter
            join["type"] = "LEFT"
        if not link.is_only or self.draw.random() < 0.5:  # noqa: PLR2004 -- a coin
            one, other = link.one.name, link.other.name
            join["on"] = [{"left": f"{one}.{own}", "right": f"{other}.{target}"} for own, target in link.pairs]
        return join
