"""Query specifications: questions as JSON, whose answers are known without a model."""

from tuneql.sql.specification.compiling import compile_spec
from tuneql.sql.specification.reading import read_spec
from tuneql.sql.specification.spec import Filter, QuerySpec

__all__ = ["Filter", "QuerySpec", "compile_spec", "read_spec"]
