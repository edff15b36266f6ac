"""The user's own databases, and which of them an answer is meant for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuneql.ports import Planner


@dataclass(frozen=True, kw_only=True)
class Database:
    """A database that plans answers before they are returned.

    Attributes:
        dialect: what it speaks.
        schemas: the ids of the registered schemas whose tables it holds.
        planner: asks it.
    """

    dialect: str
    schemas: frozenset[str]
    planner: "Planner"


def database_of(schema_id: str | None, dialect: str, databases: Sequence[Database]) -> Database | None:
    """The database that an answer over this schema in this dialect is meant for, if it is known."""
    return next((each for each in databases if schema_id in each.schemas and dialect == each.dialect), None)
