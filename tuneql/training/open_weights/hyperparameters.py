"""The hyperparameters of the open-weights script, named as users give them in an execution's input.

Ranges and defaults are those of `training/open_weights/arguments.py`, which checks them again in the training job;
`tests/training/test_open_weights.py` compares the two.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, Field, model_validator


def _within(low: float, high: float) -> Any:
    return Field(ge=low, le=high)


class OpenWeightsHyperparameters(BaseModel, extra="forbid", frozen=True):
    """LoRA on an open-weight model.

    Attributes:
        epochs: passes over the training rows, unless `patience` ends them earlier.
        learning_rate: the peak; `schedule` lowers it after the first `warmup_ratio` of the steps.
        max_gradient_norm: gradients are clipped to it.
        batch_size: rows per step of the optimizer.
        packing: true joins rows without padding, and they do not see each other; false pads each.
        micro_batch_tokens: per forward pass with packing; `micro_batch_rows` without.
        max_length: tokens of a row; longer ones are left out and counted.
        lora_rank, lora_alpha, lora_dropout: of the adapter.
        validation_steps: between validations; `patience` of them without improvement end the training, 0 never does.
        checkpoint_steps: between checkpoints, from which an interrupted job continues.
        gradient_checkpointing: less memory, about a third slower.
        compiled: `torch.compile` each decoder layer.
        seed: for the adapter, the order of rows and dropout.
    """

    epochs: Annotated[int, _within(1, 100)] = 3
    learning_rate: Annotated[float, _within(1e-8, 1.0)] = 2e-4
    schedule: Literal["cosine", "linear", "constant"] = "cosine"
    warmup_ratio: Annotated[float, _within(0, 0.5)] = 0.03
    weight_decay: Annotated[float, _within(0, 1)] = 0.0
    max_gradient_norm: Annotated[float, _within(1e-6, 1e6)] = 1.0
    batch_size: Annotated[int, _within(1, 4096)] = 32
    packing: bool = True
    micro_batch_tokens: Annotated[int, _within(16, 1_048_576)] = 8192
    micro_batch_rows: Annotated[int, _within(1, 4096)] = 4
    max_length: Annotated[int, _within(16, 131_072)] = 2048
    lora_rank: Annotated[int, _within(1, 1024)] = 16
    lora_alpha: Annotated[int, _within(1, 4096)] = 32
    lora_dropout: Annotated[float, _within(0, 0.9)] = 0.0
    validation_steps: Annotated[int, _within(1, 1_000_000)] = 50
    patience: Annotated[int, _within(0, 1000)] = 3
    checkpoint_steps: Annotated[int, _within(1, 1_000_000)] = 50
    gradient_checkpointing: bool = False
    compiled: bool = False
    seed: Annotated[int, _within(0, 2**31 - 1)] = 42

    @model_validator(mode="after")
    def _rows_fit(self) -> Self:
        if self.packing and self.max_length > self.micro_batch_tokens:
            raise ValueError(
                f"max_length, {self.max_length}, is over micro_batch_tokens, {self.micro_batch_tokens}: such a row "
                "would fit no forward pass"
            )
        return self

    def as_arguments(self) -> list[str]:
        """In the form of the script's command line.

        Example:
            >>> OpenWeightsHyperparameters(epochs=2).as_arguments()[:4]
            ['--epochs', '2', '--learning-rate', '0.0002']
        """
        pairs = ((f"--{name.replace('_', '-')}", str(value).lower()) for name, value in self.model_dump().items())
        return [word for pair in pairs for word in pair]
