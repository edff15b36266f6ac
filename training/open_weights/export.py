"""Saves the merged model in a folder, and proves that it is the model that was trained."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import torch
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from open_weights.data import Example
from open_weights.errors import ExportFailed

# The largest difference of a logit that merging may cause, relative to the spread of the logits. Merging adds B·A to
# the weight before it multiplies, and rounds the sum to the weight's dtype: some 2^-8 per layer in bfloat16.
TOLERANCE: Final = {torch.float32: 1e-3, torch.bfloat16: 0.15, torch.float16: 0.05}
_ROWS: Final = 8


def probe(model: PreTrainedModel | PeftModel, examples: Sequence[Example]) -> list[torch.Tensor]:
    """Logits that predict the answers of up to eight rows, one row at a time; (answer, vocabulary) each, on the CPU."""
    model.eval()
    with torch.no_grad():
        return [_answer_logits(model, example) for example in examples[:_ROWS]]


def merge(model: PeftModel) -> PreTrainedModel:
    """The base model with the adapter added to its weights; the given model cannot be used afterwards."""
    for parameter in model.parameters():
        if parameter.requires_grad:
            parameter.data = parameter.data.float()  # so that the sum is rounded once, not the product first
    merged: PreTrainedModel = model.merge_and_unload()
    return merged


def save(model: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, folder: Path, *, end_of_turn: int) -> None:
    """Write weights, configuration and tokenizer as Custom Model Import reads them.

    Args:
        model: merged.
        tokenizer: the one of the training, including its chat template.
        folder: created if it does not exist.
        end_of_turn: the token that ended every answer; generation must stop there.
    """
    _stop_at(model, end_of_turn)
    model.save_pretrained(folder, safe_serialization=True, max_shard_size="5GB")
    tokenizer.save_pretrained(folder)


def self_check(folder: Path, examples: Sequence[Example], expected: Sequence[torch.Tensor]) -> float:
    """Load the folder as others will, and compare its logits and greedy choices with the unmerged model's.

    Args:
        folder: as written by `save`.
        examples: the rows of `expected`.
        expected: `probe` of the model before merging.

    Returns:
        The largest difference of a logit, relative to the spread of the logits.

    Raises:
        ExportFailed: the outputs differ by more than rounding.
    """
    device = "cuda" if torch.cuda.is_available() else "cpu"
    model = AutoModelForCausalLM.from_pretrained(folder, torch_dtype="auto").to(device)
    found = probe(model, examples)
    tolerance = TOLERANCE[model.dtype]
    difference = max(_difference(*pair) for pair in zip(expected, found, strict=True))
    changed = sum(_changed_choices(*pair, tolerance) for pair in zip(expected, found, strict=True))
    if not difference <= tolerance or changed:  # also if it is not a number
        raise ExportFailed(
            f"{folder}: the saved model is not the trained one: logits differ by {difference:.3g} of their spread "
            f"(at most {tolerance:g}), and {changed} greedy tokens changed; do not import it"
        )
    return difference


def check_tokenizer(folder: Path, tokenizer: PreTrainedTokenizerBase, texts: Sequence[str]) -> None:
    """Compare the saved tokenizer with the one of the training.

    Raises:
        ExportFailed: it splits a text differently, or has another chat template.
    """
    saved = AutoTokenizer.from_pretrained(folder)
    if saved.chat_template != tokenizer.chat_template:
        raise ExportFailed(f"{folder}: the saved tokenizer has another chat template; do not import it")
    for text in texts:
        if saved(text)["input_ids"] != tokenizer(text)["input_ids"]:
            raise ExportFailed(f"{folder}: the saved tokenizer splits {text[:60]!r} differently; do not import it")


def _answer_logits(model: PreTrainedModel | PeftModel, example: Example) -> torch.Tensor:
    tokens = torch.tensor([example.tokens], device=model.device)
    logits: torch.Tensor = model(input_ids=tokens, use_cache=False).logits[0, example.answer - 1 : -1]
    return logits.float().cpu()


def _difference(expected: torch.Tensor, found: torch.Tensor) -> float:
    if expected.shape != found.shape:
        return float("inf")
    return float((expected - found).abs().max() / expected.std())


def _changed_choices(expected: torch.Tensor, found: torch.Tensor, tolerance: float) -> int:
    """How many greedy choices changed although the first was ahead of the second by more than rounding explains."""
    if expected.shape != found.shape:
        return len(expected)
    first, second = expected.topk(2, dim=-1).values.unbind(-1)
    clear = (first - second) > 2 * tolerance * expected.std()
    return int((clear & (expected.argmax(-1) != found.argmax(-1))).sum())


def _stop_at(model: PreTrainedModel, token: int) -> None:
    stops = model.generation_config.eos_token_id
    known = stops if isinstance(stops, list) else [stops]
    if token not in known:
        model.generation_config.eos_token_id = [*(each for each in known if each is not None), token]
