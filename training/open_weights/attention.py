"""Causal attention over packed rows, which never looks beyond a row's bounds.

Two kernels give the same result. On a GPU in half precision it is `torch.nn.attention.varlen`, PyTorch's own flash
attention over ragged rows (no further package to build). Elsewhere each row goes through causal SDPA separately: this
needs no mask of length squared, and nothing can leak between rows.
"""

from collections.abc import Sequence
from inspect import signature
from typing import Any, Final, cast

import torch
from torch.nn.attention.varlen import varlen_attn
from torch.nn.functional import scaled_dot_product_attention
from transformers import AttentionInterface

from open_weights.errors import InvalidSettings

PACKED: Final = "packed_rows"
_HALF: Final = (torch.bfloat16, torch.float16)
# Before PyTorch 2.12 the kernel accepted fewer key heads without this option.
_GROUPED: Final[dict[str, Any]] = {"enable_gqa": True} if "enable_gqa" in signature(varlen_attn).parameters else {}
_FLASH_CAPABILITY: Final = (8, 0)  # flash attention 2 needs Ampere or newer


def register() -> None:
    """Make `attn_implementation=PACKED` known to transformers."""
    AttentionInterface.register(PACKED, packed_attention)


def check_window(window: int | None, max_length: int) -> None:
    """Refuse rows longer than a model's sliding window; shorter ones have the same result with full causal attention.

    Raises:
        InvalidSettings: a row could be longer.
    """
    if window is not None and max_length > window:
        raise InvalidSettings(f"max_length: {max_length} is over the model's sliding window, {window}; lower it")


def packed_attention(
    _module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    _attention_mask: torch.Tensor | None,
    *,
    scaling: float | None = None,
    row_bounds: torch.Tensor | None = None,
    longest_row: int = 0,
    row_lengths: Sequence[int] | None = None,
    **_options: Any,
) -> tuple[torch.Tensor, None]:
    """Attention for transformers' decoders.

    Args:
        _module: the attention layer.
        query: (1, heads, tokens, size); key and value may have fewer heads (grouped-query attention).
        key: as query.
        value: as query.
        _attention_mask: ignored, because the bounds have the same information.
        scaling: of the scores; default: size ** -0.5.
        row_bounds: (rows + 1,) int32, where rows begin, for the flash kernel; None if there is none.
        longest_row: no row is longer.
        row_lengths: tokens of each row; None if everything is one row.

    Returns:
        (1, tokens, heads, size), and no weights.
    """
    # A compiled layer that read row_lengths would be compiled again for every number of rows.
    if row_bounds is not None and query.dtype in _HALF:
        return _ragged(query, key, value, scaling, bounds=row_bounds, longest=longest_row), None
    return _row_by_row(query, key, value, scaling, row_lengths or (query.shape[2],)), None


def has_flash(device: torch.device) -> bool:
    """Whether a device supports the flash kernel, which is for half precision."""
    return device.type == "cuda" and torch.cuda.get_device_capability(device) >= _FLASH_CAPABILITY


def _ragged(
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    scaling: float | None,
    *,
    bounds: torch.Tensor,
    longest: int,
) -> torch.Tensor:
    query, key, value = (each.squeeze(0).transpose(0, 1).contiguous() for each in (query, key, value))
    options: dict[str, Any] = {"scale": scaling, "window_size": (-1, 0), **_GROUPED}  # (-1, 0): all before, none after
    attended = varlen_attn(query, key, value, bounds, bounds, longest, longest, **options)
    return cast("torch.Tensor", attended)[None]  # a pair only if asked for


@torch.compiler.disable  # type: ignore[untyped-decorator]
def _row_by_row(
    query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, scaling: float | None, lengths: Sequence[int]
) -> torch.Tensor:
    rows = zip(*(torch.split(each, list(lengths), dim=2) for each in (query, key, value)), strict=True)
    attended = [
        scaled_dot_product_attention(q, k, v, is_causal=True, scale=scaling, enable_gqa=q.shape[1] != k.shape[1])
        for q, k, v in rows
    ]
    return torch.cat(attended, dim=2).transpose(1, 2)
