"""Chooses which rows make an optimizer step, and cuts a step into micro-batches.

A step is `batch_size` rows, whatever their lengths. Packing decides only how those rows go through the model: joined
without padding, or padded to a rectangle. The loss of a step is the sum over its answer tokens divided by their number,
so both give the same gradients, and so does any number of micro-batches.
"""

from collections.abc import Sequence

import torch


def epoch_steps(rows: int, *, batch_size: int, epoch: int, seed: int) -> list[list[int]]:
    """The row numbers of each step of an epoch, shuffled; a pure function, so that a resumed run finds its place."""
    generator = torch.Generator().manual_seed(seed + 1_000_003 * epoch)
    order: list[int] = torch.randperm(rows, generator=generator).tolist()
    return [order[start : start + batch_size] for start in range(0, rows, batch_size)]


def pack(lengths: Sequence[int], limit: int) -> list[list[int]]:
    """Indices of `lengths` in groups whose sums are at most `limit`: first fit, longest first.

    First-fit decreasing needs at most 11/9 of the fewest possible groups, plus one (Johnson, 1973).

    Example:
        >>> pack([3, 5, 2], limit=7)
        [[1, 2], [0]]
    """
    groups: list[list[int]] = []
    room: list[int] = []
    for index in sorted(range(len(lengths)), key=lambda each: -lengths[each]):
        fit = next((number for number, free in enumerate(room) if free >= lengths[index]), None)
        if fit is None:
            groups.append([])
            room.append(limit)
            fit = len(groups) - 1
        groups[fit].append(index)
        room[fit] -= lengths[index]
    return groups


def rectangles(lengths: Sequence[int], rows: int) -> list[list[int]]:
    """Indices of `lengths` in groups of `rows`, in their order: the rows of padded batches."""
    return [list(range(start, min(start + rows, len(lengths)))) for start in range(0, len(lengths), rows)]
