"""Query specifications: questions as JSON, whose SQL is known without a model.

`spec` has their types, `reading` recognises them, and `compiling` turns them into SQL, clause by clause.
"""

from tuneql.sql.specification.compiling import compile_spec
from tuneql.sql.specification.reading import read_spec
from tuneql.sql.specification.spec import Filter, QuerySpec

__all__ = ["Filter", "QuerySpec", "compile_spec", "read_spec"]
