"""The recipe file as the training image reads it: YAML 1.1, every number a number, every number in its range.

Source: the comments of `nova_micro_1_0_g5_g6_{12x,48x}_gpu_lora_{sft,dpo}.yaml` in sagemaker-hyperpod-recipes. AWS's
own launcher checks few of them.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml  # type: ignore[import-untyped] # moto installs it, but not its types

from tuneql import limits
from tuneql.limits import Range

Check = Callable[[Any], str | None]


class UnfitRecipe(Exception):
    """The recipe cannot be trained with; the message is for `FailureReason`."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """What of a recipe the stand-in trains with."""

    epochs: int
    learning_rate: float
    warmup_steps: int


def read_recipe(text: str, *, technique: str) -> Recipe:
    """Read a recipe file.

    Args:
        text: of the file.
        technique: `sft` or `dpo`, as the image trains.

    Raises:
        UnfitRecipe: it is not YAML, or a key is missing, unknown, no number or out of range.
    """
    found = _leaves(_parsed(text))
    wanted = {**_KEYS, **(_DPO_KEYS if technique == "dpo" else {})}
    if faults := [*_missing(found, wanted), *_wrong(found, wanted), *_slower(found)]:
        raise UnfitRecipe(f"the recipe is not valid: {'; '.join(faults)}")
    return Recipe(
        epochs=found["training_config.trainer.max_epochs"],
        learning_rate=found[_RATE],
        warmup_steps=found[f"{_SCHEDULE}.warmup_steps"],
    )


def _parsed(text: str) -> dict[str, Any]:
    try:
        parsed = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise UnfitRecipe(f"the recipe is no YAML: {' '.join(str(error).split())}") from None
    if not isinstance(parsed, dict):
        raise UnfitRecipe("the recipe is no mapping")
    return parsed


def _leaves(section: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    """Values by dotted path."""
    found: dict[str, Any] = {}
    for key, value in section.items():
        found |= _leaves(value, f"{path}{key}.") if isinstance(value, dict) else {f"{path}{key}": value}
    return found


def _missing(found: Mapping[str, Any], wanted: Mapping[str, Check]) -> Iterator[str]:
    yield from (f"{path} is missing" for path in wanted if path not in found)
    yield from (f"{path} is no key of this recipe" for path in found if path not in wanted)


def _wrong(found: Mapping[str, Any], wanted: Mapping[str, Check]) -> Iterator[str]:
    for path, check in wanted.items():
        reason = check(found[path]) if path in found else None
        if reason is not None:
            yield f"{path} must be {reason}, is {found[path]!r}{_hint(found[path])}"


def _hint(value: Any) -> str:
    if not isinstance(value, str):
        return ""
    try:
        float(value)
    except ValueError:
        return ""
    return ", which YAML 1.1 reads as a string: write a point before the exponent, 1.0e-05"


def _slower(found: Mapping[str, Any]) -> Iterator[str]:
    rate, least = found.get(_RATE), found.get(f"{_SCHEDULE}.min_lr")
    if rate is not None and least is not None and _is_number(rate) and _is_number(least) and least >= rate:
        yield f"{_SCHEDULE}.min_lr must be below {_RATE}, {rate}, is {least}"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _number(allowed: Range) -> Check:
    return lambda value: None if _is_number(value) and value in allowed else f"a number from {allowed}"


def _whole(allowed: Range, step: int = 1) -> Check:
    words = f"a whole number from {allowed}" + (f", a multiple of {step}" if step > 1 else "")
    return lambda value: None if type(value) is int and value in allowed and value % step == 0 else words


def _one_of(*values: Any) -> Check:
    words = " or ".join(map(repr, values))
    return lambda value: None if any(type(value) is type(each) and value == each for each in values) else words


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) else "a string"


def _named(value: Any) -> str | None:
    return None if isinstance(value, str) and value else "a string that is not empty"


def _betas(value: Any) -> str | None:
    good = isinstance(value, list) and len(value) == 2 and all(_is_number(b) and b in limits.NOVA_BETA for b in value)  # noqa: PLR2004 -- a pair
    return None if good else f"two numbers from {limits.NOVA_BETA}"


_MODEL: Final = "training_config.model"
_RATE: Final = f"{_MODEL}.optim.lr"
_SCHEDULE: Final = f"{_MODEL}.optim.sched"
_LORA: Final = f"{_MODEL}.peft.lora_tuning"
_KEYS: Final[Mapping[str, Check]] = {
    "run.name": _named,
    "run.model_type": _one_of(limits.NOVA_MICRO.training_id),
    "run.model_name_or_path": _one_of("nova-micro/prod"),
    "run.replicas": _one_of(1),
    "run.data_s3_path": _text,
    "run.output_s3_path": _text,
    "run.mlflow_tracking_uri": _text,
    "run.mlflow_experiment_name": _named,
    "run.mlflow_run_name": _named,
    "training_config.max_length": _whole(limits.NOVA_SFT_LENGTH, limits.NOVA_LENGTH_STEP),
    "training_config.global_batch_size": _one_of(*limits.NOVA_BATCH_SIZES),
    "training_config.trainer.max_epochs": _whole(limits.NOVA_EPOCHS),
    f"{_MODEL}.hidden_dropout": _number(limits.NOVA_SHARE),
    f"{_MODEL}.attention_dropout": _number(limits.NOVA_SHARE),
    f"{_MODEL}.ffn_dropout": _number(limits.NOVA_SHARE),
    _RATE: _number(limits.NOVA_LEARNING_RATE),
    f"{_MODEL}.optim.name": _one_of("distributed_fused_adam"),
    f"{_MODEL}.optim.adam_w_mode": _one_of(True),  # noqa: FBT003 -- the value of a key
    f"{_MODEL}.optim.eps": _number(limits.NOVA_EPSILON),
    f"{_MODEL}.optim.weight_decay": _number(limits.NOVA_SHARE),
    f"{_MODEL}.optim.betas": _betas,
    f"{_SCHEDULE}.warmup_steps": _whole(limits.NOVA_WARMUP_STEPS),
    f"{_SCHEDULE}.constant_steps": _whole(limits.NOVA_CONSTANT_STEPS),
    f"{_SCHEDULE}.min_lr": _number(limits.NOVA_LEARNING_RATE),
    # A full-rank model could be trained, but not deployed on demand.
    f"{_MODEL}.peft.peft_scheme": _one_of("lora"),
    f"{_LORA}.loraplus_lr_ratio": _number(limits.NOVA_LORAPLUS_RATIO),
    f"{_LORA}.alpha": _one_of(*limits.NOVA_LORA_ALPHAS),
    f"{_LORA}.adapter_dropout": _number(limits.NOVA_SHARE),
}
_DPO_KEYS: Final[Mapping[str, Check]] = {
    "training_config.max_length": _whole(limits.NOVA_DPO_LENGTH, limits.NOVA_LENGTH_STEP),
    f"{_MODEL}.dpo_cfg.beta": _number(limits.NOVA_PREFERENCE_STRENGTH),
}
