"""Databases of the user's own, and which of them an answer is meant for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tuneql.ports import Planner


@dataclass(frozen=True, kw_only=True)
class Database:
    """A database that plans answers before they are given.

    Attributes:
        dialect: what it speaks.
        schemas: ids of the registered schemas whose tables it holds.
        planner: asks it.
    """

    dialect: str
    schemas: frozenset[str]
    planner: "Planner"


def database_of(schema_id: str | None, dialect: str, databases: Sequence[Database]) -> Database | None:
    """The known database for an answer over a schema, in a dialect, if there is one."""
    return next((each for each in databases if schema_id in each.schemas and dialect == each.dialect), None)
