"""Schemas for rows that bring none, by the names of their databases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Schemas:
    """DDL for rows that have none.

    Attributes:
        by_id: the DDL of each database, by the `db_id` of its rows.
        default: the DDL of rows that name no database, or an unknown one.
    """

    by_id: Mapping[str, str] = field(default_factory=dict)
    default: str | None = None

    def find(self, db_id: object) -> str | None:
        """The DDL for a row that names this database, or names none."""
        found = self.by_id.get(db_id) if isinstance(db_id, str) else None
        return self.default if found is None else found

    def over(self, other: "Schemas") -> "Schemas":
        """These schemas, with those of another source that they lack."""
        default = other.default if self.default is None else self.default
        return Schemas(by_id={**other.by_id, **self.by_id}, default=default)


NO_SCHEMAS: Final = Schemas()
