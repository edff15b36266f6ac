import math
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch
from open_weights import checkpoints
from open_weights.arguments import Settings
from open_weights.batches import packed, padded
from open_weights.errors import Diverged, Interrupted, InvalidSettings
from open_weights.loop import plan_steps, train
from open_weights.loss import answer_losses

from tests.training_script import runs

SCRIPT = Path(__file__).parents[2] / "training" / "train.py"

Files = tuple[Path, Path]


def test_the_loss_falls(base: Path, files: Files, tmp_path: Path) -> None:
    losses = runs.run(runs.settings(base, files, tmp_path)).losses
    assert losses[-1] < 0.6 * losses[0]


def test_packed_and_padded_training_take_the_same_steps(base: Path, files: Files, tmp_path: Path) -> None:
    packing = runs.run(runs.settings(base, files, tmp_path / "packed"))
    padding = runs.run(runs.settings(base, files, tmp_path / "padded", packing=False))
    assert packing.losses == pytest.approx(padding.losses, abs=2e-5)
    assert torch.allclose(packing.adapter, padding.adapter, atol=1e-3)
    untrained = runs.Run(runs.model_of(runs.settings(base, files, tmp_path)), packing.progress)
    assert not torch.allclose(packing.adapter, untrained.adapter, atol=1e-2)


@pytest.mark.parametrize("tokens", [256, 700])
def test_the_number_of_micro_batches_changes_nothing(base: Path, files: Files, tmp_path: Path, tokens: int) -> None:
    one = runs.run(runs.settings(base, files, tmp_path / "one", micro_batch_tokens=4096))
    many = runs.run(runs.settings(base, files, tmp_path / "many", micro_batch_tokens=tokens))
    assert one.losses == pytest.approx(many.losses, abs=2e-5)


def test_a_row_does_not_see_its_neighbours_in_a_pack(base: Path, files: Files, tmp_path: Path) -> None:
    given = runs.settings(base, files, tmp_path)
    model, (first, second, third, other, *_) = runs.model_of(given), runs.rows_of(given)[0].examples
    answers = [len(each.tokens) - each.answer for each in (first, second, third)]
    with torch.no_grad():
        before = answer_losses(model, packed([first, second, third], runs.CPU)).split(answers)
        changed = answer_losses(model, packed([other, second, first], runs.CPU))
        alone = answer_losses(model, padded([second], runs.CPU))
    start = len(other.tokens) - other.answer
    assert torch.allclose(before[1], changed[start : start + answers[1]], atol=1e-5)
    assert torch.allclose(before[1], alone, atol=1e-5)


def test_a_seed_decides_everything(base: Path, files: Files, tmp_path: Path) -> None:
    first, again, other = (
        runs.run(runs.settings(base, files, tmp_path / name, epochs=1, seed=seed))
        for name, seed in (("first", 1), ("again", 1), ("other", 2))
    )
    assert first.losses == again.losses
    assert first.losses != other.losses


def test_every_epoch_takes_every_row_once_in_another_order(base: Path, files: Files, tmp_path: Path) -> None:
    given = runs.settings(base, files, tmp_path)
    rows, _ = runs.rows_of(given)
    plan = plan_steps(rows, given)
    orders = [[number for epoch, numbers in plan if epoch == each for number in numbers] for each in range(3)]
    assert all(sorted(order) == list(range(len(rows.examples))) for order in orders)
    assert orders[0] != orders[1] != orders[2]


def test_training_stops_when_validation_no_longer_improves(base: Path, files: Files, tmp_path: Path) -> None:
    given = runs.settings(
        base, files, tmp_path, validation=files[1], validation_steps=1, patience=2, learning_rate=0.3, epochs=20,
        max_gradient_norm=1e6,
    )  # fmt: skip
    run = runs.run(given)
    losses = [loss for _, _, loss in run.progress.validation]
    assert run.progress.stopped_early
    assert len(losses) < len(plan_steps(runs.rows_of(given)[0], given))
    assert min(losses) == losses[-3] == run.progress.best_loss
    best = torch.cat([each.flatten() for each in run.progress.best.values()])
    assert torch.equal(run.adapter, best)


def test_with_patience_0_it_never_stops_early_and_keeps_the_best(base: Path, files: Files, tmp_path: Path) -> None:
    given = runs.settings(base, files, tmp_path, validation=files[1], validation_steps=1, patience=0, epochs=2)
    run = runs.run(given)
    assert len(run.progress.validation) == len(run.losses) == len(plan_steps(runs.rows_of(given)[0], given))
    assert run.progress.best_loss == min(loss for _, _, loss in run.progress.validation)


class _Killed(Exception):
    pass


