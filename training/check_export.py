# ruff: noqa: INP001 -- shipped beside train.py, not as a package
"""Checks whether Bedrock's Custom Model Import accepts a folder: `python check_export.py FOLDER`, with Python alone.

The rules are those of the Bedrock user guide: Hugging Face safetensors, config.json and tokenizer files as transformers
4.51.3 reads them; FP32, FP16 or BF16; under 200 GB.
"""

import json
import struct
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

ARCHITECTURES: Final = frozenset(
    {
        "MistralForCausalLM",
        "MixtralForCausalLM",
        "T5ForConditionalGeneration",  # Flan-T5
        "LlamaForCausalLM",  # Llama 2, 3, 3.1, 3.2 and 3.3
        "MllamaForConditionalGeneration",
        "GPTBigCodeForCausalLM",
        "Qwen2ForCausalLM",  # and 2.5
        "Qwen2VLForConditionalGeneration",
        "Qwen2_5_VLForConditionalGeneration",
        "Qwen3ForCausalLM",
        "Qwen3MoeForCausalLM",
        "GptOssForCausalLM",
    }
)
WEIGHT_BYTES: Final = 200 * 10**9
CONTEXT_TOKENS: Final = 128 * 1024
_DTYPES: Final = {"BF16": "bfloat16", "F16": "float16", "F32": "float32"}
_BYTES: Final = {"BF16": 2, "F16": 2, "F32": 4}
_REQUIRED: Final = ("config.json", "tokenizer_config.json")
_TOKENIZERS: Final = ("tokenizer.json", "tokenizer.model")
_ALLOWED: Final = frozenset(
    {
        *_REQUIRED,
        *_TOKENIZERS,
        "added_tokens.json",
        "chat_template.jinja",
        "generation_config.json",
        "merges.txt",
        "model.safetensors.index.json",
        "special_tokens_map.json",
        "vocab.json",
    }
)
_ADAPTER_MARKS: Final = ("lora_", ".base_layer.", "base_model.model.")
_HEADER_LIMIT: Final = 100_000_000  # the safetensors format's own

Tensors = dict[str, Mapping[str, Any]]


def check_export(folder: Path) -> list[str]:
    """The problems of a folder, file by file; if the list is empty, the folder can be imported."""
    if not folder.is_dir():
        return [f"{folder}: is not a folder"]
    return [problem for rule in _RULES for problem in _applied(rule, folder)]


def _applied(rule: Callable[[Path], Iterator[str]], folder: Path) -> list[str]:
    try:
        return list(rule(folder))
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        return [f"{rule.__name__.lstrip('_')}: a value is not of the type that it must be ({error})"]


def is_expected(name: str) -> bool:
    """Whether a file of this name belongs in an exported folder."""
    return name in _ALLOWED or (name.endswith(".safetensors") and not name.startswith("adapter"))


def _files(folder: Path) -> Iterator[str]:
    present = {path.name for path in folder.iterdir()}
    yield from (f"{name}: is missing" for name in _REQUIRED if name not in present)
    if present.isdisjoint(_TOKENIZERS):
        yield f"{' or '.join(_TOKENIZERS)}: is missing"
    if not any(name.endswith(".safetensors") for name in present):
        yield "*.safetensors: there are no weights"
    for name in sorted(present):
        if name.startswith("adapter"):
            yield f"{name}: is an adapter's file; merge the adapter into the weights and remove it"
        elif (folder / name).is_dir() or not is_expected(name):
            yield f"{name}: does not belong into the folder"


def _config(folder: Path) -> Iterator[str]:
    config = _json(folder / "config.json")
    if config is None:
        yield from _unreadable(folder / "config.json")
        return
    architectures = config.get("architectures") or []
    if len(architectures) != 1 or architectures[0] not in ARCHITECTURES:
        yield f"config.json: architectures is {architectures}; taken are {', '.join(sorted(ARCHITECTURES))}"
    dtype = config.get("torch_dtype")
    if dtype not in _DTYPES.values():
        yield f"config.json: torch_dtype is {dtype!r}; it must be one of {', '.join(_DTYPES.values())}"
    if "rope_parameters" in config and "rope_theta" not in config:
        yield "config.json: has rope_parameters, which transformers 4.51.3 ignores; save with that version"
    if "quantization_config" in config:
        yield "config.json: has quantization_config; save the weights unquantized"
    if config.get("max_position_embeddings", 0) > CONTEXT_TOKENS:
        yield f"config.json: max_position_embeddings is over {CONTEXT_TOKENS}, the longest context that is taken"


def _tokenizer(folder: Path) -> Iterator[str]:
    for name in ("tokenizer.json", "generation_config.json", "special_tokens_map.json"):
        if _json(folder / name) is None:
            yield from _unreadable(folder / name)
    config = _json(folder / "tokenizer_config.json")
    if config is None:
        yield from _unreadable(folder / "tokenizer_config.json")
        return
    if not config.get("chat_template"):
        yield "tokenizer_config.json: has no chat_template, so Converse could not be used with the model"
    if config.get("tokenizer_class") in {None, "TokenizersBackend"}:
        yield (
            f"tokenizer_config.json: tokenizer_class is {config.get('tokenizer_class')}, which transformers 4.51.3 "
            "does not know; save with that version"
        )


