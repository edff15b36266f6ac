"""The same training job, by AWS's SDK and by us: the two requests and the two recipe files, key by key.

It runs where `requirements-train.txt` is installed (`make test-sdk`), and is skipped elsewhere.
"""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tuneql.training.nova.hyperparameters import NovaHyperparameters, Technique, read_nova_hyperparameters
from tuneql.training.nova.recipe import nova_recipe, write_yaml
from tuneql.training.nova.request import image_uri, nova_job_request
from tuneql.training.sagemaker.job_settings import JobSettings, Vpc

pytest.importorskip("sagemaker.train", reason="requirements-train.txt is not installed", exc_type=ImportError)
yaml = pytest.importorskip("yaml")

# The SDK and what it is built on warn of their own future.
pytestmark = pytest.mark.filterwarnings("ignore")

JOB = "tuneql-orders-1a2b3c4d"
ROLE = "arn:aws:iam::123456789012:role/tuneql-training"
FOLDER = "s3://runs/runs/orders-1a2b3c4d"
KEY = "arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-4444-8888-0a1b2c3d4e5f"


@dataclass(frozen=True, kw_only=True)
class Case:
    """A job; `overrides` is by our names, `sdk_overrides` the same by the recipe's."""

    technique: Technique = "sft"
    instance_type: str = "ml.g5.48xlarge"
    overrides: Mapping[str, Any] = field(default_factory=dict)
    sdk_overrides: Mapping[str, Any] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=lambda: {"tuneql:run": "orders-1a2b3c4d"})
    vpc: Vpc | None = None
    kms_key: str | None = None

    @property
    def hyperparameters(self) -> NovaHyperparameters:
        return read_nova_hyperparameters({"technique": self.technique, **self.overrides})


