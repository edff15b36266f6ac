"""`tuneql.ports.Planner` on Aurora, through the RDS Data API (ExecuteStatement).

A database's objection to a statement arrives as DatabaseErrorException, or as the earlier BadRequestException, with
the SQLSTATE at the end: `ERROR: relation "x" does not exist; Position: 15; SQLState: 42P01`.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from tuneql.aws.lean.service import Account, Service, failure, told
from tuneql.serving.databases import Database

_OK: Final = 200
_DOING: Final = "have a database plan a statement"
_OBJECTS: Final = frozenset({"DatabaseErrorException", "BadRequestException"})
_STATE: Final = re.compile(r";\s*SQLState:\s*([0-9A-Z]{5})\b")

# Classes of SQLSTATE that are about the statement: feature not supported, cardinality, data, ambiguous names (MySQL's
# 23000; nothing is written that could violate a constraint), syntax and names.
_OF_THE_STATEMENT: Final = frozenset({"0A", "21", "22", "23", "42"})
# A missing permission to read is about the database's user; MySQL uses 42000 for it, too, and for a missing database.
_OF_THE_USER: Final = re.compile(r"\bdenied\b|\bUnknown database\b", re.IGNORECASE)
_NO_PRIVILEGE: Final = "42501"
# A position in the statement that was sent, which is not the model's.
_WHERE: Final = re.compile(r";\s*(?:Position|Error code|SQLState):[^;]*")


@dataclass(frozen=True, kw_only=True)
class AuroraDatabase:
    """A database of an Aurora cluster that has the Data API.

    Attributes:
        cluster, secret: ARNs; the secret has the name and password of a user who should only be able to read.
        name: the database's.
        dialect: one of `tuneql.sql.explaining.PREFIXES`.
    """

    cluster: str
    secret: str
    name: str
    dialect: str


class DataApiPlanner:
    """Has a database plan statements.

    Args:
        service: `rds-data`.
        database: which one.
    """

    def __init__(self, service: Service, database: AuroraDatabase) -> None:
        self._service, self._database = service, database

    def objection(self, sql: str) -> str | None:
        """The database's objection to a query, in one line; None if it can plan it.

        Raises:
            Unavailable, RunFailed: the database cannot be asked, or the error is not about the query.
        """
        from tuneql.sql.explaining import explained  # noqa: PLC0415 - SQL is imported while a model is asked

        request = {
            "resourceArn": self._database.cluster,
            "secretArn": self._database.secret,
            "database": self._database.name,
            "sql": explained(sql, self._database.dialect),
        }
        headers, body = {"content-type": "application/json"}, json.dumps(request).encode()
        answer = self._service.send("POST", "/Execute", headers=headers, body=body, doing=_DOING)
        if answer.status == _OK:
            return None
        said = _against(*told(answer))
        if said is None:
            raise failure(answer, _DOING)
        return said


class ScriptedPlanner:
    """A database for tests that answers with the lines of a script, in turn; exceptions in it are raised."""

    def __init__(self, *script: str | BaseException | None) -> None:
        self._script = list(script)
        self.planned: list[str] = []

    def objection(self, sql: str) -> str | None:
        """The next line of the script; the last one is repeated."""
        self.planned.append(sql)
        line = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        if isinstance(line, BaseException):
            raise line
        return line


def read_databases(text: str, account: Account) -> tuple[Database, ...]:
    """The databases of a deployment.

    Args:
        text: the setting `databases` as JSON.
        account: who calls.
    """
    service = Service("rds-data", account, seconds=3)
    return tuple(_database(service, **each) for each in json.loads(text))


def _database(service: Service, *, dialect: str, schemas: Sequence[str], **named: str) -> Database:
    planner = DataApiPlanner(service, AuroraDatabase(dialect=dialect, **named))
    return Database(dialect=dialect, schemas=frozenset(schemas), planner=planner)


def _against(code: str, message: str) -> str | None:
    """The database's objection to the statement; None if the error is about something else."""
    state = _STATE.search(message)
    if code not in _OBJECTS or state is None or _OF_THE_USER.search(message):
        return None
    if state[1] == _NO_PRIVILEGE or state[1][:2] not in _OF_THE_STATEMENT:
        return None
    return " ".join(_WHERE.sub("", message).removeprefix("ERROR: ").split())
