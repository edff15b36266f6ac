"""Reads what mysqldump writes in comments that MySQL executes: views, `/*!50001 VIEW v AS SELECT … */`."""

import re
from typing import Final

from tuneql.sql.dialects import descends_from, get_dialect

# Literals and quoted names, in which nothing is a comment; a view, or the table that first stands for it; others.
_COMMENT: Final = re.compile(
    r"""(?P<kept>'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`[^`]*`)"""
    r"""|/\*!\d*\s*(?:(?:CREATE\s+)?(?P<made>(?:VIEW|TABLE)\s.*?)|.*?)\*/""",
    re.IGNORECASE | re.DOTALL,
)


def with_executed_views(script: str, dialect: str) -> str:
    """A script with its views outside of such comments, and without the others, which hold no names.

    That of a dialect which is not MySQL's is unchanged.

    Example:
        >>> with_executed_views("/*!50001 CREATE VIEW `v` AS SELECT 1 AS `n`*/;", "mysql")
        'CREATE VIEW `v` AS SELECT 1 AS `n`;'
    """
    if "/*!" not in script or not descends_from(get_dialect(dialect), "mysql"):
        return script
    return _COMMENT.sub(lambda found: found["kept"] or (f"CREATE {found['made']}" if found["made"] else ""), script)
