"""Reads settings from the command line and from SageMaker's environment.

The SageMaker training toolkit sets `SM_HPS` (the job's hyperparameters, as JSON), `SM_CHANNEL_<NAME>` (the folder of an
input channel), `SM_MODEL_DIR` and `SM_OUTPUT_DATA_DIR`. The command line overrides hyperparameters; these, defaults.
"""

import argparse
import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args, get_type_hints

from open_weights.errors import InvalidSettings

# The first variable that is set counts. SageMaker restores and uploads the checkpoint folder around a spot
# interruption.
_FOLDERS: Final = {
    "model": ("SM_CHANNEL_MODEL",),
    "data": ("SM_CHANNEL_TRAIN", "SM_CHANNEL_TRAINING"),
    "validation": ("SM_CHANNEL_VAL", "SM_CHANNEL_VALIDATION"),
    "output": ("SM_MODEL_DIR",),
    "metrics": ("SM_OUTPUT_DATA_DIR",),
}
_SAGEMAKER_CHECKPOINTS: Final = "/opt/ml/checkpoints"
_BOOLEANS: Final = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def _setting(description: str, default: Any = dataclasses.MISSING, **rule: Any) -> Any:
    return dataclasses.field(default=default, metadata={"help": description, **rule})


# ruff: noqa: RUF009 -- `_setting` returns dataclasses.field
@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of one training. Each field's metadata has a description and a range (`low`, `high`, `choices`)."""

    model: str = _setting("base model: a folder, or a Hugging Face id")
    data: Path = _setting("training rows: a bedrock-conversation-2024 JSON Lines file, or a folder of them")
    output: Path = _setting("folder for the merged model")
    validation: Path | None = _setting("validation rows, likewise", None)
    metrics: Path | None = _setting("folder for the metrics files; default: <output>.metrics", None)
    checkpoints: Path | None = _setting("folder for checkpoints; default: <output>.checkpoints", None)
    epochs: int = _setting("passes over the training rows", 3, low=1, high=100)
    learning_rate: float = _setting("peak learning rate", 2e-4, low=1e-8, high=1.0)
    schedule: str = _setting("decay after warm-up", "cosine", choices=("cosine", "linear", "constant"))
    warmup_ratio: float = _setting("share of the steps that warm up", 0.03, low=0.0, high=0.5)
    weight_decay: float = _setting("AdamW's decoupled weight decay", 0.0, low=0.0, high=1.0)
    max_gradient_norm: float = _setting("gradients are clipped to this norm", 1.0, low=1e-6, high=1e6)
    batch_size: int = _setting("rows per optimizer step, over all its micro-batches", 32, low=1, high=4096)
    packing: bool = _setting("join rows without padding; false pads each row", default=True)
    micro_batch_tokens: int = _setting("packed: tokens per forward pass", 8192, low=16, high=1_048_576)
    micro_batch_rows: int = _setting("padded: rows per forward pass", 4, low=1, high=4096)
    max_length: int = _setting("longer rows are dropped and counted", 2048, low=16, high=131_072)
    lora_rank: int = _setting("rank of the adapter", 16, low=1, high=1024)
    lora_alpha: int = _setting("scale of the adapter, over its rank", 32, low=1, high=4096)
    lora_dropout: float = _setting("dropout before the adapter", 0.0, low=0.0, high=0.9)
    validation_steps: int = _setting("steps between validations", 50, low=1, high=1_000_000)
    patience: int = _setting("validations without improvement before stopping; 0: never", 3, low=0, high=1000)
    checkpoint_steps: int = _setting("steps between checkpoints", 50, low=1, high=1_000_000)
    precision: str = _setting(
        "bfloat16 wants a GPU; auto takes it there, float32 elsewhere", "auto", choices=("auto", "bfloat16", "float32")
    )
    gradient_checkpointing: bool = _setting("recompute activations: less memory, about a third slower", default=False)
    compiled: bool = _setting("torch.compile each decoder layer", default=False)
    seed: int = _setting("of the adapter, the order of rows and dropout", 42, low=0, high=2**31 - 1)

    @property
    def metrics_folder(self) -> Path:
        """Where the metrics files go."""
        return self.metrics or self.output.with_name(f"{self.output.name}.metrics")

    @property
    def checkpoint_folder(self) -> Path:
        """Where checkpoints go: beside the output, which may contain only the model."""
        return self.checkpoints or self.output.with_name(f"{self.output.name}.checkpoints")


