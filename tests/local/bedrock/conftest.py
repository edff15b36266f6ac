"""A running stand-in with boto3's clients, and a small corpus to train on."""

import json
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any, Final

import pytest

from local.bedrock.objects import MemoryObjects
from local.bedrock.stand_in import BedrockStandIn
from local.escrow import Escrow
from local.faults import Faults
from tests.local import boats
from tests.local.boats_client import BoatsClient
from tests.local.doors import Doors
from tuneql.limits import NOVA_MICRO

ACCOUNT: Final = "123456789012"


# What the rules of an import read of a model, and nothing more.
CONFIG: Final = {
    "architectures": ["LlamaForCausalLM"],
    "model_type": "llama",
    "torch_dtype": "float32",
    "num_hidden_layers": 1,
    "vocab_size": 4,
    "tie_word_embeddings": True,
    "max_position_embeddings": 64,
}
TOKENIZER: Final = {"tokenizer_class": "PreTrainedTokenizerFast", "chat_template": "{{ messages }}"}


class Parrot:
    """A model that says back the last line that it is told."""

    def answer(self, _system: str, user: str) -> str:
        return user.splitlines()[-1]


def safetensors(tensors: dict[str, tuple[int, ...]], dtype: str = "F32") -> bytes:
    """A file of zeros: a header with names, shapes and offsets, and four bytes a number."""
    header, end = {}, 0
    for name, shape in tensors.items():
        start, end = end, end + 4 * prod(shape)
        header[name] = {"dtype": dtype, "shape": shape, "data_offsets": [start, end]}
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + bytes(end)


def model_files(**config: Any) -> dict[str, bytes]:
    """A folder that can be imported, with changes to its config.json."""
    return {
        "config.json": json.dumps(CONFIG | config).encode(),
        "tokenizer_config.json": json.dumps(TOKENIZER).encode(),
        "tokenizer.json": json.dumps({"model": {"vocab": {"a": 0}}}).encode(),
        "model.safetensors": safetensors({"model.embed_tokens.weight": (4, 2), "model.layers.0.norm.weight": (2,)}),
    }


