"""Makes the tensors of a micro-batch, packed or padded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any, Final

import torch

from open_weights.arguments import Settings
from open_weights.attention import has_flash
from open_weights.data import Example
from open_weights.packing import pack, rectangles

# The flash kernel needs an upper bound; few different bounds mean few compilations.
_ROUNDING: Final = 256


@dataclass(frozen=True)
class Batch:
    """A micro-batch.

    Attributes:
        inputs: for the decoder; `input_ids` is (rows, length).
        predictors: (answers,) indices of the flattened (rows * length) positions whose next token is part of an answer.
        targets: (answers,) the tokens to predict there.
    """

    inputs: Mapping[str, Any]
    predictors: torch.Tensor
    targets: torch.Tensor


def micro_batches(examples: Sequence[Example], settings: Settings, device: torch.device) -> list[Batch]:
    """The rows of a step, cut into micro-batches."""
    lengths = [len(example.tokens) for example in examples]
    if settings.packing:
        groups, join = pack(lengths, settings.micro_batch_tokens), packed
    else:
        groups, join = rectangles(lengths, settings.micro_batch_rows), padded
    return [join([examples[index] for index in group], device) for group in groups]


def packed(examples: Sequence[Example], device: torch.device) -> Batch:
    """Rows end to end in one sequence; positions start again with each, and attention stays within it."""
    lengths = [len(example.tokens) for example in examples]
    starts = [0, *accumulate(lengths)]
    inputs = {
        "input_ids": _tensor([*chain.from_iterable(example.tokens for example in examples)], device)[None],
        "position_ids": _tensor([*chain.from_iterable(map(range, lengths))], device)[None],
        # Four dimensions, so that transformers makes no causal mask of its own; our attention uses the bounds.
        "attention_mask": torch.zeros(1, 1, 1, 1, device=device),
        "row_bounds": _tensor(starts, device, torch.int32) if has_flash(device) else None,
        "longest_row": -(-max(lengths) // _ROUNDING) * _ROUNDING,
        "row_lengths": tuple(lengths),
    }
    return Batch(inputs, *_answers(examples, starts, device))


def padded(examples: Sequence[Example], device: torch.device) -> Batch:
    """One sequence per row, padded on the right with token 0, which is masked."""
    lengths = [len(example.tokens) for example in examples]
    width = max(lengths)
    tokens = [[*example.tokens, *[0] * (width - len(example.tokens))] for example in examples]
    mask = [[1] * length + [0] * (width - length) for length in lengths]
    inputs = {"input_ids": _tensor(tokens, device), "attention_mask": _tensor(mask, device)}
    return Batch(inputs, *_answers(examples, range(0, width * len(examples), width), device))


def _answers(
    examples: Sequence[Example], starts: Sequence[int], device: torch.device
) -> tuple[torch.Tensor, torch.Tensor]:
    predictors = [
        start + index - 1
        for example, start in zip(examples, starts, strict=False)
        for index in range(example.answer, len(example.tokens))
    ]
    targets = chain.from_iterable(example.tokens[example.answer :] for example in examples)
    return _tensor(predictors, device), _tensor([*targets], device)


def _tensor(values: Sequence[Any], device: torch.device, dtype: torch.dtype = torch.long) -> torch.Tensor:
    # Pinned memory lets the copy overlap with the GPU's work.
    tensor = torch.tensor(values, dtype=dtype)
    return tensor.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else tensor
