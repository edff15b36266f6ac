"""A running SageMaker stand-in beside Bedrock's, with boto3's clients, a small corpus and a recipe."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from local.bedrock.objects import MemoryObjects
from local.bedrock.stand_in import BedrockStandIn
from local.escrow import Escrow
from local.faults import Faults
from local.sagemaker.stand_in import SageMakerStandIn
from tests.local import boats
from tests.local.boats_client import BoatsClient
from tests.local.doors import Doors

ACCOUNT: Final = "123456789012"
RECIPE: Final = """\
run:
  name: boats
  model_type: "amazon.nova-micro-v1:0:128k"
  model_name_or_path: nova-micro/prod
  replicas: 1
  data_s3_path: ""
  output_s3_path: ""
  mlflow_tracking_uri: ""
  mlflow_experiment_name: boats
  mlflow_run_name: boats
training_config:
  max_length: 8192
  global_batch_size: 64
  trainer:
    max_epochs: 5
  model:
    hidden_dropout: 0.0
    attention_dropout: 0.0
    ffn_dropout: 0.0
    optim:
      lr: 5.0e-05
      name: distributed_fused_adam
      adam_w_mode: true
      eps: 1.0e-06
      weight_decay: 0.0
      betas: [0.9, 0.999]
      sched:
        warmup_steps: 10
        constant_steps: 0
        min_lr: 1.0e-06
    peft:
      peft_scheme: lora
      lora_tuning:
        loraplus_lr_ratio: 16.0
        alpha: 128
        adapter_dropout: 0.01
"""


def channel(name: str, uri: str, kind: str = "Converse") -> dict[str, Any]:
    source = {"S3DataType": kind, "S3Uri": uri, "S3DataDistributionType": "FullyReplicated"}
    return {"ChannelName": name, "DataSource": {"S3DataSource": source}}


@dataclass
class Clock:
    """A clock that stands still unless it is put forward."""

    time: datetime = datetime(2026, 11, 20, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@dataclass
class House(BoatsClient):
    """The running stand-ins with their clients, S3, faults and clock."""

    sagemaker: Any
    bedrock: Any
    runtime: Any
    objects: MemoryObjects
    faults: Faults
    clock: Clock
    close: Callable[[], None]
    recipe: str = RECIPE
    channel: Callable[..., dict[str, Any]] = field(default=channel)

    def request(self, **changes: Any) -> dict[str, Any]:
        """The parameters of a job that can be run, with changes; None leaves one out."""
        request = {
            "TrainingJobName": "job-1",
            "AlgorithmSpecification": {
                "TrainingInputMode": "File",
                "TrainingImage": "708977205387.dkr.ecr.us-east-1.amazonaws.com/nova-fine-tune-repo:SM-TJ-SFT-latest",
            },
            "HyperParameters": {
                "base_model": "nova-micro/prod",
                "sagemaker_recipe_local_path": "/opt/ml/input/data/recipe/recipe.yaml",
            },
            "InputDataConfig": [
                channel("train", "s3://runs/dataset/train.jsonl"),
                channel("val", "s3://runs/dataset/validation.jsonl"),
                channel("recipe", "s3://runs/recipe.yaml", "S3Prefix"),
            ],
            "ResourceConfig": {"InstanceType": "ml.g5.12xlarge", "InstanceCount": 1, "VolumeSizeInGB": 30},
            "RoleArn": f"arn:aws:iam::{ACCOUNT}:role/training",
            "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
            "OutputDataConfig": {"S3OutputPath": "s3://runs/training/", "CompressionType": "NONE"},
            "Tags": [{"Key": "run", "Value": "1"}],
            **changes,
        }
        return {name: value for name, value in request.items() if value is not None}

    def start(self, **changes: Any) -> str:
        """Create a job, and wait for its work to be done behind the scenes; its name."""
        request = self.request(**changes)
        self.sagemaker.create_training_job(**request)
        name: str = request["TrainingJobName"]
        self.wait(name)
        return name

    def wait(self, name: str) -> None:
        """Wait for the work of a job to be done, as far as it goes now."""
        for thread in threading.enumerate():
            if thread.name == f"training job {name}":
                thread.join()

    def describe(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.sagemaker.describe_training_job(TrainingJobName=name)
        return found

    def train(self, **changes: Any) -> dict[str, Any]:
        """Run a job to its end; what DescribeTrainingJob then says."""
        name = self.start(**changes)
        while (job := self.describe(name))["TrainingJobStatus"] in ("InProgress", "Stopping"):
            self.wait(name)  # an interrupted job is worked on again
        return job

    def checkpoint(self, name: str = "job-1") -> str:
        """The URI in a job's manifest."""
        manifest = self.objects.get("runs", f"training/{name}/output/output/manifest.json")
        uri: str = json.loads(manifest)["checkpoint_s3_bucket"]
        return uri

    def importing(self, uri: str, **changes: Any) -> dict[str, Any]:
        """The parameters of an import, with changes; None leaves one out."""
        request = {
            "modelName": "model-1",
            "modelSourceConfig": {"s3DataSource": {"s3Uri": uri}},
            "roleArn": f"arn:aws:iam::{ACCOUNT}:role/import",
            "modelTags": [{"key": "run", "value": "1"}],
            **changes,
        }
        return {name: value for name, value in request.items() if value is not None}

    def model(self, arn: str) -> dict[str, Any]:
        found: dict[str, Any] = self.bedrock.get_custom_model(modelIdentifier=arn)
        return found

    def imported(self, uri: str, **changes: Any) -> dict[str, Any]:
        """Import a checkpoint; what GetCustomModel says when that is over."""
        arn = self.bedrock.create_custom_model(**self.importing(uri, **changes))["modelArn"]
        return next(model for _ in range(50) if (model := self.model(arn))["modelStatus"] != "Creating")

    def deploy(self, model_arn: str) -> str:
        """Deploy a model; the ARN of the active deployment."""
        created = self.bedrock.create_custom_model_deployment(modelDeploymentName="candidate", modelArn=model_arn)
        arn: str = created["customModelDeploymentArn"]
        while self.bedrock.get_custom_model_deployment(customModelDeploymentIdentifier=arn)["status"] == "Creating":
            pass
        return arn


