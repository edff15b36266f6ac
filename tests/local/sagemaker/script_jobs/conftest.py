"""Jobs that run a program of the channel `code`, in a house whose training Python is the tests' own."""

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest

PROGRAM: Final = Path(__file__).with_name("program.py")
SCRIPT: Final = Path(__file__).parents[4] / "training"
# Of the real script: what reads its settings.
READER: Final = ("open_weights/__init__.py", "open_weights/arguments.py", "open_weights/errors.py")
START: Final = b'cd "$(dirname "$0")"\nexec python program.py "$@"\n'
IMAGE: Final = (
    "763104351884.dkr.ecr.us-east-1.amazonaws.com/huggingface-pytorch-training:2.9.0-transformers5.3.0-gpu-py312-cu130-"
    "ubuntu22.04-v1.0"
)
ARGUMENTS: Final = (
    "--model", "/opt/ml/input/data/model", "--data", "/opt/ml/input/data/train", "--validation",
    "/opt/ml/input/data/val", "--output", "/opt/ml/model", "--metrics", "/opt/ml/output/data", "--checkpoints",
    "/opt/ml/checkpoints",
)  # fmt: skip
SETTINGS: Final = ("--epochs", "3", "--learning-rate", "0.0002")


@dataclass
class Scripts:
    """A house with what a script job reads in its S3."""

    house: Any
    log: Path

    def request(self, *settings: str, **changes: Any) -> dict[str, Any]:
        """The parameters of a job that can be run, with further arguments and with changes; None leaves one out."""
        channel = self.house.channel
        specification = {
            "TrainingImage": IMAGE,
            "TrainingInputMode": "File",
            "ContainerEntrypoint": ["/bin/bash", "/opt/ml/input/data/code/start.sh"],
            "ContainerArguments": [*ARGUMENTS, *settings],
        }
        channels = [
            channel("train", "s3://runs/dataset/train.jsonl", "S3Prefix"),
            channel("val", "s3://runs/dataset/validation.jsonl", "S3Prefix"),
            channel("code", "s3://runs/training/code/", "S3Prefix"),
            channel("model", "s3://runs/base", "S3Prefix"),
        ]
        members = {
            "AlgorithmSpecification": specification,
            "HyperParameters": None,
            "InputDataConfig": channels,
            "CheckpointConfig": {"S3Uri": "s3://runs/training/checkpoints", "LocalPath": "/opt/ml/checkpoints"},
            "ResourceConfig": {"InstanceType": "ml.g5.2xlarge", "InstanceCount": 1, "VolumeSizeInGB": 100},
        }
        request: dict[str, Any] = self.house.request(**members | changes)
        return request

    def start(self, *settings: str, **changes: Any) -> None:
        self.house.sagemaker.create_training_job(**self.request(*settings, **changes))

    def until(self, *statuses: str) -> dict[str, Any]:
        """Look until the job is in one of the secondary statuses, or over; what was seen last."""
        for _ in looks():
            job: dict[str, Any] = self.house.describe("job-1")
            if job["SecondaryStatus"] in statuses or job["TrainingJobStatus"] not in ("InProgress", "Stopping"):
                return job
        raise TimeoutError(job["SecondaryStatus"])

    def run(self, *settings: str, **changes: Any) -> dict[str, Any]:
        """Run a job to its end."""
        self.start(*settings, **changes)
        return self.until("over")

    def held(self, *settings: str, **changes: Any) -> int:
        """Start a job that waits after its fifth step, and wait until it does; the process of its program."""
        self.start(*(settings or ("--behaviour", "hold")), **changes)
        return self.process("step-05")

    def process(self, name: str) -> int:
        """The process that a checkpoint names, once it is in S3: those of one moment come in any order."""
        checkpoints = "training/checkpoints/"
        for _ in looks():
            if f"{checkpoints}{name}.json" in self.house.objects.list("runs", checkpoints):
                number: int = json.loads(self.house.objects.get("runs", f"{checkpoints}{name}.json"))["pid"]
                return number
        raise TimeoutError(name)

    def seen(self) -> dict[str, Any]:
        """What the program saw."""
        found: dict[str, Any] = json.loads(self.house.objects.get("runs", "training/job-1/output/output/seen.json"))
        return found


def looks() -> Iterator[None]:
    """Now and again, for five minutes: PyTorch starts slowly where much else runs."""
    for _ in range(6000):
        yield
        time.sleep(0.05)


def runs(process: int) -> bool:
    """Whether there is such a process, and it is not dead and merely unburied."""
    try:
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.fixture
def is_running() -> Callable[[int], bool]:
    return runs


@pytest.fixture
def start_scripts(start_house: Callable[..., Any], tmp_path: Path) -> Callable[..., Scripts]:
    """Starts a house with options of SageMaker's stand-in."""

    def start(**options: Any) -> Scripts:
        given = {"training_python": lambda: Path(sys.executable), "directory": tmp_path, **options}
        house = start_house(**given)
        house.objects.put("runs", "training/code/start.sh", START)
        house.objects.put("runs", "training/code/program.py", PROGRAM.read_bytes())
        for name in READER:
            house.objects.put("runs", f"training/code/{name}", (SCRIPT / name).read_bytes())
        house.objects.put("runs", "base/config.json", b"{}")
        return Scripts(house=house, log=tmp_path / "logs" / "training-jobs" / "job-1.log")

    return start


@pytest.fixture
def scripts(start_scripts: Callable[..., Scripts]) -> Scripts:
    return start_scripts()


@pytest.fixture
def scripts_in_place(start_scripts: Callable[..., Scripts]) -> Scripts:
    """The same without a training Python."""
    return start_scripts(training_python=lambda: None)