@dataclass
class Service(BoatsClient):
    """A running stand-in with its clients, S3, escrow and faults.

    Attributes:
        recorded: the file of its requests.
        pauses: how long it waited, in seconds, each time that it should have.
    """

    control: Any
    runtime: Any
    objects: MemoryObjects
    faults: Faults
    recorded: Path
    escrow: Escrow
    pauses: list[float]

    def job(self, **changes: Any) -> dict[str, Any]:
        """The parameters of a job that can be run, with changes; None leaves one out."""
        params = {
            "jobName": "job-1",
            "customModelName": "model-1",
            "roleArn": f"arn:aws:iam::{ACCOUNT}:role/customization",
            "baseModelIdentifier": NOVA_MICRO.training_id,
            "trainingDataConfig": {"s3Uri": "s3://runs/dataset/train.jsonl"},
            "validationDataConfig": {"validators": [{"s3Uri": "s3://runs/dataset/validation.jsonl"}]},
            "outputDataConfig": {"s3Uri": "s3://runs/training/"},
            "hyperParameters": {"epochCount": "5", "learningRate": "0.00005", "learningRateWarmupSteps": "0"},
            **changes,
        }
        return {name: value for name, value in params.items() if value is not None}

    def start(self, **changes: Any) -> str:
        """Create a job, and wait for its work to be done behind the scenes; its ARN."""
        arn: str = self.control.create_model_customization_job(**self.job(**changes))["jobArn"]
        for thread in threading.enumerate():
            if thread.name == f"training {arn[-12:]}":
                thread.join()
        return arn

    def get_job(self, arn: str) -> dict[str, Any]:
        found: dict[str, Any] = self.control.get_model_customization_job(jobIdentifier=arn)
        return found

    def train(self, **changes: Any) -> dict[str, Any]:
        """Run a job to its end; what GetModelCustomizationJob then says."""
        arn = self.start(**changes)
        return next(job for _ in range(50) if (job := self.get_job(arn))["status"] != "InProgress")

    def deploy(self, name: str, model: str) -> str:
        """Create a deployment and wait until it is no longer being created; its ARN."""
        response = self.control.create_custom_model_deployment(modelDeploymentName=name, modelArn=model)
        arn: str = response["customModelDeploymentArn"]
        while self.deployment(arn)["status"] == "Creating":
            pass
        return arn

    def deployment(self, arn: str) -> dict[str, Any]:
        found: dict[str, Any] = self.control.get_custom_model_deployment(customModelDeploymentIdentifier=arn)
        return found

    def upload(self, files: dict[str, bytes], folder: str = "boats") -> None:
        """Put the files of a model into a folder of the bucket `models`."""
        for name, data in files.items():
            self.objects.put("models", f"{folder}/{name}", data)

    def keep(self, folder: str = "boats", **config: Any) -> None:
        """Leave a model as a training job of the stand-in does: in escrow, with its config.json in S3."""
        self.escrow.put(f"s3://models/{folder}", Parrot())
        self.upload({"config.json": model_files(**config)["config.json"], "local-stand-in.json": b"{}"}, folder)

    def import_job(self, **changes: Any) -> dict[str, Any]:
        """The parameters of an import of the model at `s3://models/boats`, with changes; None leaves one out."""
        params = {
            "jobName": "import-1",
            "importedModelName": "boats-1",
            "roleArn": f"arn:aws:iam::{ACCOUNT}:role/import",
            "modelDataSource": {"s3DataSource": {"s3Uri": "s3://models/boats"}},
            **changes,
        }
        return {name: value for name, value in params.items() if value is not None}

    def import_model(self, **changes: Any) -> dict[str, Any]:
        """Run an import to its end; what GetModelImportJob then says."""
        arn = self.control.create_model_import_job(**self.import_job(**changes))["jobArn"]
        looks = (self.control.get_model_import_job(jobIdentifier=arn) for _ in range(10))
        return next(job for job in looks if job["status"] != "InProgress")

    def serve(self, **changes: Any) -> str:
        """Import a model, and send it the first request, which loads it; its ARN."""
        job = self.import_model(**changes)
        assert job["status"] == "Completed", job
        arn: str = job["importedModelArn"]
        body = self.chat("Ready?")
        assert self.error(self.runtime.invoke_model, modelId=arn, body=body)[0] == "ModelNotReadyException"
        return arn

    def chat(self, question: str, **members: Any) -> str:
        """A body of OpenAI's ChatCompletion format."""
        messages = [{"role": "system", "content": "SQL only."}, {"role": "user", "content": question}]
        return json.dumps({"messages": messages, **members})

    def invoke(self, arn: str, question: str, **members: Any) -> dict[str, Any]:
        """What an imported model answers to InvokeModel."""
        response = self.runtime.invoke_model(modelId=arn, body=self.chat(question, **members))
        found: dict[str, Any] = json.loads(response["body"].read())
        return found


@pytest.fixture
def start_service(tmp_path: Path, doors: Doors) -> Iterator[Callable[..., Service]]:
    """Starts a stand-in in a region, with a Python for imported weights or none."""

    def start(region: str = "us-east-1", python: Path | None = None) -> Service:
        objects, faults, recorded = MemoryObjects(), Faults(()), tmp_path / "requests.jsonl"
        escrow = Escrow()
        for key, lines in boats.dataset().items():
            objects.put("runs", key, lines)
        stand_in = BedrockStandIn(
            region=region,
            account=ACCOUNT,
            objects=objects,
            faults=faults,
            recorder=recorded,
            polls=1,
            escrow=escrow,
            find_python=lambda: python,
        )
        pauses: list[float] = []
        stand_in.account.pause = pauses.append
        clients = stack.enter_context(doors.to(stand_in, region=region, services=("bedrock", "bedrock-runtime")))
        stack.callback(stand_in.close)
        return Service(clients["bedrock"], clients["bedrock-runtime"], objects, faults, recorded, escrow, pauses)

    with ExitStack() as stack:
        yield start


@pytest.fixture
def files() -> Callable[..., dict[str, bytes]]:
    """Makes the files of a model that can be imported."""
    return model_files


@pytest.fixture
def tensors() -> Callable[..., bytes]:
    """Makes a safetensors file."""
    return safetensors


@pytest.fixture
def service(start_service: Callable[..., Service]) -> Service:
    """A stand-in in us-east-1, where one poll passes between states."""
    return start_service()