def read_settings(arguments: Sequence[str], environment: Mapping[str, str]) -> Settings:
    """The settings of a run.

    Args:
        arguments: the command line, without the program's name.
        environment: SageMaker's variables, if there are any.

    Raises:
        InvalidSettings: a setting is unknown, or its value is outside its range; the message names both.
    """
    given = {**_from_environment(environment), **_from_hyperparameters(environment), **_from_command_line(arguments)}
    fields = {field.name: field for field in dataclasses.fields(Settings)}
    unknown = sorted(set(given) - set(fields))
    if unknown:
        raise InvalidSettings(f"{unknown[0]}: is not a setting; known are {', '.join(fields)}")
    settings = {name: _convert(fields[name], value) for name, value in given.items()}
    missing = [name for name, field in fields.items() if field.default is dataclasses.MISSING and name not in settings]
    if missing:
        raise InvalidSettings(f"{missing[0]}: is missing; give --{missing[0]} ({fields[missing[0]].metadata['help']})")
    return _consistent(Settings(**settings))


def _consistent(settings: Settings) -> Settings:
    if settings.packing and settings.max_length > settings.micro_batch_tokens:
        raise InvalidSettings(
            f"max_length: {settings.max_length} is over micro_batch_tokens, {settings.micro_batch_tokens}: such a row "
            "would fit no micro-batch; lower the one or raise the other"
        )
    return settings


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    found = {
        name: environment[variable]
        for name, variables in _FOLDERS.items()
        for variable in reversed(variables)
        if environment.get(variable)
    }
    return {**found, "checkpoints": _SAGEMAKER_CHECKPOINTS} if environment.get("SM_MODEL_DIR") else found


def _from_hyperparameters(environment: Mapping[str, str]) -> dict[str, Any]:
    try:
        values = json.loads(environment.get("SM_HPS") or "{}")
    except json.JSONDecodeError as error:
        raise InvalidSettings(f"SM_HPS: is not JSON ({error}); SageMaker's training toolkit sets it") from None
    return {name.replace("-", "_"): value for name, value in values.items()}


def _from_command_line(arguments: Sequence[str]) -> dict[str, str]:
    parser = argparse.ArgumentParser(
        prog="train.py", description="Fine-tune an open-weight model with LoRA, and save it merged."
    )
    for field in dataclasses.fields(Settings):
        flag = f"--{field.name.replace('_', '-')}"
        parser.add_argument(
            flag,
            *([f"--{field.name}"] if "_" in field.name else []),  # the toolkit passes names as the job has them
            dest=field.name,
            default=argparse.SUPPRESS,
            help=_help(field),
        )
    return vars(parser.parse_args(arguments))


def _help(field: dataclasses.Field[Any]) -> str:
    without_default = field.default is dataclasses.MISSING or field.default is None
    default = "" if without_default else f" (default: {field.default})"
    return f"{field.metadata['help']}{default}; {_rule(field)}".removesuffix("; ").replace("%", "%%")


def _rule(field: dataclasses.Field[Any]) -> str:
    if "choices" in field.metadata:
        return f"one of {', '.join(field.metadata['choices'])}"
    return f"{field.metadata['low']} to {field.metadata['high']}" if "low" in field.metadata else ""


def _convert(field: dataclasses.Field[Any], value: Any) -> Any:
    kind = get_type_hints(Settings)[field.name]
    kind = next((each for each in get_args(kind) if each is not type(None)), kind)
    try:
        converted = _BOOLEANS[str(value).lower()] if kind is bool else kind(value)
    except (KeyError, TypeError, ValueError):
        raise InvalidSettings(f"{field.name}: {value!r} is not of type {kind.__name__}") from None
    rule = field.metadata
    in_range = "low" not in rule or rule["low"] <= converted <= rule["high"]
    if not in_range or ("choices" in rule and converted not in rule["choices"]):
        raise InvalidSettings(f"{field.name}: {value!r} must be {_rule(field)}")
    return converted
