"""The hyperparameters of Nova Micro's LoRA recipes, named as users give them in an execution's input.

Ranges and defaults are those of AWS's recipe files; AWS's own launcher and SDK check hardly any of them.
"""

from collections.abc import Callable, Mapping
from typing import Annotated, Final, Literal

from pydantic import BaseModel, BeforeValidator, ValidationInfo, field_validator

from tuneql import limits
from tuneql.errors import InvalidInput
from tuneql.limits import Range
from tuneql.parsing import parse_as

Technique = Literal["sft", "dpo"]


def _must_be(words: str, holds: Callable[[object], bool]) -> BeforeValidator:
    """A validator that refuses values of any type if they break a rule; the message states the rule."""

    def check(value: object) -> object:
        if not holds(value):
            raise ValueError(f"not {words}")
        return value

    return BeforeValidator(check)


def _is_number(value: object, allowed: Range) -> bool:
    """Whether a value is a number in a range; a bool is not a number here, and nan is in no range."""
    return isinstance(value, int | float) and not isinstance(value, bool) and value in allowed


def _whole(allowed: Range, *, step: int = 1) -> BeforeValidator:
    steps = f", a multiple of {step}" if step > 1 else ""
    return _must_be(
        f"a whole number from {allowed}{steps}",
        lambda value: isinstance(value, int) and _is_number(value, allowed) and value % step == 0,
    )


def _real(allowed: Range) -> BeforeValidator:
    return _must_be(f"a number from {allowed}", lambda value: _is_number(value, allowed))


def _one_of(values: tuple[int, ...]) -> BeforeValidator:
    words = f"{', '.join(map(str, values[:-1]))} or {values[-1]}"
    return _must_be(words, lambda value: type(value) is int and value in values)


def _pair(allowed: Range) -> BeforeValidator:
    def holds(value: object) -> bool:
        pair = value if isinstance(value, list | tuple) else ()
        return len(pair) == 2 and all(_is_number(each, allowed) for each in pair)  # noqa: PLR2004 -- a pair

    return _must_be(f"two numbers from {allowed}", holds)


Epochs = Annotated[int, _whole(limits.NOVA_EPOCHS)]
LearningRate = Annotated[float, _real(limits.NOVA_LEARNING_RATE)]
WarmupSteps = Annotated[int, _whole(limits.NOVA_WARMUP_STEPS)]
ConstantSteps = Annotated[int, _whole(limits.NOVA_CONSTANT_STEPS)]
BatchSize = Annotated[int, _one_of(limits.NOVA_BATCH_SIZES)]
SftLength = Annotated[int, _whole(limits.NOVA_SFT_LENGTH, step=limits.NOVA_LENGTH_STEP)]
DpoLength = Annotated[int, _whole(limits.NOVA_DPO_LENGTH, step=limits.NOVA_LENGTH_STEP)]
Share = Annotated[float, _real(limits.NOVA_SHARE)]
Betas = Annotated[tuple[float, float], _pair(limits.NOVA_BETA)]
Epsilon = Annotated[float, _real(limits.NOVA_EPSILON)]
LoraAlpha = Annotated[int, _one_of(limits.NOVA_LORA_ALPHAS)]
LoraPlusRatio = Annotated[float, _real(limits.NOVA_LORAPLUS_RATIO)]
PreferenceStrength = Annotated[float, _real(limits.NOVA_PREFERENCE_STRENGTH)]


class SftHyperparameters(BaseModel, extra="forbid", frozen=True, validate_default=True):
    """Supervised fine-tuning by LoRA. AWS chooses the adapter's rank, and no recipe shows it.

    Attributes:
        global_batch_size: records per step of the optimizer.
        max_length: tokens of a record; longer ones are cut.
        betas, eps, weight_decay: AdamW's.
        constant_steps: steps at `learning_rate` after the warm-up, before it falls to `min_lr`.
        loraplus_lr_ratio: how many times faster LoRA's B matrices learn than its A matrices (LoRA+).
        lora_alpha: the scale of the adapter.
    """

    technique: Literal["sft"] = "sft"
    peft: Literal["lora"] = "lora"
    epochs: Epochs = 2
    global_batch_size: BatchSize = 64
    max_length: SftLength = 8192
    learning_rate: LearningRate = 1e-5
    min_lr: LearningRate = 1e-6
    warmup_steps: WarmupSteps = 10
    constant_steps: ConstantSteps = 0
    weight_decay: Share = 0.0
    betas: Betas = (0.9, 0.999)
    eps: Epsilon = 1e-6
    hidden_dropout: Share = 0.0
    attention_dropout: Share = 0.0
    ffn_dropout: Share = 0.0
    lora_alpha: LoraAlpha = 128
    loraplus_lr_ratio: LoraPlusRatio = 16.0
    adapter_dropout: Share = 0.01

    @field_validator("min_lr")
    @classmethod
    def _below_learning_rate(cls, value: float, info: ValidationInfo) -> float:
        rate = info.data.get("learning_rate")
        if rate is not None and value >= rate:
            raise ValueError(f"not a number from {limits.NOVA_LEARNING_RATE} that is below the learning rate, {rate:g}")
        return value


class DpoHyperparameters(SftHyperparameters):
    """Direct preference optimization by LoRA, on pairs of a preferred and a refused answer.

    Attributes:
        beta: how strongly preferences are enforced.
    """

    technique: Literal["dpo"] = "dpo"  # type: ignore[assignment] # the tag that tells the two apart
    max_length: DpoLength = 4096
    weight_decay: Share = 0.01
    eps: Epsilon = 1e-8
    lora_alpha: LoraAlpha = 64
    loraplus_lr_ratio: LoraPlusRatio = 20.0
    beta: PreferenceStrength = 0.1


NovaHyperparameters = SftHyperparameters | DpoHyperparameters
# Where users write them.
_FIELD: Final = "hyperparameters"
_OF: Final[Mapping[str, type[NovaHyperparameters]]] = {"sft": SftHyperparameters, "dpo": DpoHyperparameters}


def read_nova_hyperparameters(given: Mapping[str, object]) -> NovaHyperparameters:
    """The hyperparameters that a user gave, with the recipe's defaults for the others.

    Args:
        given: `technique` (sft or dpo) and any of that technique's hyperparameters.

    Raises:
        InvalidInput: a key is unknown, a value is out of its range, or full-rank training is asked for.
    """
    _refuse_full_rank(given)
    technique = given.get("technique", "sft")
    model = _OF.get(technique) if isinstance(technique, str) else None
    if model is None:
        raise InvalidInput(
            field=f"{_FIELD}.technique", value=technique, rule="is not 'sft' or 'dpo'", remedy="choose 'sft' or 'dpo'"
        )
    return parse_as(model, dict(given), inside=_FIELD)


def _refuse_full_rank(given: Mapping[str, object]) -> None:
    full = {"technique": ("full", "full_rank", "full-rank"), "peft": (None, False, "none", "null", "full")}
    for key, names in full.items():
        if key in given and given[key] in names:
            raise InvalidInput(
                field=f"{_FIELD}.{key}",
                value=given[key],
                rule="asks for full-rank training, whose models Bedrock does not deploy on demand, only on provisioned "
                "throughput paid by the hour",
                remedy="train with LoRA: leave it out, or set technique to 'sft' or 'dpo' and peft to 'lora'",
            )
