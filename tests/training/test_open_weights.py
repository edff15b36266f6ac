"""A run with open weights: hyperparameters, base weights, and the requests made from them."""

import importlib.util
import json
import sys
from dataclasses import MISSING, fields, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from local.protocol.service_model import validate
from tuneql.aws.objects import MemoryObjects
from tuneql.errors import InvalidInput
from tuneql.locations import Location
from tuneql.parsing import parse_as
from tuneql.training.open_weights.base_weights import read_base_weights
from tuneql.training.open_weights.hyperparameters import OpenWeightsHyperparameters
from tuneql.training.open_weights.request import script_job_request
from tuneql.training.open_weights.script import script_files
from tuneql.training.sagemaker.job_settings import JobSettings, Vpc
from tuneql.training.sagemaker.quota import training_quota

FOLDER = Location(bucket="corpora", key="models/llama/")
CONFIG = {"architectures": ["LlamaForCausalLM"], "torch_dtype": "bfloat16"}
# What the script lets one set and a run decides itself, or leaves alone.
NOT_OFFERED = {"model", "data", "output", "validation", "metrics", "checkpoints", "precision"}


@pytest.fixture(scope="module")
def arguments(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The script's own settings, which need nothing but Python."""
    folder = Path(__file__).parents[2] / "training"
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module("open_weights.arguments")
    finally:
        sys.path.remove(str(folder))


def test_ranges_and_defaults_are_the_scripts(arguments: ModuleType) -> None:
    offered = {each.name: each for each in fields(arguments.Settings) if each.name not in NOT_OFFERED}
    assert set(offered) == set(OpenWeightsHyperparameters.model_fields)
    schema = OpenWeightsHyperparameters.model_json_schema()["properties"]
    for name, setting in offered.items():
        assert setting.default is not MISSING
        assert setting.default == OpenWeightsHyperparameters.model_fields[name].default, name
        rule = {**setting.metadata}
        assert rule.get("low") == schema[name].get("minimum"), name
        assert rule.get("high") == schema[name].get("maximum"), name
        assert list(rule.get("choices", ())) == schema[name].get("enum", []), name


def test_the_script_reads_what_a_run_sends_it(arguments: ModuleType) -> None:
    asked = OpenWeightsHyperparameters(epochs=2, learning_rate=1e-5, packing=False, schedule="linear", max_length=4096)
    folders = ["--model", "m", "--data", "d", "--output", "o"]
    settings = arguments.read_settings([*folders, *asked.as_arguments()], {})
    assert {name: getattr(settings, name) for name in asked.model_dump()} == asked.model_dump()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"epochs": 0}, "epochs"),
        ({"epochs": 101}, "epochs"),
        ({"learning_rate": 0}, "learning_rate"),
        ({"learning_rate": 2}, "learning_rate"),
        ({"schedule": "wavy"}, "schedule"),
        ({"lora_rank": 0}, "lora_rank"),
        ({"lora_dropout": 0.95}, "lora_dropout"),
        ({"warmup_ratio": 0.6}, "warmup_ratio"),
        ({"seed": -1}, "seed"),
        ({"packing": "perhaps"}, "packing"),
        ({"max_length": 16_384}, "over micro_batch_tokens, 8192"),
        ({"precision": "bfloat16"}, "not a known key"),
    ],
)
def test_what_the_script_would_refuse_is_refused_before_it_is_paid_for(given: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        parse_as(OpenWeightsHyperparameters, given, inside="hyperparameters")


def files(config: Any, **others: bytes) -> MemoryObjects:
    text = config if isinstance(config, bytes) else json.dumps(config).encode()
    named = {"config.json": text, **{name.replace("__", "."): data for name, data in others.items()}}
    return MemoryObjects({FOLDER.within(name): data for name, data in named.items()})


def test_one_file_of_weights_says_how_many_parameters_there_are() -> None:
    found = read_base_weights(FOLDER, files(CONFIG, model__safetensors=b"x" * 2000))
    assert (found.architecture, found.parameters) == ("LlamaForCausalLM", 1000)


def test_the_index_of_several_files_does_too() -> None:
    index = json.dumps({"metadata": {"total_size": 16_060_522_496}}).encode()
    found = read_base_weights(FOLDER, files(CONFIG, model__safetensors__index__json=index))
    assert found.parameters == 8_030_261_248


@pytest.mark.parametrize(
    ("folder", "objects", "says"),
    [
        ("other/llama/", files(CONFIG), "is not under models/"),
        (FOLDER.key, MemoryObjects(), "config.json.* does not exist"),
        (FOLDER.key, files(CONFIG), "model.safetensors.* does not exist"),
        (FOLDER.key, files(b"{"), "is not JSON"),
        (FOLDER.key, files([]), "is not a JSON object"),
        (FOLDER.key, files({}), "'none' is not an architecture"),
        (FOLDER.key, files({"architectures": ["BertModel"]}, model__safetensors=b""), "'BertModel' is not an architec"),
        (
            FOLDER.key,
            files(CONFIG, model__safetensors__index__json=b'{"metadata": {"total_size": 200000000000}}'),
            "are over Custom Model Import's 200 GB",
        ),
    ],
)
def test_what_is_no_base_model_is_one_message(folder: str, objects: MemoryObjects, says: str) -> None:
    with pytest.raises(InvalidInput, match=says) as refused:
        read_base_weights(Location(bucket="corpora", key=folder), objects)
    assert refused.value.field == "base_model"


SETTINGS = JobSettings(
    name="tuneql-a-1",
    role_arn="arn:aws:iam::123456789012:role/training",
    region="us-east-1",
    instance_type="ml.g6e.2xlarge",
    train_uri="s3://runs/runs/a/dataset/train.jsonl",
    validation_uri=None,
    output_uri="s3://runs/runs/a/training",
    max_runtime_seconds=3600,
    tags={"tuneql:run": "a"},
)


def request(*, spot: bool = False, **changes: Any) -> dict[str, Any]:
    return script_job_request(
        replace(SETTINGS, **changes),
        code_uri="s3://runs/runs/a/training/code/",
        model_uri="s3://corpora/models/llama/",
        checkpoints_uri="s3://runs/runs/a/training/checkpoints",
        hyperparameters=OpenWeightsHyperparameters(),
        max_wait_seconds=7200,
        spot=spot,
    )


VPC = Vpc(subnets=("subnet-1",), security_groups=("sg-1",))
KEY = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"


@pytest.mark.parametrize(
    "changes",
    [{}, {"spot": True}, {"vpc": VPC, "output_kms_key": KEY}, {"validation_uri": "s3://runs/validation.jsonl"}],
)
def test_the_job_is_one_that_sagemaker_takes(changes: dict[str, Any]) -> None:
    assert validate("CreateTrainingJob", request(**changes), service="sagemaker") == []


def test_spot_vpc_and_key_are_in_the_request() -> None:
    asked = request(spot=True, vpc=VPC, output_kms_key=KEY)
    assert asked["EnableManagedSpotTraining"] is True
    assert asked["StoppingCondition"] == {"MaxRuntimeInSeconds": 3600, "MaxWaitTimeInSeconds": 7200}
    assert asked["VpcConfig"] == {"SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]}
    assert asked["OutputDataConfig"]["KmsKeyId"] == KEY


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"instance_type": "ml.g5.48xlarge"}, "single GPU"),
        ({"region": "eu-west-3"}, "has no Custom Model Import"),
        ({"max_runtime_seconds": 0}, "outside SageMaker's range"),
    ],
)
def test_an_impossible_job_is_refused(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        request(**changes)


def test_every_folder_that_the_script_is_told_of_is_one_that_sagemaker_brings_or_takes() -> None:
    asked = request(validation_uri="s3://runs/runs/a/dataset/validation.jsonl")
    words = asked["AlgorithmSpecification"]["ContainerArguments"]
    channels = {f"/opt/ml/input/data/{each['ChannelName']}" for each in asked["InputDataConfig"]}
    known = {*channels, "/opt/ml/model", "/opt/ml/output/data", asked["CheckpointConfig"]["LocalPath"]}
    assert {word for word in words if word.startswith("/opt/ml")} < known
    assert asked["AlgorithmSpecification"]["ContainerEntrypoint"][1] == "/opt/ml/input/data/code/start.sh"


def test_all_files_of_the_script_are_sent() -> None:
    assert {"train.py", "start.sh", "requirements.txt", "check_export.py"} < set(script_files())
    assert "open_weights/loop.py" in script_files()
    assert "tiny_model.py" not in script_files()


def test_quotas_are_called_as_service_quotas_calls_them() -> None:
    assert training_quota("ml.g5.2xlarge", spot=False) == "ml.g5.2xlarge for training job usage"
    assert training_quota("ml.g5.2xlarge", spot=True) == "ml.g5.2xlarge for spot training job usage"
