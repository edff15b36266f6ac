"""EXPLAIN of a query: the only statement that is sent to a database, which does not run the query.

Three things ensure that, each of them enough: the guard has passed the query, so that it only reads; it is read once
more here; and the options of EXPLAIN come before it, so that no word of the query can be taken for one.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlglot import exp

from tuneql.errors import RunFailed
from tuneql.sql.parsing import Unparsable, parse

PREFIXES: Final[Mapping[str, str]] = MappingProxyType(
    {
        # postgresql.org/docs/current/sql-explain.html: an option that is named is not left to what follows.
        "postgres": "EXPLAIN (ANALYZE FALSE, COSTS FALSE) ",
        # dev.mysql.com/doc/refman/8.4/en/explain.html: ANALYZE may stand before FORMAT and nowhere else.
        "mysql": "EXPLAIN FORMAT=TRADITIONAL ",
    }
)
"""What stands before a query, by dialect."""

_BEGINS: Final = re.compile(r"\(*(?:SELECT|WITH)\b", re.IGNORECASE)


def explained(sql: str, dialect: str) -> str:
    """The statement that has a database plan a query.

    Args:
        sql: what the guard has returned.
        dialect: one of `PREFIXES`.

    Raises:
        RunFailed: it is anything but one query that begins with SELECT or WITH.

    Example:
        >>> explained("SELECT name FROM ships", "mysql")
        'EXPLAIN FORMAT=TRADITIONAL SELECT name FROM ships'
    """
    if not _BEGINS.match(sql) or not _is_one_query(sql, dialect):
        raise RunFailed("could not have the statement planned: it is not one query that begins with SELECT or WITH")
    return PREFIXES[dialect] + sql


def _is_one_query(sql: str, dialect: str) -> bool:
    try:
        trees = parse(sql, dialect)
    except Unparsable:
        return False
    return len(trees) == 1 and isinstance(trees[0], exp.Query)
