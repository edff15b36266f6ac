"""Trainings of the tiny model, as tests start them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from open_weights.arguments import Settings
from open_weights.data import Dataset, read_dataset
from open_weights.loop import Progress, train
from open_weights.model import add_adapter, load_base, load_tokenizer
from peft import PeftModel

CPU = torch.device("cpu")


def settings(base: Path, files: tuple[Path, Path], folder: Path, **changes: Any) -> Settings:
    defaults = {
        "model": str(base),
        "data": files[0],
        "output": folder / "model",
        "batch_size": 8,
        "micro_batch_tokens": 512,
        "max_length": 256,
        "learning_rate": 5e-3,
        "checkpoint_steps": 4,
        "precision": "float32",
    }
    return Settings(**{**defaults, **changes})


@dataclass(frozen=True)
class Run:
    model: PeftModel
    progress: Progress

    @property
    def losses(self) -> list[float]:
        return [loss for _, _, loss in self.progress.training]

    @property
    def adapter(self) -> torch.Tensor:
        """All its weights, as one vector."""
        return torch.cat([each.detach().flatten() for each in self.model.parameters() if each.requires_grad])


def model_of(given: Settings) -> PeftModel:
    return add_adapter(load_base(given, CPU), given)


def rows_of(given: Settings) -> tuple[Dataset, Dataset | None]:
    tokenizer = load_tokenizer(given)
    rows = read_dataset(given.data, tokenizer, max_length=given.max_length)
    if given.validation is None:
        return rows, None
    return rows, read_dataset(given.validation, tokenizer, max_length=given.max_length)


def run(given: Settings, **options: Any) -> Run:
    model = model_of(given)
    return Run(model, train(model, *rows_of(given), given, **options))
