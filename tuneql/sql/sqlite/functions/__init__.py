"""Functions of other engines, for SQLite to run their queries: `tuneql.sql.sqlite.calls` writes calls of them.

An argument of NULL makes the result NULL, unless a function says otherwise. This package imports no sqlglot, because
the process that runs queries does not.
"""

from tuneql.sql.sqlite.functions.aggregates import AGGREGATES
from tuneql.sql.sqlite.functions.dates import DATES
from tuneql.sql.sqlite.functions.formats import FORMATS
from tuneql.sql.sqlite.functions.numbers import NUMBERS
from tuneql.sql.sqlite.functions.patterns import CASE_SENSITIVE, PATTERNS
from tuneql.sql.sqlite.functions.texts import TEXTS

FUNCTIONS = (*AGGREGATES, *DATES, *FORMATS, *NUMBERS, *PATTERNS, *TEXTS)
"""Those of engines whose LIKE ignores case, as SQLite's does."""

FUNCTIONS_WITH_CASE = (*FUNCTIONS, *CASE_SENSITIVE)
"""Those of all other engines."""
