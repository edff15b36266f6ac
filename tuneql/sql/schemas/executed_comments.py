"""Reads what mysqldump writes in comments that MySQL executes: views, `/*!50001 VIEW v AS SELECT … */`."""

import re
from typing import Final

from tuneql.sql.dialects import descends_from, get_dialect

# Texts, quoted names and plain comments are kept as they are. Of the comments that MySQL executes, those with a view,
# or with the table that first stands for it, are told from others. What is not closed goes on to the end. No text is
# matched in two ways, so that the time is linear, whatever the script.
_TEXT: Final = r"""(?P<quote>['"])(?:(?!(?P=quote)|\\).|\\.?+|(?P=quote){2})*+(?:(?P=quote)|\Z)|`[^`]*+(?:`|\Z)"""
_KEPT: Final = rf"(?P<kept>{_TEXT}|--[ \t][^\n]*+|/\*(?!!)(?:(?!\*/).)*+(?:\*/|\Z))"
_VIEW: Final = r"(?:CREATE\s++)?+(?P<made>(?:VIEW|TABLE)\s(?:(?!\*/).)*+)"
_PIECE: Final = re.compile(rf"{_KEPT}|/\*!\d*+\s*+(?:{_VIEW}|(?:(?!\*/).)*+)(?:\*/|\Z)", re.IGNORECASE | re.DOTALL)


def with_executed_views(script: str, dialect: str) -> str:
    """A script with its views outside of such comments, and without the others, which hold no names.

    That of a dialect which is not MySQL's is unchanged.

    Example:
        >>> with_executed_views("/*!50001 CREATE VIEW `v` AS SELECT 1 AS `n`*/;", "mysql")
        'CREATE VIEW `v` AS SELECT 1 AS `n`;'
    """
    if "/*!" not in script or not descends_from(get_dialect(dialect), "mysql"):
        return script
    return _PIECE.sub(lambda found: found["kept"] or (f"CREATE {found['made']}" if found["made"] else ""), script)
