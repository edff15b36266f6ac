"""Groups of rows that must stay together in a split: whoever sees one knows an answer to another."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from tuneql.corpus.keys import Keys

FEW_SCHEMAS: Final = 10
"""With fewer schemas than this, keeping schemas apart would leave too few of them to learn from."""

Strategy = str
BY_SCHEMA: Final[Strategy] = "schema and SQL template"
BY_TEMPLATE: Final[Strategy] = "SQL template and question"

_KINDS: Final[dict[Strategy, tuple[Callable[[Keys], str], ...]]] = {
    BY_SCHEMA: (lambda keys: f"s{keys.schema}", lambda keys: f"t{keys.template}"),
    BY_TEMPLATE: (lambda keys: f"q{keys.question}", lambda keys: f"t{keys.template}"),
}


def group(keys: Sequence[Keys]) -> tuple[Strategy, list[int]]:
    """The strategy that suits some rows, and for each row the number of its group.

    Rows with one SQL template are always in one group, so that no answer can be copied from training. Where there are
    many schemas, so are rows with one schema, unless shared templates tie more than half of the rows together that
    way; everywhere else, so are rows with one question.
    """
    if len({each.schema for each in keys}) >= FEW_SCHEMAS:
        groups = _united(keys, BY_SCHEMA)
        if Counter(groups).most_common(1)[0][1] * 2 <= len(keys):
            return BY_SCHEMA, groups
    return BY_TEMPLATE, _united(keys, BY_TEMPLATE)


def _united(keys: Sequence[Keys], strategy: Strategy) -> list[int]:
    """Union-find over rows, by the keys that the strategy names."""
    parent = list(range(len(keys)))
    first: dict[str, int] = {}
    for place, each in enumerate(keys):
        for kind in _KINDS[strategy]:
            other = first.setdefault(kind(each), place)
            parent[_root(parent, place)] = _root(parent, other)
    return [_root(parent, place) for place in range(len(keys))]


def _root(parent: list[int], place: int) -> int:
    while parent[place] != place:
        parent[place] = parent[parent[place]]
        place = parent[place]
    return place
