# ruff: noqa: INP001 -- shipped beside train.py, not as a package
"""Makes a tiny, randomly initialised Llama with a tokenizer from a corpus: for tests, and for runs without a GPU.

`python tiny_model.py --data train.jsonl --output base` makes a model for `train.py --model base`. It knows nothing;
what it learns shows that the script works, not what a model of useful size would learn.
"""

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch
from open_weights.chat import messages_of
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

_LAYERS = 2
_WIDTH = 64
_HEADS = 4


def make_tokenizer(texts: Iterable[str], *, vocabulary: int = 1024) -> PreTrainedTokenizerFast:
    """A byte-level BPE tokenizer, like Llama 3's, with the tokens that its turns need."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<|begin_of_text|>", "<|end_of_text|>"]
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(
        texts,
        trainers.BpeTrainer(
            vocab_size=vocabulary, special_tokens=special, initial_alphabet=alphabet, show_progress=False
        ),
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token=special[0],
        eos_token=special[1],
        model_input_names=["input_ids", "attention_mask"],
    )


def make_config(tokenizer: PreTrainedTokenizerFast, **changes: Any) -> LlamaConfig:
    """A small model with Llama 3's structure: grouped-query attention and its rotary scaling."""
    sizes = {
        "vocab_size": len(tokenizer),
        "hidden_size": _WIDTH,
        "intermediate_size": 2 * _WIDTH,
        "num_hidden_layers": _LAYERS,
        "num_attention_heads": _HEADS,
        "num_key_value_heads": _HEADS // 2,
        "max_position_embeddings": 4096,
        "rope_theta": 500_000.0,
        "bos_token_id": tokenizer.bos_token_id,
        "eos_token_id": tokenizer.eos_token_id,
        # The default, 0.02, is for models a hundred times as wide: here it would give an adapter nothing to work with.
        "initializer_range": 0.1,
    }
    return LlamaConfig(**{**sizes, **changes})


def make_base(texts: Iterable[str], folder: Path, *, seed: int = 0) -> None:
    """Write model and tokenizer into a folder."""
    torch.manual_seed(seed)
    tokenizer = make_tokenizer(texts)
    LlamaForCausalLM(make_config(tokenizer)).save_pretrained(folder)
    tokenizer.save_pretrained(folder)


def texts_of(path: Path) -> list[str]:
    """Every message of a JSON Lines file of conversations."""
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [message["content"] for record in records for message in messages_of(record)]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="bedrock-conversation-2024 JSON Lines")
    parser.add_argument("--output", type=Path, required=True, help="folder for model and tokenizer")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    make_base(texts_of(options.data), options.output, seed=options.seed)


if __name__ == "__main__":
    main()
