"""Spells names in the DDL that we write, so that every dialect can read it."""

import re
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import get_dialect
from tuneql.sql.names import canonical

_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def as_identifier(name: str, dialect: str = "sqlite") -> str:
    """A name as it is if any dialect reads it so, or else in the quotation marks of a dialect.

    Example:
        >>> as_identifier("home port"), as_identifier("ports"), as_identifier("order")
        ('"home port"', 'ports', '"order"')
        >>> as_identifier("userName"), as_identifier("userName", "postgres")  # which would make it username
        ('userName', '"userName"')
    """
    chosen = get_dialect(dialect)
    marked = exp.to_identifier(name, quoted=True)
    is_plain = _PLAIN.fullmatch(name) and name.upper() not in _WORDS
    if is_plain and canonical(exp.to_identifier(name, quoted=False), chosen) == canonical(marked, chosen):
        return name
    return marked.sql(dialect=chosen)


# Words that some supported dialect does not accept as a name without quotation marks, or not everywhere.
_LISTED: Final = """
    ALL ALTER AND ANY AS ASC BEGIN BETWEEN BY CASE CHARSET CHECK COLUMN CONNECT_BY_ROOT CONSTRAINT CREATE CROSS
    CURRENT CURRENT_CATALOG CURRENT_DATE CURRENT_DATETIME CURRENT_SCHEMA CURRENT_TIME CURRENT_TIMESTAMP CURRENT_USER
    CURRENT_USER_ID DEFAULT DELETE DESC DESCRIBE DISTINCT DISTINCTROW DROP ELSE END EXCEPT EXCLUDE EXISTS EXPLAIN
    FALSE FETCH FOR FORCE FOREIGN FROM FULL FULLTEXT FUNCTION GLOB GRANT GROUP HAVING IDENTIFIER IF IGNORE ILIKE IN
    INDEX INNER INSERT INSTALL INTERSECT INTERVAL INTO IS JOIN KEY LATERAL LEFT LIKE LIMIT LOCALTIME LOCALTIMESTAMP
    MACRO MAP MATCH_RECOGNIZE MINUS MOD NATURAL NOT NOTNULL NULL OFFSET ON ONLY OPTION OR ORDER OUTER OVER PARTITION
    PARTITIONED_BY POSITIONAL PRIMARY QUALIFY REFERENCES REGEXP RETURNING REVOKE RIGHT RLIKE ROLLBACK ROW ROWS
    SAMPLE SELECT SEPARATOR SESSION_USER SET SIGNED SPATIAL STRAIGHT_JOIN SUMMARIZE SYSDATE SYSTEM_USER TABLE
    TABLESAMPLE THEN TO TRUE UNCACHE UNDROP UNION UNIQUE UNNEST UNPIVOT UNSIGNED UPDATE USER USING UTC_DATE UTC_TIME
    UTC_TIMESTAMP VALUES VARIADIC WHEN WHERE WINDOW WITH XOR
"""
_WORDS: Final = frozenset(_LISTED.split())
