"""What AWS would refuse is refused, and what would fail there fails here. Cases are data."""

from collections.abc import Callable
from typing import Any

import pytest

from local.sagemaker.recipe_jobs.recipe import UnfitRecipe, read_recipe

VALIDATION = "ValidationException"
REGISTRY = "708977205387.dkr.ecr.us-east-1.amazonaws.com"
SFT = "nova-fine-tune-repo:SM-TJ-SFT-latest"
PATH = "sagemaker_recipe_local_path"

# What is changed in a good CreateTrainingJob (None: left out; a dotted name: within), and what the message must say.
JOBS: list[tuple[dict[str, Any], str]] = [
    ({"TrainingJobName": None}, "TrainingJobName: is required"),
    ({"TrainingJobName": "a_b"}, "TrainingJobName: must match"),
    ({"TrainingJobName": "a" * 64}, "length of at most 63"),
    ({"RoleArn": "arn:aws:iam::999999999999:role/other"}, "Could not assume role"),
    ({"RoleArn": "training"}, "RoleArn: must match"),
    ({"Environment": {"A": "1"}}, "does not serve Environment"),
    ({"ServerlessJobConfig": {"BaseModelArn": "x", "JobType": "Tuning"}}, "JobType: must be one of"),
    (
        {"AlgorithmSpecification.TrainingImage": "xgboost:1"},
        "trains with nova-fine-tune-repo and huggingface-pytorch-training only",
    ),
    ({"AlgorithmSpecification.TrainingImage": f"{REGISTRY.replace('us-east-1', 'us-west-2')}/{SFT}"}, "valid <region>"),
    ({"AlgorithmSpecification.TrainingImage": f"{REGISTRY.replace('7089', '1111')}/{SFT}"}, "Access denied"),
    (
        {"AlgorithmSpecification.TrainingImage": f"{REGISTRY}/nova-evaluation-repo:SM-TJ-Eval-latest"},
        "not with the image",
    ),
    ({"AlgorithmSpecification.TrainingImage": f"{REGISTRY}/{SFT.replace('SFT', 'SFT-V2')}"}, "not found"),
    ({"AlgorithmSpecification.TrainingInputMode": "Stream"}, "TrainingInputMode: must be one of"),
    ({"AlgorithmSpecification.TrainingInputMode": "Pipe"}, "input mode File only"),
    ({"HyperParameters": None}, "base_model must be nova-micro/prod"),
    ({"HyperParameters.base_model": "nova-lite/prod"}, "base_model must be nova-micro/prod"),
    ({f"HyperParameters.{PATH}": "/opt/ml/recipe.yaml"}, f"{PATH} must be a file in"),
    ({"HyperParameters.epochs": 3}, "HyperParameters.epochs: must be a string"),
    ({"HyperParameters.epochs": "3"}, "does not know the hyperparameters epochs"),
    ({"ResourceConfig.InstanceType": "ml.g5.2xlarge"}, "ml.g5.2xlarge is not supported by the recipe"),
    ({"ResourceConfig.InstanceCount": 2}, "runs on 1 instance"),
    ({"ResourceConfig.VolumeSizeInGB": 0}, "VolumeSizeInGB must be at least 1"),
    ({"ResourceConfig.VolumeKmsKeyId": "alias/key"}, "has local instance storage"),
    ({"ResourceConfig": None}, "The instance type None"),
    ({"StoppingCondition": None}, "StoppingCondition is required"),
    ({"StoppingCondition": {"MaxRuntimeInSeconds": 0}}, "value of at least 1"),
    ({"StoppingCondition": {"MaxRuntimeInSeconds": 3_000_000}}, "MaxRuntimeInSeconds must be"),
    ({"StoppingCondition": {"MaxWaitTimeInSeconds": 60}}, "only be set with EnableManagedSpotTraining"),
    ({"EnableManagedSpotTraining": True}, "MaxWaitTimeInSeconds must be set"),
    ({"OutputDataConfig": None}, "OutputDataConfig: is required"),
    ({"OutputDataConfig.CompressionType": "GZIP"}, "CompressionType must be NONE"),
    ({"OutputDataConfig.S3OutputPath": "runs/training"}, "S3OutputPath: must match"),
    ({"Tags": [{"Key": "a"}]}, "Tags[0].Value: is required"),
    ({"Tags": [{"Key": "a", "Value": "1"}, {"Key": "a", "Value": "2"}]}, "Duplicate tag keys"),
    ({"Tags": [{"Key": "aws:run", "Value": "1"}]}, "aws: prefixed"),
    ({"Tags": [{"Key": "a*", "Value": "1"}]}, "Tags[0].Key: must match"),
    ({"VpcConfig": {"Subnets": ["subnet-1"]}}, "VpcConfig.SecurityGroupIds: is required"),
]
# Channels as (name, URI, S3 data type).
TRAIN, RECIPE = ("train", "s3://runs/dataset/train.jsonl"), ("recipe", "s3://runs/recipe.yaml", "S3Prefix")
CHANNELS: list[tuple[list[tuple[str, ...]], str]] = [
    ([], "length of at least 1"),
    ([TRAIN], "must be train, recipe"),
    ([RECIPE], "must be train, recipe"),
    ([TRAIN, RECIPE, ("test", *TRAIN[1:])], "they are train, recipe, test"),
    ([TRAIN, TRAIN, RECIPE], "Duplicate channel names"),
    ([TRAIN, RECIPE, ("val", *TRAIN[1:]), ("validation", *TRAIN[1:])], "must be train, recipe"),
    ([(*TRAIN, "S3Prefix"), RECIPE], "train must be Converse, is S3Prefix"),
    ([TRAIN, (*RECIPE[:2], "Converse")], "recipe must be S3Prefix, is Converse"),
    ([(*TRAIN, "Parquet"), RECIPE], "S3DataType: must be one of"),
    ([("train", "s3://runs/nowhere.jsonl"), RECIPE], 'No S3 objects found under S3 URL "s3://runs/nowhere.jsonl"'),
    ([TRAIN, ("recipe", "s3://nowhere/recipe.yaml", "S3Prefix")], "No S3 objects found"),
]
# What is replaced in a good recipe, by what, and what the failure reason must say.
RECIPES: list[tuple[str, str, str]] = [
    (
        "lr: 5.0e-05",
        "lr: 1e-5",
        "optim.lr must be a number from 1e-07 to 1, is '1e-5', which YAML 1.1 reads as a string",
    ),
    ("eps: 1.0e-06", "eps: 1e-06", "optim.eps must be a number from 1e-16 to 0.01, is '1e-06'"),
    ("min_lr: 1.0e-06", "min_lr: 5.0e-05", "min_lr must be below"),
    ("max_epochs: 5", "max_epochs: 0", "max_epochs must be a whole number from 1 to 100, is 0"),
    ("max_epochs: 5", "max_epochs: 2.5", "max_epochs must be a whole number"),
    ("max_epochs: 5", "max_epochs: true", "max_epochs must be a whole number"),
    ("max_epochs: 5", "num_epochs: 5", "max_epochs is missing; training_config.trainer.num_epochs is no key"),
    ("max_length: 8192", "max_length: 8000", "a multiple of 1024, is 8000"),
    ("max_length: 8192", "max_length: 16384", "from 1024 to 8192"),
    ("global_batch_size: 64", "global_batch_size: 8", "global_batch_size must be 16 or 32 or 64, is 8"),
    ("global_batch_size: 64", "global_batch_size: 16.0", "global_batch_size must be 16 or 32 or 64, is 16.0"),
    ("hidden_dropout: 0.0", "hidden_dropout: 1.5", "hidden_dropout must be a number from 0 to 1"),
    ("betas: [0.9, 0.999]", "betas: [0.9]", "betas must be two numbers"),
    ("betas: [0.9, 0.999]", "betas: [0.9, 1]", "betas must be two numbers"),
    ("weight_decay: 0.0", "weight_decay: .nan", "weight_decay must be a number from 0 to 1"),
    ("warmup_steps: 10", "warmup_steps: 101", "warmup_steps must be a whole number from 0 to 100"),
    ("alpha: 128", "alpha: 100", "alpha must be 32 or 64"),
    ("loraplus_lr_ratio: 16.0", "loraplus_lr_ratio: 101.0", "loraplus_lr_ratio must be a number from 0 to 100"),
    ("peft_scheme: lora", "peft_scheme: null", "peft_scheme must be 'lora', is None"),
    ("nova-micro/prod", "nova-lite/prod", "model_name_or_path must be 'nova-micro/prod'"),
    ("mlflow_run_name: boats", 'mlflow_run_name: ""', "a string that is not empty"),
    ("run:", "run: [", "is no YAML"),
]


