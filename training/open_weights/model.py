"""Loads the base model and adds its adapter."""

from typing import TYPE_CHECKING, Final, cast

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer, PreTrainedModel, PreTrainedTokenizerBase

from open_weights import attention
from open_weights.arguments import Settings
from open_weights.chat import prepare_tokenizer
from open_weights.errors import InvalidSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

# Those of Custom Model Import's architectures whose layers this script's tests cover. PEFT's "all-linear" does not find
# the expert weights of mixtures of experts in every version; encoders and vision models need other data.
TRAINABLE: Final = ("LlamaForCausalLM", "MistralForCausalLM", "Qwen2ForCausalLM", "Qwen3ForCausalLM")


def device_of_machine() -> torch.device:
    """The GPU if there is one, else the CPU."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def precision_of(settings: Settings, device: torch.device) -> torch.dtype:
    """The dtype of weights and activations; the adapter's exact copy is always float32."""
    if settings.precision == "auto":
        return torch.bfloat16 if device.type == "cuda" else torch.float32
    return torch.bfloat16 if settings.precision == "bfloat16" else torch.float32


def load_tokenizer(settings: Settings) -> PreTrainedTokenizerBase:
    """The base model's tokenizer, with a chat template."""
    tokenizer: PreTrainedTokenizerBase = AutoTokenizer.from_pretrained(settings.model)
    prepare_tokenizer(tokenizer)
    return tokenizer


def load_base(settings: Settings, device: torch.device) -> PreTrainedModel:
    """The base model on a device.

    Raises:
        InvalidSettings: this script does not train its architecture.
    """
    config = AutoConfig.from_pretrained(settings.model)
    architecture = next(iter(config.architectures or ()), "none")
    if architecture not in TRAINABLE:
        raise InvalidSettings(
            f"model: its architecture is {architecture}; this script trains {', '.join(TRAINABLE)}, "
            "which Bedrock's Custom Model Import takes"
        )
    attention.register()
    if settings.packing:
        attention.check_window(getattr(config, "sliding_window", None), settings.max_length)
    model: PreTrainedModel = AutoModelForCausalLM.from_pretrained(
        settings.model,
        torch_dtype=precision_of(settings, device),
        attn_implementation=attention.PACKED if settings.packing else "sdpa",
    )
    return model.to(device)


def add_adapter(base: PreTrainedModel, settings: Settings) -> PeftModel:
    """The base model, frozen, with a fresh adapter on all linear layers but the output head."""
    torch.manual_seed(settings.seed)
    config = LoraConfig(
        r=settings.lora_rank,
        lora_alpha=settings.lora_alpha,
        lora_dropout=settings.lora_dropout,
        target_modules="all-linear",
        task_type="CAUSAL_LM",
    )
    model = get_peft_model(base, config, autocast_adapter_dtype=False)  # masters.py keeps the float32 copy
    if settings.gradient_checkpointing:
        model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    if settings.compiled:
        _compile_layers(model)
    assert isinstance(model, PeftModel)  # noqa: S101 -- narrows the type: "mixed" adapters are another class
    return model


def base_of(model: PeftModel) -> PreTrainedModel:
    """The base model, including the adapter's layers."""
    return cast("PreTrainedModel", model.get_base_model())


def _compile_layers(model: PeftModel) -> None:
    # Layer by layer: one compilation works for all, and for rows of any number of tokens (dynamic shapes).
    for layer in cast("Iterable[torch.nn.Module]", base_of(model).base_model.layers):
        layer.compile(dynamic=True)
