"""Runs one training from beginning to end: read, train, merge, save, and check what was saved."""

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from check_export import check_export, is_expected
from transformers import PreTrainedTokenizerBase

from open_weights import export
from open_weights.arguments import Settings
from open_weights.data import Dataset, Example, read_dataset
from open_weights.errors import ExportFailed, InvalidSettings
from open_weights.loop import Progress, train
from open_weights.model import add_adapter, device_of_machine, load_base, load_tokenizer
from open_weights.progress import follower

_log = logging.getLogger(__name__)


def run(settings: Settings, *, interrupted: Callable[[], bool] = lambda: False) -> dict[str, object]:
    """Train, merge, save and check.

    Args:
        settings: of the run.
        interrupted: asked after each step whether to stop.

    Returns:
        A summary: rows read and dropped, steps, losses, and how much merging changed the logits.

    Raises:
        TrainingError: one of its classes; the message tells what to do.
    """
    _refuse_foreign_files(settings.output)
    device = device_of_machine()
    tokenizer = load_tokenizer(settings)
    rows, held_out = _datasets(settings, tokenizer)
    _log.info("%d rows, dropped %s; on %s", len(rows.examples), dict(rows.dropped), device)
    model = add_adapter(load_base(settings, device), settings)
    with follower() as follow:
        progress = train(model, rows, held_out, settings, interrupted=interrupted, follow=follow)
    probes = (held_out or rows).examples
    expected = export.probe(model, probes)
    export.save(export.merge(model), tokenizer, settings.output, end_of_turn=rows.examples[0].tokens[-1])
    del model  # makes room for loading it again
    torch.cuda.empty_cache()
    difference = _check(settings, tokenizer, probes, expected)
    return _summary(settings, rows, held_out, progress, difference)


def _check(
    settings: Settings,
    tokenizer: PreTrainedTokenizerBase,
    probes: Sequence[Example],
    expected: Sequence[torch.Tensor],
) -> float:
    problems = check_export(settings.output)
    if problems:
        raise ExportFailed(f"{settings.output}: {'; '.join(problems)}")
    export.check_tokenizer(settings.output, tokenizer, [str(tokenizer.decode(list(row.tokens))) for row in probes[:8]])
    return export.self_check(settings.output, probes, expected)


def _datasets(settings: Settings, tokenizer: PreTrainedTokenizerBase) -> tuple[Dataset, Dataset | None]:
    rows = read_dataset(settings.data, tokenizer, max_length=settings.max_length)
    if settings.validation is None:
        return rows, None
    return rows, read_dataset(settings.validation, tokenizer, max_length=settings.max_length)


def _summary(
    settings: Settings, rows: Dataset, held_out: Dataset | None, progress: Progress, difference: float
) -> dict[str, object]:
    return {
        "model": str(settings.output),
        "rows": len(rows.examples),
        "dropped": dict(rows.dropped),
        "validation_rows": len(held_out.examples) if held_out else 0,
        "validation_dropped": dict(held_out.dropped) if held_out else {},
        "steps": progress.step,
        "first_loss": progress.training[0][2],
        "last_loss": progress.training[-1][2],
        "validation_loss": progress.best_loss if progress.best else None,
        "stopped_early": progress.stopped_early,
        "merge_difference": difference,
    }


def _refuse_foreign_files(folder: Path) -> None:
    foreign = sorted(path.name for path in folder.iterdir() if not is_expected(path.name)) if folder.is_dir() else []
    if foreign:
        raise InvalidSettings(
            f"output: {folder} contains {foreign[0]}, which is not part of a model; choose an empty folder"
        )
