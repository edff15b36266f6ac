"""What a database makes of an answer before it is given: it plans the statement, and runs nothing.

The guard knows names. A database also knows types, functions, and what it has become since its schema was registered.
"""

import logging
from dataclasses import replace
from typing import Final

from tuneql.errors import NotReady, TuneqlError
from tuneql.serving.databases import Database
from tuneql.serving.patience import Patience, hurried
from tuneql.serving.refusals import EXPLAINED
from tuneql.sql.guard import Denial, Verdict

_LOG = logging.getLogger(__name__)

# A plan takes some hundredths of a second; a database that is asleep or busy is not waited for.
_SECONDS: Final = 3.0
_LEAST_SECONDS: Final = 0.5


def planned(verdict: Verdict, database: Database, patience: Patience) -> Verdict:
    """What the database makes of a statement, if the guard has passed it.

    A database that cannot be asked says nothing against an answer: the check says that it was not explained.
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
    return Verdict(allowed=False, denials=(denial,), sql=None, checks=checks)


def _objection(sql: str, database: Database, patience: Patience) -> str | None:
    seconds = min(_SECONDS, patience.left)
    if seconds < _LEAST_SECONDS:
        raise NotReady("there is no time left to have it planned")
    return hurried(lambda: database.planner.objection(sql), seconds=seconds)
