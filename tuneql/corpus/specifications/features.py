"""The features of a specification, one per function; each adds its part, and returns False if it cannot."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tuneql.corpus.specifications.draft import Draft
from tuneql.corpus.specifications.ground import Column

Feature = Callable[[Draft], bool]

_NUMBERS: Final = ("int", "num")
_ORDERED: Final = ("int", "num", "date", "datetime")
_SORTED: Final = (*_ORDERED, "text")
_COMPARISONS: Final = (">", ">=", "<", "<=")
_OF_NUMBERS: Final = ("SUM", "AVG", "MIN", "MAX")
_MOST_ROWS: Final = (3, 5, 10, 20, 100)


def columns(draft: Draft) -> bool:
    """Some columns, or all of one table."""
    found = draft.columns()
    if len(draft.tables) == 1 and draft.draw.random() < 0.1:  # noqa: PLR2004 -- a tenth
        draft.add("cols", "*")
    for each in draft.choose(found, most=3) if found else ():
        if "*" not in draft.said["cols"]:
            draft.add("cols", draft.name(each))
    return bool(draft.said["cols"])


def condition(draft: Draft) -> bool:
    """A column compared with a value."""
    compared = {each["column"] for each in draft.said.get("filters", ())}
    found = [each for each in draft.columns() if draft.name(each) not in compared]
    if found:
        draft.add("filters", _comparison(draft, draft.draw.choice(found)))
    return bool(found)


def listed(draft: Draft) -> bool:
    """A column with one of some values, or with none of them."""
    found = draft.columns((*_NUMBERS, "text"))
    for column in draft.choose(found) if found else ():
        values = [*dict.fromkeys(draft.value(column) for _ in range(draft.draw.randint(2, 4)))]
        operator = draft.draw.choice(("IN", "IN", "NOT IN"))
        draft.add("filters", {"column": draft.name(column), "operator": operator, "value": values})
    return bool(found)


def ranged(draft: Draft) -> bool:
    """A column between two values."""
    found = draft.columns(_ORDERED)
    for column in draft.choose(found) if found else ():
        ends = sorted((draft.value(column), draft.value(column)))
        draft.add("filters", {"column": draft.name(column), "operator": "BETWEEN", "value": ends})
    return bool(found)


def pattern(draft: Draft) -> bool:
    """A text that begins with, ends with or contains another."""
    found = draft.columns(("text",))
    for column in draft.choose(found) if found else ():
        word = str(draft.value(column)).split()[0][:12].replace("%", "").replace("_", "").replace("\\", "") or "a"
        text = draft.draw.choice(("{}%", "%{}", "%{}%")).format(word)
        operator = draft.draw.choice(("LIKE", "LIKE", "NOT LIKE"))
        draft.add("filters", {"column": draft.name(column), "operator": operator, "value": text})
    return bool(found)


def nothing(draft: Draft) -> bool:
    """A column without a value, or with one."""
    found = draft.columns(keys=False)
    for column in draft.choose(found) if found else ():
        operator = draft.draw.choice(("IS NULL", "IS NOT NULL"))
        draft.add("filters", {"column": draft.name(column), "operator": operator})
    return bool(found)


def alternatives(draft: Draft) -> bool:
    """Two conditions of which one holds."""
    found = draft.columns()
    if found:
        pair = [_comparison(draft, draft.draw.choice(found)) for _ in range(2)]
        draft.add("any_of", pair)
        return pair[0] != pair[1]
    return False


def aggregate(draft: Draft) -> bool:
    """A number of rows, or an aggregate of a column."""
    draft.add("cols", _measure(draft))
    return True


def groups(draft: Draft) -> bool:
    """An aggregate for each group of rows."""
    found = draft.columns(("text", "int", "bool", "date"))
    for key in draft.choose(found) if found else ():
        draft.add("cols", draft.name(key))
        draft.add("cols", _measure(draft, label="n"))
        draft.add("group_by", draft.name(key))
    return bool(found)


def having(draft: Draft) -> bool:
    """Only groups of so many rows."""
    operator = draft.draw.choice((">", ">=", "<"))
    part = {"column": "*", "aggregate": "COUNT", "operator": operator, "value": draft.draw.randint(2, 20)}
    draft.add("having", part)
    return "group_by" in draft.said


def order(draft: Draft) -> bool:
    """An order by a column of the result."""
    labels = [each["as"] for each in draft.said["cols"] if isinstance(each, dict) and "as" in each]
    names = [draft.name(each) for each in draft.columns(_SORTED)]
    options = labels or [each for each in draft.said["cols"] if each in names] or names
    if not options:
        return False
    chosen = draft.draw.choice(options)
    draft.add("order_by", draft.draw.choice((chosen, {"column": chosen, "direction": "DESC"})))
    return True


def limit(draft: Draft) -> bool:
    """The first rows of an order, or those after them."""
    draft.said["limit"] = draft.draw.choice(_MOST_ROWS)
    if draft.draw.random() < 0.2:  # noqa: PLR2004 -- a fifth
        draft.said["offset"] = draft.said["limit"]
    return "order_by" in draft.said


def distinct(draft: Draft) -> bool:
    """Different rows only."""
    draft.said["distinct"] = True
    return "*" not in draft.said["cols"]


def _comparison(draft: Draft, column: Column) -> dict[str, Any]:
    operators = ("=", *_COMPARISONS) if column.family in _ORDERED else ("=", "=", "!=")
    return {"column": draft.name(column), "operator": draft.draw.choice(operators), "value": draft.value(column)}


def _measure(draft: Draft, label: str | None = None) -> dict[str, Any]:
    numbers = draft.columns(_NUMBERS, keys=False)
    kind = draft.draw.random()
    named = {} if label is None else {"as": label}
    if numbers and kind < 0.6:  # noqa: PLR2004 -- most
        column = draft.draw.choice(numbers)
        return {"column": draft.name(column), "aggregate": draft.draw.choice(_OF_NUMBERS), **named}
    found = draft.columns()
    if found and kind < 0.75:  # noqa: PLR2004 -- some
        return {"column": draft.name(draft.draw.choice(found)), "aggregate": "COUNT", "distinct": True, **named}
    return {"column": "*", "aggregate": "COUNT", **named}


FEATURES: Final[Mapping[str, Feature]] = {
    each.__name__: each
    for each in (
        columns, condition, listed, ranged, pattern, nothing, alternatives, aggregate, groups, having, order, limit,
        distinct,
    )
}  # fmt: skip
"""By name, as `tuneql.corpus.specifications.strata` composes them."""
