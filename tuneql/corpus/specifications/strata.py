"""The kinds of specifications, which are drawn equally often."""

from typing import Final

JOIN: Final = "join"
"""The feature that is drawn before all others: two tables."""

STRATA: Final[tuple[tuple[str, ...], ...]] = (
    ("columns",),
    ("columns", "condition"),
    ("columns", "condition", "condition"),
    ("columns", "listed"),
    ("columns", "ranged"),
    ("columns", "pattern"),
    ("columns", "nothing"),
    ("columns", "alternatives"),
    ("columns", "condition", "alternatives"),
    ("columns", "distinct"),
    ("columns", "order", "limit"),
    ("columns", "condition", "order"),
    ("aggregate",),
    ("aggregate", "condition"),
    ("groups",),
    ("groups", "having"),
    ("groups", "order", "limit"),
    ("groups", "condition", "having", "order"),
    (JOIN, "columns"),
    (JOIN, "columns", "condition"),
    (JOIN, "columns", "listed", "order", "limit"),
    (JOIN, "columns", "condition", "distinct"),
    (JOIN, "aggregate", "condition"),
    (JOIN, "groups", "order"),
    (JOIN, "groups", "condition", "having", "order", "limit"),
)
"""Features in the order of drawing."""
