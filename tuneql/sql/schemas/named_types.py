"""Gives columns of a domain, or of SQL Server's alias type, the type that it stands for."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import get_dialect

_NAME: Final = r'(?:\[[^\]]*\]|"[^"]*"|\w+)'
# CREATE DOMAIN eur AS numeric(12,2); CREATE TYPE [dbo].[Name] FROM [nvarchar](50)
_DECLARED: Final = re.compile(
    rf"\bCREATE\s+(?:DOMAIN\s+(?:{_NAME}\.)?(?P<domain>{_NAME})\s+(?:AS\s+)?|"
    rf"TYPE\s+(?:{_NAME}\.)?(?P<alias>{_NAME})\s+FROM\s+)"
    r"(?P<type>\[?\w+\]?(?:\s+(?:varying|precision))?(?:\s*\([\w\s,]*\))?)",
    re.IGNORECASE,
)


def with_base_types(trees: Iterable[exp.Expr], script: str, dialect: str) -> Iterator[exp.Expr]:
    """The statements of a script, with base types in place of the names that it declares for them.

    Args:
        trees: the statements.
        script: their text; the parser does not know those that declare names.
        dialect: of the script.
    """
    declared = _DECLARED.finditer(script)
    named = {_bare(each["domain"] or each["alias"]): re.sub(r"[\[\]]", "", each["type"]) for each in declared}
    for tree in trees:
        for column in tree.find_all(exp.ColumnDef) if named else ():
            base = named.get(_bare(column.kind.sql(get_dialect(dialect)))) if column.kind else None
            if base is not None:
                column.set("kind", exp.DataType.build(base, dialect=dialect, udt=True))
        yield tree


def _bare(name: str) -> str:
    """A name without its namespace and quotes, in small letters."""
    return name.rpartition(".")[2].strip('[]"').lower()
