"""Removes procedures, functions and triggers from scripts of DDL: the tables that they create are not the schema's."""

import re
from typing import Final

from tuneql.sql.dialects import descends_from, get_dialect

# SQL Server's scripts: a routine is alone in its batch. There may be comments before it; `*+` keeps many of them from
# being read in very many ways.
_ROUTINE: Final = re.compile(
    r"\A(?:\s|--[^\n]*\n|/\*.*?\*/)*+(?:CREATE(?:\s+OR\s+ALTER)?|ALTER)\s+(?:PROC|PROCEDURE|FUNCTION|TRIGGER)\b",
    re.IGNORECASE | re.DOTALL,
)
_GO: Final = re.compile(r"^([ \t]*GO[ \t]*)$", re.IGNORECASE | re.MULTILINE)
# MySQL's: what has semicolons of its own stands between two lines that change the delimiter.
_DELIMITED: Final = re.compile(
    r"^DELIMITER[ \t]+(?!;[ \t\r]*$)\S.*?(?:^DELIMITER[ \t]+;[ \t\r]*$|\Z)", re.IGNORECASE | re.MULTILINE | re.DOTALL
)


def without_routines(script: str, dialect: str) -> str:
    r"""A script without its routines.

    Example:
        >>> without_routines("CREATE TABLE t (a INT)\nGO\nCREATE PROC p AS CREATE TABLE #u (b INT)", "tsql")
        'CREATE TABLE t (a INT)\nGO\n'
    """
    language = get_dialect(dialect)
    if descends_from(language, "mysql"):
        return _DELIMITED.sub("", script)
    if not descends_from(language, "tsql"):
        return script
    return "".join("\n" if _ROUTINE.match(batch) else batch for batch in _GO.split(script))
