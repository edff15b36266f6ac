"""The training loop.

It is our own and not TRL's SFTTrainer, because of three properties that the tests check and that the trainer does not
promise: packed and padded training take the same steps to the same weights (SFTTrainer packs rows into fixed lengths
first, so packing changes which rows share a step); a resumed training repeats the uninterrupted one, step for step; and
logits are computed only for answer tokens. TRL's defaults are the baseline of `benchmarks/training.py`.
"""

import hashlib
import logging
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from peft import PeftModel

from open_weights import checkpoints, metrics
from open_weights.arguments import Settings
from open_weights.batches import micro_batches
from open_weights.data import Dataset, Example
from open_weights.errors import Diverged, Interrupted
from open_weights.loss import answer_losses
from open_weights.masters import Masters, make_masters
from open_weights.model import base_of
from open_weights.packing import epoch_steps
from open_weights.schedule import learning_rate

# What may differ after an interruption: where things are, not what is trained.
_PLACES = ("model", "data", "validation", "output", "metrics", "checkpoints")

_log = logging.getLogger(__name__)


@dataclass
class Progress:
    """The progress of a training; all of it is in a checkpoint.

    Attributes:
        step: the next one to do.
        training: points so far.
        validation: points so far.
        best: adapter weights at the lowest validation loss; empty without validation.
        best_loss: that loss.
        misses: validations since then.
        stopped_early: whether `patience` validations were without improvement.
    """

    step: int = 0
    training: list[metrics.Point] = field(default_factory=list)
    validation: list[metrics.Point] = field(default_factory=list)
    best: dict[str, torch.Tensor] = field(default_factory=dict)
    best_loss: float = math.inf
    misses: int = 0
    stopped_early: bool = False


@dataclass(frozen=True, kw_only=True)
class Training:
    """What the functions below share: a model, its rows, and the state that changes."""

    model: PeftModel
    masters: Masters
    optimizer: torch.optim.Optimizer
    settings: Settings
    rows: Dataset
    held_out: Dataset | None
    device: torch.device
    progress: Progress


def train(
    model: PeftModel,
    rows: Dataset,
    held_out: Dataset | None,
    settings: Settings,
    *,
    interrupted: Callable[[], bool] = lambda: False,
    follow: Callable[[int, int, float], None] = lambda _step, _steps, _loss: None,
) -> Progress:
    """Train the adapter, from the newest checkpoint if there is one; leaves the best weights in the model.

    Args:
        model: with a fresh adapter.
        rows: to train on.
        held_out: to validate on; without it there is no early stopping, and the last weights are the best.
        settings: of the run.
        interrupted: asked after each step whether to stop.
        follow: called after each step with its number (from 1), the number of steps, and its loss.

    Raises:
        Diverged: the loss is not a finite number.
        Interrupted: `interrupted()` was true; a checkpoint is written first.
        InvalidSettings: the checkpoint is of another training.
    """
    training = _prepare(model, rows, held_out, settings)
    _resume(training)
    plan = plan_steps(rows, settings)
    for epoch, numbers in plan[training.progress.step :]:
        if training.progress.stopped_early:
            break
        loss = _take_step(training, [rows.examples[number] for number in numbers], epoch, steps=len(plan))
        _after_step(training, epoch, loss, steps=len(plan))
        follow(training.progress.step, len(plan), loss)
        if interrupted():
            _save(training)
            raise Interrupted(f"stopped after step {training.progress.step} of {len(plan)}; run again to continue")
    _save(training)
    if training.progress.best:
        training.masters.restore(training.progress.best)
    return training.progress


def plan_steps(rows: Dataset, settings: Settings) -> list[tuple[int, list[int]]]:
    """The epoch and row numbers of every step."""
    return [
        (epoch, numbers)
        for epoch in range(settings.epochs)
        for numbers in epoch_steps(len(rows.examples), batch_size=settings.batch_size, epoch=epoch, seed=settings.seed)
    ]


def mean_loss(model: PeftModel, examples: Sequence[Example], settings: Settings, device: torch.device) -> float:
    """The mean loss per answer token, without training on it."""
    model.eval()
    with torch.no_grad():
        losses = [answer_losses(model, batch).double().sum() for batch in micro_batches(examples, settings, device)]
    model.train()
    return float(torch.stack(losses).sum()) / _answer_tokens(examples)


def _prepare(model: PeftModel, rows: Dataset, held_out: Dataset | None, settings: Settings) -> Training:
    masters = make_masters(model)
    device = masters.exact[0].device
    optimizer = torch.optim.AdamW(
        list(masters.exact),
        lr=settings.learning_rate,
        weight_decay=settings.weight_decay,
        fused=device.type == "cuda",
    )
    model.train()
    return Training(
        model=model, masters=masters, optimizer=optimizer, settings=settings, rows=rows, held_out=held_out,
        device=device, progress=Progress(),
    )  # fmt: skip


