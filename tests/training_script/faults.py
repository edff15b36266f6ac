"""Faults of a folder that is to be imported as a model: how to make them in a good one, and their messages."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file, save_file


def edit(name: str, **changes: object) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        values = {**json.loads((folder / name).read_text()), **changes}
        (folder / name).write_text(json.dumps({key: value for key, value in values.items() if value is not None}))

    return apply


def _remove(*names: str) -> Callable[[Path], None]:
    return lambda folder: [(folder / name).unlink() for name in names] and None


def _write(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda folder: bool((folder / name).write_bytes(content)) and None


def _tensors(change: Callable[[dict[str, torch.Tensor]], dict[str, torch.Tensor]]) -> Callable[[Path], None]:
    def apply(folder: Path) -> None:
        path = folder / "model.safetensors"
        save_file(change(load_file(path)), path)

    return apply


def _cut(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:-100])


def _shard(folder: Path) -> None:
    tensors = load_file(folder / "model.safetensors")
    save_file({"lm_head.weight": tensors["lm_head.weight"]}, folder / "model-2.safetensors")
    save_file({name: each for name, each in tensors.items() if name != "lm_head.weight"}, folder / "model.safetensors")


def _shard_with_wrong_index(folder: Path) -> None:
    _shard(folder)
    places = dict.fromkeys(load_file(folder / "model.safetensors"), "model.safetensors")
    (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": places}))


EMBEDDINGS: Final = "model.embed_tokens.weight"
FAULTS: Final[Mapping[str, tuple[Callable[[Path], object], str]]] = {
    "no config": (_remove("config.json"), "config.json: is missing"),
    "config no JSON": (_write("config.json", b"{"), "config.json: is not a JSON object"),
    "no tokenizer": (_remove("tokenizer.json"), "tokenizer.json or tokenizer.model: is missing"),
    "no tokenizer config": (_remove("tokenizer_config.json"), "tokenizer_config.json: is missing"),
    "no weights": (_remove("model.safetensors"), "*.safetensors: there are no weights"),
    "pickled weights": (_write("pytorch_model.bin", b"x"), "pytorch_model.bin: does not belong into the folder"),
    "adapter left": (_write("adapter_model.safetensors", b"x"), "adapter_model.safetensors: is an adapter's file"),
    "adapter's tensors": (
        _tensors(lambda all_: {**all_, "model.layers.0.q.lora_A.weight": torch.zeros(1)}),
        "model.safetensors: holds model.layers.0.q.lora_A.weight, a tensor of an adapter",
    ),
    "a folder": (lambda folder: (folder / "checkpoint-1").mkdir(), "checkpoint-1: does not belong"),
    "architecture": (edit("config.json", architectures=["GemmaForCausalLM"]), "config.json: architectures is ['Gemma"),
    "no architecture": (edit("config.json", architectures=None), "config.json: architectures is []"),
    "dtype": (edit("config.json", torch_dtype="float8_e4m3fn"), "config.json: torch_dtype is 'float8_e4m3fn'"),
    "transformers 5 dtype": (
        edit("config.json", torch_dtype=None, dtype="float32"),
        "config.json: torch_dtype is None",
    ),
    "transformers 5 rope": (
        edit("config.json", rope_theta=None, rope_parameters={"rope_theta": 5e5}),
        "config.json: has rope_parameters",
    ),
    "transformers 5 tokenizer": (
        edit("tokenizer_config.json", tokenizer_class="TokenizersBackend"),
        "tokenizer_config.json: tokenizer_class is TokenizersBackend",
    ),
    "quantized": (edit("config.json", quantization_config={"bits": 4}), "config.json: has quantization_config"),
    "context": (edit("config.json", max_position_embeddings=10**6), "config.json: max_position_embeddings is over"),
    "no template": (edit("tokenizer_config.json", chat_template=None), "tokenizer_config.json: has no chat_template"),
    "cut short": (_cut, "model.safetensors: is "),
    "no safetensors": (_write("model.safetensors", b"x"), "model.safetensors: is not a safetensors file"),
    "other dtype": (edit("config.json", torch_dtype="bfloat16"), "model.safetensors: holds F32; config.json says bfl"),
    "mixed dtypes": (
        _tensors(lambda all_: {**all_, EMBEDDINGS: all_[EMBEDDINGS].half()}),
        "model.safetensors: holds F16, F32; config.json says float32",
    ),
    "integers": (
        _tensors(lambda all_: {name: each.to(torch.int8) for name, each in all_.items()}),
        "model.safetensors: holds I8; BF16, F16, F32 are taken",
    ),
    "a layer short": (edit("config.json", num_hidden_layers=3), "*.safetensors: hold 2 layers; config.json says 3"),
    "vocabulary": (
        _tensors(lambda all_: {**all_, EMBEDDINGS: all_[EMBEDDINGS][:300].contiguous()}),
        "*.safetensors: embed 300 tokens",
    ),
    "tokens": (edit("config.json", vocab_size=300), "tokenizer.json: has token "),
    "no head": (
        _tensors(lambda all_: {name: each for name, each in all_.items() if name != "lm_head.weight"}),
        "*.safetensors: have no lm_head.weight",
    ),
    "shards without index": (_shard, "model.safetensors.index.json: is missing"),
    "wrong type": (edit("config.json", architectures=3), "config: a value is not of the type that it must be"),
    "wrong index": (_shard_with_wrong_index, "model.safetensors.index.json: does not match the files"),
}