@pytest.fixture
def recipe() -> str:
    """A recipe that can be trained with."""
    return RECIPE


@pytest.fixture
def start_house(doors: Doors) -> Iterator[Callable[..., House]]:
    """Starts the stand-ins in a region, SageMaker's with further options."""
    with ExitStack() as stack:

        def start(region: str = "us-east-1", **options: Any) -> House:
            objects, faults, clock, escrow = MemoryObjects(), Faults(()), Clock(), Escrow()
            for key, lines in boats.dataset().items():
                objects.put("runs", key, lines)
            objects.put("runs", "recipe.yaml", RECIPE.encode())
            shared: dict[str, Any] = {
                "region": region,
                "account": ACCOUNT,
                "objects": objects,
                "faults": faults,
                "escrow": escrow,
                "polls": 1,
            }
            # A stand-in ends before its door closes, since its work may still ask.
            stand_in = SageMakerStandIn(**shared, clock=clock, **options)
            bedrock = doors.to(BedrockStandIn(**shared), region=region, services=("bedrock", "bedrock-runtime"))
            sagemaker = doors.to(stand_in, region=region, services=("sagemaker",))
            clients = stack.enter_context(bedrock) | stack.enter_context(sagemaker)
            stack.callback(stand_in.close)
            return House(
                sagemaker=clients["sagemaker"],
                bedrock=clients["bedrock"],
                runtime=clients["bedrock-runtime"],
                objects=objects,
                faults=faults,
                clock=clock,
                close=stand_in.close,
            )

        yield start


@pytest.fixture
def house(start_house: Callable[..., House]) -> House:
    """The stand-ins in us-east-1, where one poll passes between statuses."""
    return start_house()