def changed(request: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    for path, value in changes.items():
        member, _, inner = path.partition(".")
        request[member] = request[member] | {inner: value} if inner else value
    return {name: value for name, value in request.items() if value is not None}


@pytest.mark.parametrize(("changes", "message"), JOBS, ids=[message for _, message in JOBS])
def test_a_job_that_breaks_a_rule_is_refused(house: Any, changes: dict[str, Any], message: str) -> None:
    request = changed(house.request(), changes)
    code, text = house.error(house.sagemaker.create_training_job, **request)
    assert code == VALIDATION
    assert message in text
    assert house.error(house.sagemaker.describe_training_job, TrainingJobName="job-1")[0] == VALIDATION


@pytest.mark.parametrize(("channels", "message"), CHANNELS)
def test_channels_that_break_a_rule_are_refused(house: Any, channels: list[tuple[str, ...]], message: str) -> None:
    request = house.request(InputDataConfig=[house.channel(*each) for each in channels])
    code, text = house.error(house.sagemaker.create_training_job, **request)
    assert (code, message in text) == (VALIDATION, True), text


@pytest.mark.parametrize(("old", "new", "message"), RECIPES, ids=[each[1] for each in RECIPES])
def test_a_recipe_that_is_not_valid_is_refused(recipe: str, old: str, new: str, message: str) -> None:
    assert old in recipe
    with pytest.raises(UnfitRecipe) as refused:
        read_recipe(recipe.replace(old, new, 1), technique="sft")
    assert message in str(refused.value)


def test_a_preference_recipe_has_its_own_keys(recipe: str) -> None:
    with pytest.raises(UnfitRecipe) as refused:
        read_recipe(recipe, technique="dpo")
    assert "dpo_cfg.beta is missing" in str(refused.value)
    assert "max_length must be a whole number from 1024 to 4096" in str(refused.value)


def test_a_recipe_that_is_not_valid_fails_the_job(house: Any) -> None:
    house.objects.put("runs", "recipe.yaml", house.recipe.replace("lr: 5.0e-05", "lr: 1e-5", 1).encode())
    job = house.train()
    assert job["TrainingJobStatus"] == "Failed"
    assert job["FailureReason"].startswith("AlgorithmError: the recipe is not valid: training_config.model.optim.lr")


def test_a_recipe_that_is_called_otherwise_is_not_found(house: Any) -> None:
    house.objects.put("runs", "recipes/nova.yaml", house.recipe.encode())
    channels = [*house.request()["InputDataConfig"][:1], house.channel("recipe", "s3://runs/recipes/", "S3Prefix")]
    assert "No such file or directory: '/opt/ml/input/data/recipe/recipe.yaml'" in house.train(
        InputDataConfig=channels
    ).get("FailureReason", "")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('{"messages": []}', "line 11: schemaVersion must be"),
        ("{", "line 11: is no JSON"),
        ('{"schemaVersion": "bedrock-conversation-2024", "messages": [{"role": "user"}]}', "must alternate"),
    ],
)
def test_one_bad_record_fails_the_job(house: Any, line: str, message: str) -> None:
    data = house.objects.get("runs", "dataset/train.jsonl") + line.encode()
    house.objects.put("runs", "dataset/train.jsonl", data)
    job = house.train()
    assert job["FailureReason"].startswith("AlgorithmError: 1 invalid records: train.jsonl line 11")
    assert message in job["FailureReason"]


