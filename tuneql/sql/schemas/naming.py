"""Names as DDL that we write has them, for every dialect to read."""

import re
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import get_dialect

_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def as_identifier(name: str, dialect: str = "sqlite") -> str:
    """A name as it is where any dialect reads it so, and else in the quotation marks of a dialect.

    Example:
        >>> as_identifier("home port"), as_identifier("ports"), as_identifier("order")
        ('"home port"', 'ports', '"order"')
    """
    if _PLAIN.fullmatch(name) and name.upper() not in _WORDS:
        return name
    return exp.to_identifier(name, quoted=True).sql(dialect=get_dialect(dialect))


# What no dialect of those that matter takes as a name without marks, or not in every place.
_LISTED: Final = """
    ALL ALTER AND ANY AS ASC BETWEEN BY CASE CHECK COLUMN CONSTRAINT CREATE CROSS CURRENT CURRENT_DATE CURRENT_TIME
    CURRENT_TIMESTAMP DEFAULT DELETE DESC DISTINCT DROP ELSE END EXCEPT EXISTS FALSE FETCH FOR FOREIGN FROM FULL GRANT
    GROUP HAVING IN INDEX INNER INSERT INTERSECT INTERVAL INTO IS JOIN KEY LEFT LIKE LIMIT NATURAL NOT NULL OFFSET ON OR
    ORDER OUTER OVER PARTITION PRIMARY REFERENCES RIGHT ROW ROWS SELECT SET TABLE THEN TO TRUE UNION UNIQUE UPDATE USER
    USING VALUES WHEN WHERE WINDOW WITH
"""
_WORDS: Final = frozenset(_LISTED.split())
