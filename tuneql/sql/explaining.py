"""Writes EXPLAIN for a query: the only statement that is sent to a database, which does not run the query.

Three things ensure that, each of which suffices: the guard has passed the query, so it only reads; it is parsed once
more here; and the options of EXPLAIN precede it, so that no word of the query can be taken for one.
"""

import re
from collections.abc import Mapping
from typing import Final

from sqlglot import exp

from tuneql.errors import RunFailed
from tuneql.sql.parsing import Unparsable, parse

PREFIXES: Final[Mapping[str, str]] = {
    # postgresql.org/docs/current/sql-explain.html: a named option cannot be overridden by what follows.
    "postgres": "EXPLAIN (ANALYZE FALSE, COSTS FALSE) ",
    # dev.mysql.com/doc/refman/8.4/en/explain.html: ANALYZE may only stand before FORMAT.
    "mysql": "EXPLAIN FORMAT=TRADITIONAL ",
}
"""The text before a query, by dialect."""

_BEGINS: Final = re.compile(r"\(*(?:SELECT|WITH)\b", re.IGNORECASE)


def explained(sql: str, dialect: str) -> str:
    """The statement that makes a database plan a query.

    Args:
        sql: from the guard.
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
