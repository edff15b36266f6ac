"""Whether two results say the same.

Rows are a bag, or a list where the gold query orders them; the order and names of columns say nothing. Columns are
paired by what they hold: two columns can only go together if they hold the same bag of values, and a pairing is built
column by column while the partial rows still agree. No permutation is tried blindly.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from sqlglot import exp

from tuneql.sql.closeness import Classes, classify, same
from tuneql.sql.matching import matches_perfectly
from tuneql.sql.parsing import Unparsable, parse
from tuneql.sql.sandbox import Result, Value

# Pairings of a column that are tried before giving up. Results that need more are made to be hard, and count as
# different: partial rows rule out nearly every wrong pairing at once.
STEPS: Final = 2_000

Column = tuple[object, ...]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The outcome: whether the results are equal, and one short sentence why or why not."""

    equal: bool
    reason: str


def compare(gold: Result, predicted: Result, *, ordered: bool) -> Comparison:
    """Compares two results.

    Args:
        gold: what should have come out.
        predicted: what came out.
        ordered: whether the order of rows counts, see `orders_rows`.
    """
    for what, left, right in (
        ("column", len(gold.columns), len(predicted.columns)),
        ("row", len(gold.rows), len(predicted.rows)),
    ):
        if left != right:
            return Comparison(equal=False, reason=f"{what} counts differ: {left} and {right}")
    if gold.rows == predicted.rows and not _has_nan(gold):
        return Comparison(equal=True, reason="rows are equal")
    pairing = _Pairing(gold, predicted, ordered=ordered)
    if pairing.exists():
        return Comparison(equal=True, reason="rows are equal")
    return Comparison(equal=False, reason=_reason(gold, predicted, pairing, ordered=ordered))


def orders_rows(sql: str, dialect: str) -> bool:
    """Whether the top level of a query has ORDER BY, so that the order of its rows is part of its answer."""
    try:
        trees = parse(sql, dialect)
    except Unparsable:
        return False
    tree = trees[0] if trees else None
    while isinstance(tree, exp.Subquery) and tree.args.get("order") is None:
        tree = tree.this
    return tree is not None and tree.args.get("order") is not None


def _has_nan(result: Result) -> bool:
    return any(cell != cell for row in result.rows for cell in row)  # noqa: PLR0124 -- only NaN differs from itself


def _reason(gold: Result, predicted: Result, pairing: "_Pairing", *, ordered: bool) -> str:
    if pairing.exhausted:
        return f"no order of columns was found in {STEPS:,} steps"
    if ordered and _Pairing(gold, predicted, ordered=False).exists():
        return "rows are the same, in another order"
    lonely = pairing.lonely()
    if lonely is not None:
        return f"values of column {gold.columns[lonely]} are in no column of the other"
    return "rows differ, though every column has its counterpart"


@dataclass
class _Pairing:
    """The search for a pairing of columns under which the rows agree."""

    gold: Result
    predicted: Result
    ordered: bool
    steps: int = 0
    classes: Classes = field(init=False)
    left: list[Column] = field(init=False)
    right: list[Column] = field(init=False)

    def __post_init__(self) -> None:
        rows = (*self.gold.rows, *self.predicted.rows)
        self.classes = classify(chain.from_iterable(rows))
        self.left, self.right = self._columns(self.gold), self._columns(self.predicted)

    @property
    def exhausted(self) -> bool:
        return self.steps > STEPS

    def exists(self) -> bool:
        """Whether there is a pairing."""
        candidates = self._candidates()
        if not all(candidates):
            return False
        places = sorted(range(len(self.left)), key=lambda place: len(candidates[place]))
        start = tuple(range(len(self.gold.rows))) if self.ordered else (0,) * len(self.gold.rows)
        return self._extend(places, candidates, [], start, start)

    def lonely(self) -> int | None:
        """A column of the gold that goes with none of the other."""
        return next((place for place, found in enumerate(self._candidates()) if not found), None)

    def _columns(self, result: Result) -> list[Column]:
        cells = [[self.classes.of(cell) for cell in row] for row in result.rows]
        return list(zip(*cells, strict=True)) if cells else [() for _ in result.columns]

    def _candidates(self) -> list[list[int]]:
        """For each column of the gold, those that hold the same; the column in the same place first."""
        by_content: dict[object, list[int]] = defaultdict(list)
        for place, column in enumerate(self.right):
            by_content[self._content(column)].append(place)
        found = [by_content[self._content(column)] for column in self.left]
        return [sorted(places, key=lambda other: other != place) for place, places in enumerate(found)]

    def _content(self, column: Column) -> object:
        return column if self.ordered else frozenset(Counter(column).items())

    def _extend(
        self,
        places: Sequence[int],
        candidates: list[list[int]],
        chosen: list[int],
        left: tuple[int, ...],
        right: tuple[int, ...],
    ) -> bool:
        """Pairs the next column, given partial rows as numbers that are equal where they agree."""
        if len(chosen) == len(places):
            return self._verified(places, chosen, left, right)
        place = places[len(chosen)]
        for other in self._distinct(candidates[place], chosen):
            self.steps += 1
            if self.exhausted:
                return False
            longer = _refined(left, self.left[place], right, self.right[other])
            if longer is not None and self._extend(places, candidates, [*chosen, other], *longer):
                return True
        return False

    def _distinct(self, candidates: list[int], chosen: list[int]) -> Iterator[int]:
        """Columns still free; of those that are equal cell by cell, one."""
        seen: set[tuple[Value, ...]] = set()
        for other in candidates:
            cells = tuple(row[other] for row in self.predicted.rows)
            if other not in chosen and cells not in seen:
                seen.add(cells)
                yield other

    def _verified(
        self, places: Sequence[int], chosen: list[int], left: tuple[int, ...], right: tuple[int, ...]
    ) -> bool:
        """Whether rows of loose classes, too, pair up within the tolerance."""
        if not self.classes.loose:
            return True
        golds, others = defaultdict(list), defaultdict(list)
        for key, row in zip(left, self.gold.rows, strict=True):
            golds[key].append(tuple(row[place] for place in places))
        for key, row in zip(right, self.predicted.rows, strict=True):
            others[key].append(tuple(row[place] for place in chosen))
        return all(matches_perfectly(golds[key], others[key], _same_row) for key in golds)


def _same_row(left: tuple[Value, ...], right: tuple[Value, ...]) -> bool:
    return all(map(same, left, right))


def _refined(
    left: tuple[int, ...], left_column: Column, right: tuple[int, ...], right_column: Column
) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """Partial rows with one more column, numbered alike on both sides; None if their bags differ."""
    numbers: dict[tuple[int, object], int] = {}
    longer = tuple(numbers.setdefault(pair, len(numbers)) for pair in zip(left, left_column, strict=True))
    other = tuple(numbers.setdefault(pair, len(numbers)) for pair in zip(right, right_column, strict=True))
    return (longer, other) if Counter(longer) == Counter(other) else None
