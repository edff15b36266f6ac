"""Has a database plan a statement before it is returned; nothing is run.

The guard knows names. The database also knows types, functions, and what has changed since its schema was registered.
"""

import logging
from dataclasses import replace
from typing import Final

from tuneql.errors import NotReady, TuneqlError
from tuneql.serving.databases import Database
from tuneql.serving.patience import Patience, in_time
from tuneql.serving.refusals import EXPLAINED
from tuneql.sql.guard import Denial, Verdict

_LOG = logging.getLogger(__name__)

# Seconds. A plan takes hundredths of a second; nobody waits for a database that is asleep or busy.
_SECONDS: Final = 3.0
_LEAST_SECONDS: Final = 0.5


def planned(verdict: Verdict, database: Database, patience: Patience) -> Verdict:
    """The verdict with the database's check added, if the guard has passed the statement.

    A database that cannot be asked refuses nothing: the check then says that the statement was not explained.
    """
    if verdict.sql is None:
        return verdict
    try:
        objection = _objection(verdict.sql, database, patience)
    except TuneqlError as error:
        _LOG.warning("a database did not plan an answer", exc_info=error)
        return replace(verdict, checks={**verdict.checks, EXPLAINED: False})
    checks = {**verdict.checks, EXPLAINED: objection is None}
    if objection is None:
        return replace(verdict, checks=checks)
    denial = Denial(rule=EXPLAINED, detail=f"in {database.dialect}, the database cannot plan it: {objection}")
    return Verdict(denials=(denial,), sql=None, checks=checks)


def _objection(sql: str, database: Database, patience: Patience) -> str | None:
    seconds = min(_SECONDS, patience.left)
    if seconds < _LEAST_SECONDS:
        raise NotReady("there is no time left to have it planned")
    return in_time(lambda: database.planner.objection(sql), seconds=seconds)