def _weights(folder: Path) -> Iterator[str]:
    paths = sorted(folder.glob("*.safetensors"))
    size = sum(path.stat().st_size for path in paths)
    if size >= WEIGHT_BYTES:
        yield f"*.safetensors: {size / 1e9:.0f} GB of weights; at most {WEIGHT_BYTES / 1e9:.0f} GB are taken"
    for path in paths:
        try:
            yield from _tensor_problems(path.name, read_tensors(path), _json(folder / "config.json") or {})
        except ValueError as error:
            yield f"{path.name}: {error}"


def _index(folder: Path) -> Iterator[str]:
    paths = sorted(folder.glob("*.safetensors"))
    index = _json(folder / "model.safetensors.index.json")
    if index is None:
        yield from _unreadable(folder / "model.safetensors.index.json")
        if len(paths) > 1:
            yield "model.safetensors.index.json: is missing, and the weights are in several files"
        return
    present = {name: path.name for path in paths for name in _names(path)}
    named = index.get("weight_map", {})
    for tensor in sorted(set(named.items()) ^ set(present.items()))[:1]:
        yield f"model.safetensors.index.json: does not match the files, first at {tensor[0]} in {tensor[1]}"


def _completeness(folder: Path) -> Iterator[str]:
    config = _json(folder / "config.json") or {}
    tensors = {name: about for path in folder.glob("*.safetensors") for name, about in _names(path).items()}
    layers = {name.split(".")[2] for name in tensors if name.startswith("model.layers.")}
    expected = config.get("num_hidden_layers")
    if layers and len(layers) != expected:
        yield f"*.safetensors: hold {len(layers)} layers; config.json says {expected}"
    embeddings = tensors.get("model.embed_tokens.weight")
    if embeddings is not None and embeddings["shape"][0] != config.get("vocab_size"):
        yield f"*.safetensors: embed {embeddings['shape'][0]} tokens; config.json says {config.get('vocab_size')}"
    if layers and "lm_head.weight" not in tensors and not config.get("tie_word_embeddings"):
        yield "*.safetensors: have no lm_head.weight, and config.json does not tie it to the embeddings"
    ids = ((_json(folder / "tokenizer.json") or {}).get("model") or {}).get("vocab") or {}
    if isinstance(ids, dict) and ids and max(ids.values()) >= config.get("vocab_size", 0):
        yield f"tokenizer.json: has token {max(ids.values())}; config.json says {config.get('vocab_size')} tokens"


_RULES: Final = (_files, _config, _tokenizer, _weights, _index, _completeness)


def read_tensors(path: Path) -> Tensors:
    """Name → `dtype`, `shape` and `data_offsets` of each tensor in a safetensors file.

    Raises:
        ValueError: the file is not a safetensors file, or is truncated.
    """
    with path.open("rb") as file:
        prefix = file.read(8)
        length = struct.unpack("<Q", prefix)[0] if len(prefix) == 8 else _HEADER_LIMIT + 1  # noqa: PLR2004 -- a u64
        if length > _HEADER_LIMIT:
            raise ValueError("is not a safetensors file")
        try:
            header: dict[str, Any] = json.loads(file.read(length))
        except ValueError:
            raise ValueError("is not a safetensors file, or is cut short") from None
    if not isinstance(header, dict):
        raise ValueError("is not a safetensors file")  # noqa: TRY004 -- as read_tensors says
    header.pop("__metadata__", None)
    end = max((tensor["data_offsets"][1] for tensor in header.values()), default=0)
    if path.stat().st_size != 8 + length + end:
        raise ValueError(f"is {path.stat().st_size} bytes; its header says {8 + length + end}: it is cut short")
    return header


def _tensor_problems(file: str, tensors: Tensors, config: Mapping[str, Any]) -> Iterator[str]:
    if not tensors:
        yield f"{file}: has no tensors"
    marked = sorted(name for name in tensors if any(mark in name for mark in _ADAPTER_MARKS))
    if marked:
        yield f"{file}: holds {marked[0]}, a tensor of an adapter; merge it"
    dtypes = sorted({tensor["dtype"] for tensor in tensors.values()})
    names = [_DTYPES.get(dtype) for dtype in dtypes]
    if None in names:
        yield f"{file}: holds {', '.join(dtypes)}; {', '.join(_DTYPES)} are taken"
    elif len(names) > 1 or names != [config.get("torch_dtype")] * len(names):
        yield f"{file}: holds {', '.join(dtypes)}; config.json says {config.get('torch_dtype')}"


def _names(path: Path) -> Tensors:
    try:
        return read_tensors(path)
    except ValueError:
        return {}  # `_weights` reports it


def _json(path: Path) -> dict[str, Any] | None:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return value if isinstance(value, dict) else None


def _unreadable(path: Path) -> Iterator[str]:
    if path.exists():
        yield f"{path.name}: is not a JSON object"


def main() -> int:
    """The command: prints the problems; exits with 0 if there are none."""
    problems = check_export(Path(sys.argv[1] if len(sys.argv) > 1 else "."))
    sys.stdout.write("".join(f"{problem}\n" for problem in problems) or "can be imported\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
