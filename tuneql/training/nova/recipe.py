"""The recipe file of a Nova Micro LoRA training job: AWS's keys, typed, and written as YAML.

The shape is that of `nova_micro_1_0_g5_g6_{12x,48x}_gpu_lora_{sft,dpo}.yaml` in sagemaker-hyperpod-recipes. Those files
have `lr: 1e-5`, which YAML 1.1 parsers (PyYAML) read as a string; ours has `1.0e-05`, a number in YAML 1.1 and 1.2.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from tuneql.training.nova.hyperparameters import (
    BatchSize,
    Betas,
    ConstantSteps,
    DpoHyperparameters,
    Epochs,
    Epsilon,
    LearningRate,
    LoraAlpha,
    LoraPlusRatio,
    NovaHyperparameters,
    PreferenceStrength,
    SftLength,
    Share,
    WarmupSteps,
)


class _Section(BaseModel):
    """A mapping in the file; its attributes are the keys, in their order."""

    model_config = ConfigDict(extra="forbid", frozen=True, protected_namespaces=())


class RunSection(_Section):
    """The job. Its data and output paths are for HyperPod: a training job has channels instead.

    MLflow is not used while its tracking URI is empty, but AWS asks for non-empty names.
    """

    name: str
    model_type: Literal["amazon.nova-micro-v1:0:128k"] = "amazon.nova-micro-v1:0:128k"
    model_name_or_path: Literal["nova-micro/prod"] = "nova-micro/prod"
    replicas: Literal[1] = 1
    data_s3_path: Literal[""] = ""
    output_s3_path: Literal[""] = ""
    mlflow_tracking_uri: Literal[""] = ""
    mlflow_experiment_name: str
    mlflow_run_name: str


class Trainer(_Section):
    """The length of the training."""

    max_epochs: Epochs


class Schedule(_Section):
    """The learning rate: up in `warmup_steps`, level for `constant_steps`, down to `min_lr`."""

    warmup_steps: WarmupSteps
    constant_steps: ConstantSteps
    min_lr: LearningRate


class Optimizer(_Section):
    """AdamW."""

    lr: LearningRate
    name: Literal["distributed_fused_adam"] = "distributed_fused_adam"
    adam_w_mode: Literal[True] = True
    eps: Epsilon
    weight_decay: Share
    betas: Betas
    sched: Schedule


class LoraTuning(_Section):
    """The adapter."""

    loraplus_lr_ratio: LoraPlusRatio
    alpha: LoraAlpha
    adapter_dropout: Share


class Peft(_Section):
    """LoRA; without it a model cannot be deployed on demand."""

    peft_scheme: Literal["lora"] = "lora"
    lora_tuning: LoraTuning


class Preferences(_Section):
    """Direct preference optimization."""

    beta: PreferenceStrength


class ModelSection(_Section):
    """Regularisation, optimizer, adapter; `dpo_cfg` only if preferences are trained on."""

    hidden_dropout: Share
    attention_dropout: Share
    ffn_dropout: Share
    optim: Optimizer
    dpo_cfg: Preferences | None = None
    peft: Peft


class TrainingConfig(_Section):
    """All settings of the training."""

    max_length: SftLength
    global_batch_size: BatchSize
    trainer: Trainer
    model: ModelSection


class Recipe(_Section):
    """A recipe file."""

    run: RunSection
    training_config: TrainingConfig


def nova_recipe(hyperparameters: NovaHyperparameters, *, name: str) -> Recipe:
    """The recipe of a training job.

    Args:
        hyperparameters: of supervised fine-tuning or of preference optimization.
        name: the job's, and that of MLflow's run.
    """
    return Recipe(
        run=RunSection(name=name, mlflow_experiment_name="tuneql", mlflow_run_name=name),
        training_config=TrainingConfig(
            max_length=hyperparameters.max_length,
            global_batch_size=hyperparameters.global_batch_size,
            trainer=Trainer(max_epochs=hyperparameters.epochs),
            model=_model(hyperparameters),
        ),
    )


def _model(given: NovaHyperparameters) -> ModelSection:
    return ModelSection(
        hidden_dropout=given.hidden_dropout,
        attention_dropout=given.attention_dropout,
        ffn_dropout=given.ffn_dropout,
        optim=_optimizer(given),
        dpo_cfg=Preferences(beta=given.beta) if isinstance(given, DpoHyperparameters) else None,
        peft=Peft(
            lora_tuning=LoraTuning(
                loraplus_lr_ratio=given.loraplus_lr_ratio,
                alpha=given.lora_alpha,
                adapter_dropout=given.adapter_dropout,
            )
        ),
    )


def _optimizer(given: NovaHyperparameters) -> Optimizer:
    return Optimizer(
        lr=given.learning_rate,
        eps=given.eps,
        weight_decay=given.weight_decay,
        betas=given.betas,
        sched=Schedule(warmup_steps=given.warmup_steps, constant_steps=given.constant_steps, min_lr=given.min_lr),
    )


def write_yaml(recipe: Recipe) -> str:
    """The text of the recipe file, which YAML 1.1 and 1.2 parsers read alike."""
    return "".join(f"{line}\n" for line in _lines(recipe.model_dump(exclude_none=True)))


def _lines(mapping: Mapping[str, Any], indent: str = "") -> Iterator[str]:
    for key, value in mapping.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _lines(value, f"{indent}  ")
        elif isinstance(value, list | tuple):
            yield f"{indent}{key}: [{', '.join(map(_scalar, value))}]"
        else:
            yield f"{indent}{key}: {_scalar(value)}"


def _scalar(value: object) -> str:
    """Strings in JSON's quotes, which YAML has, too; floats with a point, because YAML 1.1 reads others as strings.

    Example:
        >>> _scalar(1e-5), _scalar(0.9), _scalar(True), _scalar("nova-micro/prod")
        ('1.0e-05', '0.9', 'true', '"nova-micro/prod"')
    """
    if not isinstance(value, float):
        return json.dumps(value)
    digits, e, exponent = repr(value).partition("e")
    return f"{digits if '.' in digits else f'{digits}.0'}{e}{exponent}"
