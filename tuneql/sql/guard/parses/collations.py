"""Names after COLLATE that the engine does not know.

Sources: sqlite.org/datatype3.html (7.1), postgresql.org/docs/current/collation.html (24.2.2), DuckDB's `PRAGMA
collations`, dev.mysql.com/doc/refman/8.4/en/charset-charsets.html and SQL Server's `sys.fn_helpcollations()`.
"""

import re
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.names import canonical

_KNOWN: Final = {
    "sqlite": re.compile(r"binary|nocase|rtrim", re.IGNORECASE),
    "postgres": re.compile(
        r"C|POSIX|default|ucs_basic|unicode|C[.]utf-?8|pg_c_utf8|pg_unicode_fast|[a-z]{2,3}_[A-Z]{2}[\w.@]*|[\w-]+-x-icu"
    ),
    "duckdb": re.compile(
        r"(?:(?:binary|c|posix|nocase|noaccent|nfc|icu_noaccent|[a-z]{2,3}(?:_[a-z]{2,4})*)(?:[.]|$))+", re.IGNORECASE
    ),
    "mysql": re.compile(r"binary|[a-z0-9]+_[a-z0-9_]+", re.IGNORECASE),
    "tsql": re.compile(r"database_default|catalog_default|\w+_(?:BIN2?|C[IS]_A[IS]\w*)", re.IGNORECASE),
}


def unknown_collation(collated: exp.Expr, statement: Statement) -> str | None:
    """`name COLLATE city`, where city is a column, or `name COLLATE BINARY` of another engine."""
    name, dialect = collated.expression, statement.dialect_class
    known = next((each for engine, each in _KNOWN.items() if descends_from(dialect, engine)), None)
    if known is None or descends_from(dialect, "redshift") or isinstance(name, exp.Literal):
        return None
    parts = name.parts if isinstance(name, exp.Column | exp.Dot) else [name]
    if descends_from(dialect, "postgres"):
        parts = parts[1:] if parts[0].name == "pg_catalog" else parts
        called = ".".join(canonical(each, dialect) if isinstance(each, exp.Identifier) else each.name for each in parts)
    else:
        called = ".".join(each.name for each in parts)
    if known.fullmatch(called) or re.search(
        rf'\bCOLLAT\w+\s+"?{re.escape(called)}\b', statement.schema.ddl, re.IGNORECASE
    ):
        return None
    return f"there is no collation {called}; leave COLLATE out, or declare the collation in the schema"
