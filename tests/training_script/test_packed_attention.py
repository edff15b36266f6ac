from typing import Any

import pytest

pytest.importorskip("torch")

import torch
from open_weights.attention import packed_attention
from torch.nn.functional import scaled_dot_product_attention

LENGTHS = (5, 1, 9)
BOUNDS = torch.tensor([0, 5, 6, 15], dtype=torch.int32)


def _masked(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, bounds: torch.Tensor) -> torch.Tensor:
    """The same by a block-diagonal causal mask over (1, heads, tokens, size)."""
    places = torch.arange(query.shape[2])
    row = torch.bucketize(places, bounds[1:].long(), right=True)
    mask = (row[:, None] == row[None]) & (places[:, None] >= places[None])
    return scaled_dot_product_attention(query, key, value, attn_mask=mask, enable_gqa=True).transpose(1, 2)


def _heads(dtype: torch.dtype) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    torch.manual_seed(0)
    query, key, value = (torch.randn(1, heads, sum(LENGTHS), 8, dtype=dtype) for heads in (4, 2, 2))
    return query, key, value


def test_row_by_row_is_a_block_diagonal_mask() -> None:
    query, key, value = _heads(torch.float32)
    attended, weights = packed_attention(torch.nn.Identity(), query, key, value, None, row_lengths=LENGTHS)
    assert weights is None
    assert torch.allclose(attended, _masked(query, key, value, BOUNDS), atol=1e-6)


def test_without_rows_it_is_causal_attention() -> None:
    query, key, value = _heads(torch.float32)
    attended, _ = packed_attention(torch.nn.Identity(), query, key, value, None)
    causal = scaled_dot_product_attention(query, key, value, is_causal=True, enable_gqa=True).transpose(1, 2)
    assert torch.allclose(attended, causal, atol=1e-6)


def test_the_flash_kernel_is_given_ragged_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """PyTorch has the kernel for GPUs only: here is one for the CPU, with its documented arguments."""
    given: dict[str, Any] = {}

    def kernel(
        query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, bounds: torch.Tensor, *rest: Any, **options: Any
    ) -> torch.Tensor:
        given.update(options, shapes=(query.shape, key.shape), longest=rest[-1], contiguous=query.is_contiguous())
        return _masked(*(each.transpose(0, 1)[None] for each in (query, key, value)), bounds)[0]

    monkeypatch.setattr("open_weights.attention.varlen_attn", kernel)
    query, key, value = _heads(torch.bfloat16)
    attended, _ = packed_attention(
        torch.nn.Identity(), query, key, value, None, scaling=8**-0.5, row_bounds=BOUNDS, longest_row=256
    )
    assert torch.allclose(attended, _masked(query, key, value, BOUNDS), atol=1e-2)
    assert given == {
        "scale": 8**-0.5, "window_size": (-1, 0), "enable_gqa": True, "shapes": ((15, 4, 8), (15, 2, 8)),
        "longest": 256, "contiguous": True,
    }  # fmt: skip