def test_an_empty_channel_fails_the_job(house: Any) -> None:
    house.objects.put("runs", "dataset/validation.jsonl", b"\n")
    assert house.train()["FailureReason"] == "AlgorithmError: the channel val holds no records, exit code: 1"


def test_a_name_is_never_free_again(house: Any) -> None:
    house.train()
    code, text = house.error(house.sagemaker.create_training_job, **house.request())
    assert (code, "must be unique within an AWS account" in text) == ("ResourceInUse", True)


def test_a_quota_is_for_one_job_at_a_time_and_of_one_type(house: Any) -> None:
    house.start()
    create = house.sagemaker.create_training_job
    second = house.request(TrainingJobName="job-2")
    assert house.error(create, **second)[0] == "ResourceLimitExceeded"
    create(**changed(second, {"ResourceConfig.InstanceType": "ml.g6.12xlarge"}))
    house.sagemaker.stop_training_job(TrainingJobName="job-1")
    create(**house.request(TrainingJobName="job-3"))


def test_the_image_is_that_of_the_region(start_house: Callable[..., Any]) -> None:
    house = start_house("us-west-2")
    west = f"176779409107.dkr.ecr.us-west-2.amazonaws.com/{SFT}"
    create = house.sagemaker.create_training_job
    assert house.error(create, **house.request())[0] == VALIDATION
    create(**changed(house.request(), {"AlgorithmSpecification.TrainingImage": west}))
    code, text = house.error(house.bedrock.create_custom_model, **house.importing("s3://customer-escrow/x"))
    assert (code, "us-east-1" in text) == (VALIDATION, True)


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        ({"modelName": None}, VALIDATION, "modelName: is required"),
        ({"modelName": "a.b"}, VALIDATION, "modelName: must match"),
        ({"roleArn": None}, VALIDATION, "roleArn is required"),
        ({"roleArn": "arn:aws:iam::999999999999:role/other"}, VALIDATION, "Could not assume"),
        ({"modelSourceConfig": None}, VALIDATION, "imports from modelSourceConfig"),
        ({"modelSourceConfig": {}}, VALIDATION, "exactly one of"),
        ({"modelSourceConfig": {"s3DataSource": {"s3Uri": "s3://b/a=1/"}}}, VALIDATION, "s3Uri: must match"),
        ({"modelKmsKeyArn": "alias/key"}, VALIDATION, "modelKmsKeyArn: must match"),
        ({"modelName": "taken"}, "ConflictException", "is or was in use"),
    ],
)
def test_an_import_that_breaks_a_rule_is_refused(house: Any, changes: dict[str, Any], code: str, message: str) -> None:
    house.bedrock.create_custom_model(**house.importing("s3://customer-escrow-1-smtj-2/job/1", modelName="taken"))
    request = changed(house.importing("s3://customer-escrow-1-smtj-2/job/1"), changes)
    found, text = house.error(house.bedrock.create_custom_model, **request)
    assert (found, message in text) == (code, True), text


@pytest.mark.parametrize("uri", ["s3://runs/dataset/train.jsonl", "s3://customer-escrow-123456789012-smtj-0/job-1/1"])
def test_what_is_no_checkpoint_is_not_imported(house: Any, uri: str) -> None:
    model = house.imported(uri)
    assert model["modelStatus"] == "Failed"
    assert "checkpoint" in model["failureMessage"]


def test_what_is_not_served_says_so(house: Any) -> None:
    code, text = house.error(house.sagemaker.list_training_jobs)
    assert (code, "does not serve ListTrainingJobs" in text) == ("NotImplementedException", True)
