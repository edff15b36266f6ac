"""Compares two results.

Rows are a bag, or, if the gold query orders them, a list in which rows that tie may come in any order; the order and
the names of columns do not matter. See `tuneql.sql.results.pairing` for how columns are matched,
`tuneql.sql.results.closeness` for when two cells are the same, and `tuneql.sql.results.agreement` for ties.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from tuneql.sql.results.closeness import same
from tuneql.sql.results.ordering import orders_rows
from tuneql.sql.results.pairing import STEPS, Numbers, Pairing, Row, Side
from tuneql.sql.results.values import plain
from tuneql.sql.running.sandbox import Result

__all__ = ["EQUAL", "STEPS", "Comparison", "blocks_of", "compare", "compare_blocks", "orders_rows"]


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The outcome of a comparison.

    Attributes:
        equal: whether the results are the same.
        reason: why or why not, in one short sentence.
        covers: whether the prediction has the gold's columns, with or without additional ones.
    """

    equal: bool
    reason: str
    covers: bool = False


EQUAL: Final = Comparison(equal=True, reason="rows are equal", covers=True)


def compare(gold: Result, predicted: Result, *, ordered: bool, keys: Sequence[int] | None = None) -> Comparison:
    """Compare two results.

    Args:
        gold: the expected rows.
        predicted: the actual rows.
        ordered: whether the order of rows counts, see `orders_rows`.
        keys: all of the gold's columns by which it is ordered: rows that agree on these may come in any order. None: no
            two rows tie.
    """
    if ordered and keys is None:
        blocks = tuple(range(len(gold.rows)))
    else:
        blocks = blocks_of(gold.rows, keys or ()) if ordered else (0,) * len(gold.rows)
    return compare_blocks(gold, predicted, blocks, blocks)


def compare_blocks(gold: Result, predicted: Result, left: Numbers, right: Numbers) -> Comparison:
    """Compare two results whose rows are in blocks, within which their order does not matter.

    Args:
        gold: the possible rows; a block may have more than are asked for, as with ties at a LIMIT.
        predicted: the actual rows.
        left: the block of each row of the gold.
        right: the block of each expected row.
    """
    if len(gold.columns) > len(predicted.columns) or len(right) != len(predicted.rows):
        return _differing_counts(gold, predicted, len(right))
    if len(gold.columns) < len(predicted.columns):
        covers = _pairing(gold, predicted, left, right).exists()
        return Comparison(equal=False, reason=_differing_counts(gold, predicted, len(right)).reason, covers=covers)
    if left == right and (gold.rows == predicted.rows or _same_bags(gold.rows, predicted.rows, left)):
        return EQUAL
    if left == right and len(gold.columns) == len(gold.rows) == len(predicted.rows) == 1:
        return _of_cells(gold, predicted)
    pairing = _pairing(gold, predicted, left, right)
    return EQUAL if pairing.exists() else Comparison(equal=False, reason=_reason(gold, predicted, pairing))


def _of_cells(gold: Result, predicted: Result) -> Comparison:
    """The comparison of two single cells, as counts and sums are."""
    if same(plain(gold.rows[0][0]), plain(predicted.rows[0][0])):
        return EQUAL
    return Comparison(equal=False, reason=_unpaired(gold.columns[0]))


def blocks_of(rows: Sequence[Row], keys: Sequence[int]) -> Numbers:
    """Numbers for runs of neighbouring rows that agree on some columns."""
    found = [tuple(plain(row[key]) for key in keys) for row in rows]
    return tuple(accumulate((left != right for left, right in pairwise(found)), initial=0)) if rows else ()


def _pairing(gold: Result, predicted: Result, left: Numbers, right: Numbers) -> Pairing:
    return Pairing(
        Side(rows=gold.rows, width=len(gold.columns), blocks=left),
        Side(rows=predicted.rows, width=len(predicted.columns), blocks=right),
    )


def _same_bags(gold: Sequence[Row], predicted: Sequence[Row], blocks: Numbers) -> bool:
    """Whether rows are the same, block by block, with the columns in their order."""
    return Counter(zip(blocks, gold, strict=True)) == Counter(zip(blocks, predicted, strict=True))


def _differing_counts(gold: Result, predicted: Result, rows: int) -> Comparison:
    columns = len(gold.columns), len(predicted.columns)
    if columns[0] != columns[1]:
        return Comparison(equal=False, reason=f"column counts differ: {columns[0]} and {columns[1]}")
    return Comparison(equal=False, reason=f"row counts differ: {rows} and {len(predicted.rows)}")


def _reason(gold: Result, predicted: Result, pairing: Pairing) -> str:
    if pairing.exhausted:
        return f"no order of columns was found in {STEPS:,} steps"
    bag = (0,) * len(predicted.rows)
    is_list = len(gold.rows) == len(predicted.rows) and any(pairing.gold.blocks)
    if is_list and _pairing(gold, predicted, bag, bag).exists():
        return "rows are the same, in another order"
    lonely = pairing.lonely()
    if lonely is not None:
        return _unpaired(gold.columns[lonely])
    return "rows differ, though every column has its counterpart"


def _unpaired(column: str) -> str:
    return f"values of column {column} are in no column of the other"
