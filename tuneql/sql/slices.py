"""The names of slices of queries, for code that reads scores and must not load the parser."""

from typing import Final, Literal

Hardness = Literal["easy", "medium", "hard", "extra"]
"""See `tuneql.sql.hardness`."""

# See `tuneql.sql.features`; in the order of the report.
FEATURES: Final = (
    "join", "aggregate", "group_by", "having", "order_by", "limit", "distinct", "subquery", "set_operation", "cte",
    "window", "where", "or", "like", "between", "in", "exists", "case", "arithmetic", "outer_join", "null",
)  # fmt: skip