CASES = {
    "defaults": Case(),
    "every-setting": Case(
        instance_type="ml.g6.12xlarge",
        overrides={
            "epochs": 5, "global_batch_size": 16, "max_length": 2048, "learning_rate": 2e-5, "min_lr": 2e-7,
            "warmup_steps": 31, "constant_steps": 7, "weight_decay": 0.1, "betas": [0.85, 0.99], "eps": 1e-7,
            "hidden_dropout": 0.1, "attention_dropout": 0.2, "ffn_dropout": 0.3, "lora_alpha": 192,
            "loraplus_lr_ratio": 8.0, "adapter_dropout": 0.05,
        },
        sdk_overrides={
            "max_length": 2048,
            "global_batch_size": 16,
            "trainer": {"max_epochs": 5},
            "model": {
                "hidden_dropout": 0.1, "attention_dropout": 0.2, "ffn_dropout": 0.3,
                "optim": {
                    "lr": 2e-5, "eps": 1e-7, "weight_decay": 0.1, "betas": [0.85, 0.99],
                    "sched": {"warmup_steps": 31, "constant_steps": 7, "min_lr": 2e-7},
                },
                "peft": {"lora_tuning": {"loraplus_lr_ratio": 8.0, "alpha": 192, "adapter_dropout": 0.05}},
            },
        },
        tags={"team": "orders", "tuneql:run": "orders-1a2b3c4d"},
        vpc=Vpc(subnets=("subnet-0a", "subnet-0b"), security_groups=("sg-0a",)),
        kms_key=KEY,
    ),
    "preferences": Case(
        technique="dpo",
        instance_type="ml.g5.12xlarge",
        overrides={"beta": 0.25, "lora_alpha": 32},
        sdk_overrides={"model": {"dpo_cfg": {"beta": 0.25}, "peft": {"lora_tuning": {"alpha": 32}}}},
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """Why the two differ at a path, and what must hold between our value and the SDK's all the same."""

    reason: str
    holds: Callable[[Any, Any], bool]


# Every difference that there is; a path is written as in the request, with channels and tags by their names.
DIFFERENCES = {
    "TrainingJobName": Difference(
        "the SDK adds the time, so a retry would train again; our name comes from the execution, and a retry meets it",
        lambda ours, theirs: theirs.startswith(f"{ours}-"),
    ),
    "InputDataConfig.recipe.DataSource.S3DataSource.S3Uri": Difference(
        "the SDK uploads the recipe under its own prefix; ours is kept with the run, under the same file name",
        lambda ours, theirs: ours == f"{FOLDER}/training/recipe.yaml" and theirs.endswith("/recipe/recipe.yaml"),
    ),
}


def our_request(case: Case) -> dict[str, Any]:
    settings = JobSettings(
        name=JOB,
        role_arn=ROLE,
        region="us-east-1",
        instance_type=case.instance_type,
        train_uri=f"{FOLDER}/dataset/train.jsonl",
        validation_uri=f"{FOLDER}/dataset/validation.jsonl",
        output_uri=f"{FOLDER}/training",
        max_runtime_seconds=86_400,
        tags=case.tags,
        output_kms_key=case.kms_key,
        vpc=case.vpc,
    )
    return nova_job_request(settings, technique=case.technique, recipe_uri=f"{FOLDER}/training/recipe.yaml")


def our_recipe(case: Case) -> dict[str, Any]:
    return dict(yaml.safe_load(write_yaml(nova_recipe(case.hyperparameters, name=JOB))))


@dataclass(frozen=True)
class Sent:
    """What the SDK would have sent."""

    request: dict[str, Any]
    recipe: dict[str, Any]


def sdk(case: Case, recorded: Any) -> Sent:
    """The job as the notebook of AWS's post starts it, with the recipe from a file instead of its URL."""
    from sagemaker.core.helper.session_helper import Session  # noqa: PLC0415 -- only where it is installed
    from sagemaker.train import ModelTrainer, configs  # noqa: PLC0415

    def channel(name: str, path: str) -> Any:
        source = configs.S3DataSource(
            s3_uri=f"{FOLDER}/{path}", s3_data_type="Converse", s3_data_distribution_type="FullyReplicated"
        )
        return configs.InputData(channel_name=name, data_source=source)

    names = {"name": JOB, "mlflow_experiment_name": "tuneql", "mlflow_run_name": JOB}
    output = {"kms_key_id": case.kms_key} if case.kms_key else {}
    networks = case.vpc and configs.Networking(
        subnets=list(case.vpc.subnets), security_group_ids=list(case.vpc.security_groups)
    )
    silent = {"SchemaVersion": "1.0", "SageMaker": {"PythonSDK": {"Modules": {"TelemetryOptOut": True}}}}
    trainer = ModelTrainer.from_recipe(
        training_recipe=str(Path(__file__).parent / "recipes" / f"{case.technique}.yaml"),
        recipe_overrides={"run": names, "training_config": dict(case.sdk_overrides)},
        compute=configs.Compute(instance_type=case.instance_type, instance_count=1),
        networking=networks,
        stopping_condition=configs.StoppingCondition(max_runtime_in_seconds=86_400),
        training_image=image_uri("us-east-1", case.technique),
        output_data_config=configs.OutputDataConfig(
            s3_output_path=f"{FOLDER}/training", compression_type="NONE", **output
        ),
        tags=[configs.Tag(key=key, value=value) for key, value in case.tags.items()],
        sagemaker_session=Session(boto_session=recorded.session, default_bucket="runs", sagemaker_config=silent),
        role=ROLE,
        base_job_name=JOB,
    )
    trainer.train(
        input_data_config=[channel("train", "dataset/train.jsonl"), channel("val", "dataset/validation.jsonl")],
        wait=False,
    )
    (recipe,) = (text for key, text in recorded.uploads.items() if key.endswith("recipe.yaml"))
    return Sent(recorded.requests["CreateTrainingJob"], yaml.safe_load(recipe))


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value with its path; lists of channels and tags are taken as mappings by name, for order means nothing."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        yield f"{path}.length", len(value)
        value = {item.get("ChannelName") or item.get("Key"): item for item in value}
    if isinstance(value, dict) and value:
        for key, item in value.items():
            yield from leaves(item, f"{path}.{key}" if path else str(key))
    else:
        yield path, value


def unexplained(ours: dict[str, Any], theirs: dict[str, Any]) -> set[str]:
    """The paths at which the two differ without a reason, and those that are said to differ and do not."""
    left, right = dict(leaves(ours)), dict(leaves(theirs))
    differing = {path for path in left.keys() | right.keys() if left.get(path) != right.get(path)}
    explained = {path for path, why in DIFFERENCES.items() if _holds(why, left.get(path), right.get(path))}
    return differing ^ explained


def _holds(why: Difference, ours: Any, theirs: Any) -> bool:
    return isinstance(ours, str) and isinstance(theirs, str) and why.holds(ours, theirs)


@pytest.fixture(scope="module")
def sent() -> dict[str, Sent]:
    """What the SDK sent in each case, so that it is run once for all mutations of it."""
    return {}


@pytest.fixture
def theirs(request: pytest.FixtureRequest, sent: dict[str, Sent], recorded: Any) -> Callable[[str], Sent]:
    def of(name: str) -> Sent:
        if name not in sent:
            sent[name] = sdk(CASES[name], recorded)
        return sent[name]

    return of


@pytest.mark.parametrize("name", CASES)
def test_the_requests_differ_only_where_there_is_a_reason(name: str, theirs: Callable[[str], Sent]) -> None:
    assert unexplained(our_request(CASES[name]), theirs(name).request) == set()


@pytest.mark.parametrize("name", CASES)
def test_the_recipe_files_say_the_same(name: str, theirs: Callable[[str], Sent]) -> None:
    assert our_recipe(CASES[name]) == theirs(name).recipe


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*path, key)
        yield from places(item, (*path, key))


def mutations(value: dict[str, Any], name: str) -> Iterator[Any]:
    """The value with one thing in it changed or left out, for every thing in it."""
    for way in places(value):
        for verb, change in (("drop", _drop), ("change", _alter)):
            changed = copy.deepcopy(value)
            owner = changed
            for step in way[:-1]:
                owner = owner[step]
            change(owner, way[-1])
            yield pytest.param(name, changed, id=f"{name}-{verb}-{'.'.join(map(str, way))}")


def _drop(owner: Any, key: Any) -> None:
    del owner[key]


def _alter(owner: Any, key: Any) -> None:
    """Put something else of the same type there."""
    value = owner[key]
    if isinstance(value, str):
        owner[key] = f"{value}x"
    elif isinstance(value, bool):
        owner[key] = not value
    elif isinstance(value, int | float):
        owner[key] = value * 2 + 1
    elif isinstance(value, dict):
        value["Other"] = "x"
    else:
        value.append(value[-1])


REQUEST_MUTATIONS = [each for name, case in CASES.items() for each in mutations(our_request(case), name)]
RECIPE_MUTATIONS = [each for name, case in CASES.items() for each in mutations(our_recipe(case), name)]


@pytest.mark.parametrize(("name", "mutated"), REQUEST_MUTATIONS)
def test_any_change_of_our_request_is_seen(name: str, mutated: dict[str, Any], theirs: Callable[[str], Sent]) -> None:
    assert unexplained(mutated, theirs(name).request)


@pytest.mark.parametrize(("name", "mutated"), RECIPE_MUTATIONS)
def test_any_change_of_our_recipe_is_seen(name: str, mutated: dict[str, Any], theirs: Callable[[str], Sent]) -> None:
    assert mutated != theirs(name).recipe
