"""A script job runs what it was sent, as AWS's container would, and leaves what that wrote."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from local.protocol.service_model import validate_response
from local.sagemaker.script_jobs.container import Container, at

HELD = ("--behaviour", "hold")
THROUGH = ["Starting", "Downloading", "Training", "Uploading", "Completed"]


def names(job: dict[str, Any]) -> list[str]:
    return [each["Status"] for each in job["SecondaryStatusTransitions"]]


def gone(is_running: Callable[[int], bool], process: int) -> bool:
    """A killed process takes a moment to go; it must go."""
    for _ in range(200):
        if not is_running(process):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    ("text", "mapped"),
    [
        ("/opt/ml", "/x"),
        ("/opt/ml/model", "/x/model"),
        ("--model=/opt/ml/model", "--model=/x/model"),
        ("/opt/mls", "/opt/mls"),
        ("/usr/opt/ml/model", "/usr/opt/ml/model"),
        ("0.0002", "0.0002"),
    ],
)
def test_paths_are_those_of_the_folder(text: str, mapped: str) -> None:
    assert at(Path("/x"), text) == mapped


def test_the_program_sees_what_a_container_has(scripts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "of-this-machine")
    job = scripts.run("--epochs", "3")
    assert (job["TrainingJobStatus"], names(job)) == ("Completed", THROUGH)
    seen = scripts.seen()
    root = seen["environment"]["HOME"]
    assert seen["arguments"][:4] == ["--model", f"{root}/input/data/model", "--data", f"{root}/input/data/train"]
    assert (seen["others"], seen["data"]) == (["--epochs", "3"], ["train.jsonl"])
    assert seen["folder"] == f"{root}/input/data/code"
    assert seen["environment"]["TRAINING_JOB_NAME"] == "job-1"
    assert seen["environment"]["PATH"].split(os.pathsep)[0] == str(Path(sys.executable).parent)
    assert [name for name in seen["environment"] if name.startswith(("AWS_", "SM_"))] == []
    assert not Path(root).exists()


def test_what_it_writes_is_left_when_it_is_completed(scripts: Any) -> None:
    scripts.run()
    left = scripts.house.objects.list("runs", "training/job-1/")
    assert left == [
        "training/job-1/output/model/best/model.safetensors",
        "training/job-1/output/model/last/model.safetensors",
        "training/job-1/output/output/seen.json",
    ]
    model = scripts.house.describe("job-1")["ModelArtifacts"]["S3ModelArtifacts"]
    assert model == "s3://runs/training/job-1/output/model/"
    assert scripts.house.objects.get("runs", "training/checkpoints/step-09.json")
    assert "trained 10 steps" in scripts.log.read_text()


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        ("fail", "AlgorithmError: the corpus: has no rows; give it some..."),
        ("crash", "AlgorithmError: , exit code: 3"),
    ],
)
def test_a_program_that_fails_says_why(scripts: Any, behaviour: str, reason: str) -> None:
    job = scripts.run("--behaviour", behaviour)
    assert (job["TrainingJobStatus"], names(job)[-2:]) == ("Failed", ["Training", "Failed"])
    assert job["FailureReason"].startswith(reason)
    assert len(job["FailureReason"]) <= 1024
    assert scripts.house.objects.list("runs", "training/job-1/") == []


def test_a_program_that_was_not_sent_cannot_be_run(scripts: Any) -> None:
    request = scripts.request()
    request["AlgorithmSpecification"]["ContainerEntrypoint"] = ["/opt/ml/input/data/code/none"]
    scripts.house.sagemaker.create_training_job(**request)
    assert scripts.until("over")["FailureReason"] == "AlgorithmError: , exit code: 127"
    assert "No such file or directory" in scripts.log.read_text()


def test_a_stopped_job_writes_its_checkpoint_and_ends(scripts: Any, is_running: Callable[[int], bool]) -> None:
    process = scripts.held()
    scripts.until("Training")
    scripts.house.sagemaker.stop_training_job(TrainingJobName="job-1")
    job = scripts.until("over")
    assert (job["TrainingJobStatus"], names(job)[-2:]) == ("Stopped", ["Stopping", "Stopped"])
    assert scripts.process("step-06") == process
    assert not is_running(process)
    assert scripts.house.objects.list("runs", "training/job-1/") == []


def test_what_ignores_sigterm_is_killed_with_its_children(
    start_scripts: Callable[..., Any], is_running: Callable[[int], bool]
) -> None:
    scripts = start_scripts(grace_seconds=0.2)
    process = scripts.held("--behaviour", "deaf")
    child = scripts.process("child")
    assert is_running(process)
    assert is_running(child)
    scripts.house.sagemaker.stop_training_job(TrainingJobName="job-1")
    assert scripts.until("over")["TrainingJobStatus"] == "Stopped"
    assert gone(is_running, process)
    assert gone(is_running, child)


def test_an_interrupted_job_goes_on_from_its_checkpoint(scripts: Any, is_running: Callable[[int], bool]) -> None:
    scripts.house.faults.enable("interrupted")
    process = scripts.held()
    assert scripts.until("Interrupted")["SecondaryStatus"] == "Interrupted"
    job = scripts.until("over")
    assert names(job) == ["Starting", "Downloading", "Training", "Interrupted", *THROUGH]
    assert scripts.seen()["first"] == 6
    assert scripts.process("step-09") != process
    assert not is_running(process)


def test_without_checkpoints_in_s3_it_begins_again(scripts: Any) -> None:
    scripts.house.faults.enable("interrupted")
    job = scripts.run(CheckpointConfig=None)
    assert (job["TrainingJobStatus"], "Interrupted" in names(job)) == ("Completed", True)
    assert scripts.seen()["first"] == 0


@pytest.mark.parametrize(
    ("fault", "status"),
    [("algorithm-error", "Failed"), ("image-pull-failure", "Failed"), ("training-timeout", "MaxRuntimeExceeded")],
)
def test_a_fault_that_ends_the_job_ends_its_process(
    scripts: Any, is_running: Callable[[int], bool], fault: str, status: str
) -> None:
    scripts.house.faults.enable(fault)
    process = scripts.held()
    assert scripts.until("over")["SecondaryStatus"] == status
    assert gone(is_running, process)


def test_the_longest_runtime_holds_even_if_nobody_looks(scripts: Any, is_running: Callable[[int], bool]) -> None:
    process = scripts.held(StoppingCondition={"MaxRuntimeInSeconds": 6})  # time enough to begin on a busy machine
    assert gone(is_running, process)
    assert scripts.until("over")["SecondaryStatus"] == "MaxRuntimeExceeded"


def test_a_checkpoint_bucket_that_is_not_there_fails_the_job(scripts: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    objects, put = scripts.house.objects, scripts.house.objects.put

    def put_into_runs(bucket: str, key: str, data: bytes) -> None:
        if bucket != "runs":
            raise KeyError(bucket)
        put(bucket, key, data)

    monkeypatch.setattr(objects, "put", put_into_runs)
    job = scripts.run(CheckpointConfig={"S3Uri": "s3://nowhere/checkpoints"})
    assert job["FailureReason"].startswith("ClientError: Checkpoint upload failed")


def test_the_end_of_the_stand_in_ends_every_process(
    start_scripts: Callable[..., Any], is_running: Callable[[int], bool]
) -> None:
    scripts = start_scripts()
    process = scripts.held("--behaviour", "deaf")
    scripts.house.close()
    assert gone(is_running, process)


def test_the_death_of_the_account_ends_every_process(tmp_path: Path, is_running: Callable[[int], bool]) -> None:
    starts = (
        "import sys, threading; from pathlib import Path; from local.sagemaker.script_jobs.container import Container\n"
        f"Container(['sleep', '600'], folder=Path('{tmp_path}'), variables={{'PATH': '/usr/bin:/bin'}}, "
        f"log=Path('{tmp_path}/log'))\n"
        "print('started', flush=True)\nthreading.Event().wait()\n"
    )
    with subprocess.Popen([sys.executable, "-c", starts], stdout=subprocess.PIPE) as account:
        assert account.stdout is not None
        assert account.stdout.readline() == b"started\n"
        supervisor = int(Path(f"/proc/{account.pid}/task/{account.pid}/children").read_text().split()[0])
        account.send_signal(signal.SIGKILL)
    assert gone(is_running, supervisor)


def test_a_container_hands_on_the_signal_that_ended_its_program(tmp_path: Path) -> None:
    kill = [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]
    container = Container(kill, folder=tmp_path, variables={}, log=tmp_path / "log")
    while container.code is None:
        time.sleep(0.02)
    container.stop(grace_seconds=0, at_once=threading.Event())
    assert container.code == 137


def test_every_response_is_what_the_service_model_says(scripts: Any) -> None:
    vpc = {"SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]}
    output = {"S3OutputPath": "s3://runs/training/", "CompressionType": "NONE", "KmsKeyId": "alias/key"}
    job = scripts.run(VpcConfig=vpc, OutputDataConfig=output)
    assert validate_response("DescribeTrainingJob", job, service="sagemaker") == []
    assert job["CheckpointConfig"]["S3Uri"] == "s3://runs/training/checkpoints"
    assert json.dumps(job["AlgorithmSpecification"]["ContainerArguments"]) == json.dumps(
        scripts.request()["AlgorithmSpecification"]["ContainerArguments"]
    )
