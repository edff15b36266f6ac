"""The real training script, through CreateTrainingJob, on the tiny model; where PyTorch is installed."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from local.training_python import find_training_python

SCRIPT = Path(__file__).parents[4] / "training"
PYTHON = find_training_python()
SETTINGS = ("--epochs", "4", "--batch-size", "2", "--checkpoint-steps", "2", "--learning-rate", "0.002")
MODEL = "training/job-1/output/model/"


def send(scripts: Any, folder: Path, prefix: str) -> None:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            scripts.house.objects.put("runs", f"{prefix}{path.relative_to(folder).as_posix()}", path.read_bytes())


def bring(scripts: Any, prefix: str, folder: Path) -> Path:
    folder.mkdir()
    for key in scripts.house.objects.list("runs", prefix):
        (folder / key.removeprefix(prefix)).write_bytes(scripts.house.objects.get("runs", key))
    return folder


@pytest.mark.skipif(PYTHON is None, reason="PyTorch is not installed; make test-training installs it")
def test_the_script_is_interrupted_goes_on_and_leaves_a_model_that_can_be_imported(
    start_scripts: Any, tmp_path: Path
) -> None:
    assert PYTHON is not None
    scripts = start_scripts(training_python=lambda: PYTHON)
    data = tmp_path / "train.jsonl"
    data.write_bytes(scripts.house.objects.get("runs", "dataset/train.jsonl"))
    tiny = [str(PYTHON), str(SCRIPT / "tiny_model.py"), "--data", str(data), "--output", str(tmp_path / "tiny")]
    subprocess.run(tiny, check=True, capture_output=True)
    send(scripts, tmp_path / "tiny", "base/")
    send(scripts, SCRIPT, "training/code/")
    scripts.house.faults.enable("interrupted")
    job = scripts.run(*SETTINGS)
    log = scripts.log.read_text()
    assert job["TrainingJobStatus"] == "Completed", job.get("FailureReason", "") + log
    assert "Interrupted" in [each["Status"] for each in job["SecondaryStatusTransitions"]]
    assert "continuing from the checkpoint after step" in log
    metrics = scripts.house.objects.get("runs", "training/job-1/output/output/step_wise_training_metrics.csv")
    losses = [float(line.split(",")[2]) for line in metrics.decode().splitlines()[1:]]
    steps = 4 * len(data.read_bytes().splitlines()) // 2
    assert (len(losses), losses[-1] < losses[0]) == (steps, True)
    model = bring(scripts, MODEL, tmp_path / "model")
    checked = subprocess.run([sys.executable, str(SCRIPT / "check_export.py"), str(model)], check=False)
    assert checked.returncode == 0
