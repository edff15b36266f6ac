"""Without PyTorch the stand-in trains its own model in place of the script, and says so."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from local.sagemaker.script_jobs.in_place import NOTE
from local.training_python import VARIABLE, find_training_python
from tuneql.errors import InvalidInput

LEFT = [
    "training/job-1/output/model/config.json",
    "training/job-1/output/model/local-stand-in.json",
    "training/job-1/output/output/training_artifacts/step_wise_training_metrics.csv",
    "training/job-1/output/output/validation_artifacts/post_fine_tuning_validation/validation_metrics.csv",
]


def losses(scripts: Any) -> list[float]:
    table = scripts.house.objects.get("runs", LEFT[2]).decode().splitlines()
    return [float(row["training_loss"]) for row in csv.DictReader(table)]


def test_it_leaves_a_folder_that_says_what_it_is(scripts_in_place: Any) -> None:
    job = scripts_in_place.run("--epochs", "5", "--learning-rate=0.0002")
    objects = scripts_in_place.house.objects
    assert job["TrainingJobStatus"] == "Completed"
    assert objects.list("runs", "training/job-1/") == LEFT
    assert json.loads(objects.get("runs", LEFT[1]))["trained_by"] == "the local stand-in"
    assert objects.get("runs", LEFT[0]) == objects.get("runs", "base/config.json")
    said = {each["Status"]: each["StatusMessage"] for each in job["SecondaryStatusTransitions"]}
    assert (said["Training"], NOTE in said.values()) == (NOTE, True)
    found = losses(scripts_in_place)
    assert (len(found), found[-1] < found[0]) == (5, True)


def test_a_higher_rate_learns_more(scripts_in_place: Any) -> None:
    scripts_in_place.run("--epochs", "3", "--learning-rate", "2e-4")
    slow = losses(scripts_in_place)
    scripts_in_place.house.sagemaker.create_training_job(
        **scripts_in_place.request("--epochs", "3", "--learning-rate", "4e-4", TrainingJobName="job-2")
    )
    while scripts_in_place.house.describe("job-2")["TrainingJobStatus"] == "InProgress":
        pass
    table = scripts_in_place.house.objects.get("runs", LEFT[2].replace("job-1", "job-2")).decode().splitlines()
    assert float(list(csv.DictReader(table))[-1]["training_loss"]) < slow[-1]


def test_it_is_interrupted_too(scripts_in_place: Any) -> None:
    scripts_in_place.house.faults.enable("interrupted")
    job = scripts_in_place.run()
    assert "Interrupted" in [each["Status"] for each in job["SecondaryStatusTransitions"]]
    assert job["TrainingJobStatus"] == "Completed"


@pytest.mark.parametrize(
    ("settings", "reason"),
    [
        (("--epochs", "many"), "AlgorithmError: epochs: 'many' is not of type int"),
        (("--epochs", "0"), "AlgorithmError: epochs: '0'"),
        (("--learning-rate", "2"), "AlgorithmError: learning_rate: '2'"),
        (("--lora-rnk", "8"), "AlgorithmError: train.py: error: unrecognized arguments: --lora-rnk 8, exit code: 2"),
        (
            ("--validation", "/opt/ml/input/data/none"),
            "AlgorithmError: /opt/ml/input/data/none: No such file or directory",
        ),
    ],
)
def test_what_the_script_would_refuse_fails_the_job(
    scripts_in_place: Any, settings: tuple[str, ...], reason: str
) -> None:
    job = scripts_in_place.run(*settings)
    assert (job["TrainingJobStatus"], job["FailureReason"][: len(reason)]) == ("Failed", reason)


def test_the_script_comes_with_what_reads_its_settings(scripts_in_place: Any) -> None:
    request = scripts_in_place.request()
    request["InputDataConfig"][2] = scripts_in_place.house.channel("code", "s3://runs/training/code/start", "S3Prefix")
    scripts_in_place.house.sagemaker.create_training_job(**request)
    assert "code holds no open_weights/arguments.py" in scripts_in_place.until("over")["FailureReason"]


def test_a_base_model_has_its_configuration(scripts_in_place: Any) -> None:
    request = scripts_in_place.request()
    request["InputDataConfig"][-1] = scripts_in_place.house.channel("model", "s3://runs/dataset/", "S3Prefix")
    scripts_in_place.house.sagemaker.create_training_job(**request)
    assert "does not hold a file named config.json" in scripts_in_place.until("over")["FailureReason"]


def test_the_interpreter_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.touch()
    monkeypatch.setenv(VARIABLE, str(python))
    assert find_training_python() == python
    monkeypatch.setenv(VARIABLE, "")
    assert find_training_python() is None
    monkeypatch.setenv(VARIABLE, str(tmp_path / "none"))
    with pytest.raises(InvalidInput, match="must be a file"):
        find_training_python()