@pytest.mark.parametrize("dropout", [0.0, 0.1])
def test_a_training_that_dies_goes_on_as_if_it_had_not(
    base: Path, files: Files, tmp_path: Path, dropout: float
) -> None:
    def settings(name: str) -> Settings:
        folder = tmp_path / name
        return runs.settings(base, files, folder, validation=files[1], validation_steps=3, lora_dropout=dropout)

    def die(step: int, _steps: int, _loss: float) -> None:
        if step == 10:  # two steps after a checkpoint
            raise _Killed

    whole = runs.run(settings("whole"))
    with pytest.raises(_Killed):
        runs.run(settings("killed"), follow=die)
    resumed = runs.run(settings("killed"))
    assert resumed.losses == whole.losses
    assert resumed.progress.validation == whole.progress.validation
    assert torch.equal(resumed.adapter, whole.adapter)
    for name in ("step_wise_training_metrics.csv", "validation_metrics.csv"):
        assert (tmp_path / "killed/model.metrics" / name).read_text() == (
            tmp_path / "whole/model.metrics" / name
        ).read_text()


def test_a_stop_signal_leaves_a_checkpoint_of_the_last_step(base: Path, files: Files, tmp_path: Path) -> None:
    whole = runs.run(runs.settings(base, files, tmp_path / "whole"))
    given = runs.settings(base, files, tmp_path / "stopped")
    done: list[int] = []
    with pytest.raises(Interrupted, match="after step 3 of"):
        runs.run(given, follow=lambda step, _steps, _loss: done.append(step), interrupted=lambda: len(done) == 3)
    assert [path.name for path in given.checkpoint_folder.iterdir()] == ["step-00000003.pt"]
    resumed: list[int] = []
    assert runs.run(given, follow=lambda step, _steps, _loss: resumed.append(step)).losses == whole.losses
    assert resumed[0] == 4


def test_a_process_killed_in_the_middle_goes_on(base: Path, files: Files, tmp_path: Path) -> None:
    def command(name: str) -> list[str]:
        given = {"model": base, "data": files[0], "output": tmp_path / name, "epochs": 6, "batch-size": 2,
                 "checkpoint-steps": 5, "learning-rate": 5e-3}  # fmt: skip
        return [
            sys.executable,
            str(SCRIPT),
            *(text for key, value in given.items() for text in (f"--{key}", str(value))),
        ]

    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    killed = subprocess.Popen(command("killed"), env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
    checkpoint = tmp_path / "killed.checkpoints"
    while killed.poll() is None and not list(checkpoint.glob("step-*.pt")):
        time.sleep(0.05)
    killed.kill()
    killed.communicate()
    assert killed.returncode == -9
    again = subprocess.run(command("killed"), env=environment, capture_output=True, text=True, check=True)
    subprocess.run(command("whole"), env=environment, capture_output=True, text=True, check=True)
    assert "continuing from the checkpoint after step" in again.stderr
    curve = "step_wise_training_metrics.csv"
    assert (tmp_path / "killed.metrics" / curve).read_text() == (tmp_path / "whole.metrics" / curve).read_text()
    weights = "model.safetensors"
    assert (tmp_path / "killed" / weights).read_bytes() == (tmp_path / "whole" / weights).read_bytes()


def test_a_damaged_checkpoint_is_passed_over(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    checkpoints.save(tmp_path, 1, {"run": "a", "step": 1})
    checkpoints.save(tmp_path, 2, {"run": "a", "step": 2})
    newest = tmp_path / "step-00000002.pt"
    newest.write_bytes(newest.read_bytes()[:-40])
    assert checkpoints.latest(tmp_path, run="a") == {"run": "a", "step": 1}
    assert "cannot be read" in caplog.text


def test_two_checkpoints_are_kept(tmp_path: Path) -> None:
    for step in range(5):
        checkpoints.save(tmp_path, step, {"run": "a"})
    assert sorted(path.name for path in tmp_path.iterdir()) == ["step-00000003.pt", "step-00000004.pt"]


def test_another_trainings_checkpoint_is_refused(base: Path, files: Files, tmp_path: Path) -> None:
    runs.run(runs.settings(base, files, tmp_path, epochs=1))
    with pytest.raises(InvalidSettings, match="other settings, data or model"):
        runs.run(runs.settings(base, files, tmp_path, epochs=2))


def test_a_loss_that_is_no_number_ends_the_training(base: Path, files: Files, tmp_path: Path) -> None:
    given = runs.settings(base, files, tmp_path, learning_rate=1.0, max_gradient_norm=1e6, weight_decay=1.0)
    model = runs.model_of(given)
    next(each for each in model.parameters() if each.requires_grad).data.fill_(math.nan)
    with pytest.raises(Diverged, match="lower learning_rate"):
        train(model, *runs.rows_of(given), given)