def _take_step(training: Training, examples: Sequence[Example], epoch: int, *, steps: int) -> float:
    loss = _accumulate(training, examples)
    if not math.isfinite(loss):
        raise Diverged(
            f"the training loss is {loss} at step {training.progress.step} (epoch {epoch}): lower learning_rate, now "
            f"{training.settings.learning_rate:g}, or raise warmup_ratio"
        )
    settings = training.settings
    torch.nn.utils.clip_grad_norm_(training.masters.exact, settings.max_gradient_norm)
    for group in training.optimizer.param_groups:
        group["lr"] = learning_rate(
            training.progress.step,
            steps=steps,
            peak=settings.learning_rate,
            warmup_ratio=settings.warmup_ratio,
            schedule=settings.schedule,
        )
    training.optimizer.step()
    training.optimizer.zero_grad(set_to_none=False)
    training.masters.publish()
    return loss


def _accumulate(training: Training, examples: Sequence[Example]) -> float:
    # Divided by the step's answer tokens, not each micro-batch's, so that the cut into micro-batches changes nothing.
    count = _answer_tokens(examples)
    total = torch.zeros((), device=training.device)
    for batch in micro_batches(examples, training.settings, training.device):
        loss = answer_losses(training.model, batch).sum() / count
        loss.backward()
        total += loss.detach()
    return float(total)


def _after_step(training: Training, epoch: int, loss: float, *, steps: int) -> None:
    progress, settings = training.progress, training.settings
    point = (progress.step, epoch, loss)
    progress.training.append(point)
    metrics.append(settings.metrics_folder, "training", point)
    progress.step += 1
    if training.held_out and (progress.step % settings.validation_steps == 0 or progress.step == steps):
        _validate(training, training.held_out, epoch)
    if progress.step % settings.checkpoint_steps == 0:
        _save(training)


def _validate(training: Training, held_out: Dataset, epoch: int) -> None:
    progress, settings = training.progress, training.settings
    loss = mean_loss(training.model, held_out.examples, settings, training.device)
    point = (progress.step - 1, epoch, loss)
    progress.validation.append(point)
    metrics.append(settings.metrics_folder, "validation", point)
    _log.info("validation loss %.4f after step %d", loss, progress.step)
    if loss < progress.best_loss:
        progress.best, progress.best_loss, progress.misses = training.masters.snapshot(), loss, 0
    else:
        progress.misses += 1
    progress.stopped_early = 0 < settings.patience <= progress.misses


def _answer_tokens(examples: Sequence[Example]) -> int:
    return sum(len(example.tokens) - example.answer for example in examples)


def _save(training: Training) -> None:
    state = {
        "run": _run(training),
        "progress": vars(training.progress),
        "adapter": training.masters.snapshot(),
        "optimizer": training.optimizer.state_dict(),
        "random": dict(_random_states(training.device)),
    }
    checkpoints.save(training.settings.checkpoint_folder, training.progress.step, state)


def _resume(training: Training) -> None:
    settings, progress = training.settings, training.progress
    state = checkpoints.latest(settings.checkpoint_folder, run=_run(training))
    if state is not None:
        vars(progress).update(state["progress"])
        progress.training, progress.validation = map(_points, (progress.training, progress.validation))
        training.masters.restore(state["adapter"])
        training.optimizer.load_state_dict(state["optimizer"])
        _restore_random(state["random"], training.device)
        _log.info("continuing from the checkpoint after step %d", progress.step)
    metrics.begin(settings.metrics_folder, "training", progress.training)
    if training.held_out:
        metrics.begin(settings.metrics_folder, "validation", progress.validation)


def _points(saved: Sequence[Any]) -> list[metrics.Point]:
    return [(int(step), int(epoch), float(loss)) for step, epoch, loss in saved]


def _run(training: Training) -> str:
    settings = {name: value for name, value in vars(training.settings).items() if name not in _PLACES}
    data = [each.digest for each in (training.rows, training.held_out) if each]
    model = base_of(training.model).config.to_json_string()
    return hashlib.sha256(repr((settings, data, model)).encode()).hexdigest()


def _random_states(device: torch.device) -> Iterator[tuple[str, torch.Tensor]]:
    yield "cpu", torch.get_rng_state()
    if device.type == "cuda":
        yield "cuda", torch.cuda.get_rng_state(device)


def _restore_random(states: dict[str, torch.Tensor], device: torch.device) -> None:
    torch.set_rng_state(states["cpu"])
    if device.type == "cuda" and "cuda" in states:
        torch.cuda.set_rng_state(states["cuda"], device)
