"""`tuneql training-request`, run as a command of its own."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from typer.testing import CliRunner

from cli.training_request import training_request
from local.protocol.service_model import validate
from tuneql.errors import InvalidInput

ROLE = "arn:aws:iam::123456789012:role/tuneql-training"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    rows = [
        {"question": f"Who is older than {n}, table {n % 12}?", "context": f"CREATE TABLE t{n % 12} (a INTEGER)",
         "answer": f"SELECT a FROM t{n % 12} WHERE a > {n}"}
        for n in range(80)
    ]  # fmt: skip
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.fixture
def app() -> typer.Typer:
    made = typer.Typer()
    made.command()(training_request)
    return made


@pytest.fixture
def ask(corpus: Path, app: typer.Typer) -> Callable[..., Any]:
    def run(*arguments: str) -> Any:
        asked = ["--corpus", str(corpus), "--bucket", "runs", "--role-arn", ROLE, "--json", *arguments]
        done = CliRunner().invoke(app, asked, catch_exceptions=False)
        assert done.exit_code == 0
        return json.loads(done.stdout)

    return run


def test_a_sagemaker_run_sends_a_training_job_then_an_import(ask: Callable[..., Any]) -> None:
    said = ask("--method", "sagemaker-nova", "--set", "epochs=3", "--set", "learning_rate=2e-5", "--set", "betas=[0,0]")
    job, model = said["requests"]
    assert (job["service"], job["operation"]) == ("sagemaker", "CreateTrainingJob")
    assert validate("CreateTrainingJob", job["parameters"], service="sagemaker") == []
    assert [channel["ChannelName"] for channel in job["parameters"]["InputDataConfig"]] == ["train", "val", "recipe"]
    assert (model["service"], model["operation"]) == ("bedrock", "CreateCustomModel")
    assert (
        len(validate("CreateCustomModel", model["parameters"], service="bedrock")) == 1
    )  # the checkpoint is known after training
    ((uri, text),) = said["files"].items()
    assert uri == job["parameters"]["InputDataConfig"][2]["DataSource"]["S3DataSource"]["S3Uri"]
    config = yaml.safe_load(text)["training_config"]
    assert config["trainer"] == {"max_epochs": 3}
    assert (config["model"]["optim"]["lr"], config["model"]["optim"]["betas"]) == (2e-5, [0.0, 0.0])


def test_people_read_the_recipe_and_then_the_requests(corpus: Path, app: typer.Typer) -> None:
    done = CliRunner().invoke(app, ["--corpus", str(corpus), "--method", "sagemaker-nova"], catch_exceptions=False)
    recipe, job, model = done.stdout.split("\n\n")
    assert "/training/recipe.yaml\nrun:\n" in recipe
    assert yaml.safe_load(recipe)["training_config"]["trainer"] == {"max_epochs": 2}
    assert job.startswith("# sagemaker CreateTrainingJob\n{")
    assert model.startswith("# bedrock CreateCustomModel\n{")
    assert json.loads(job.partition("\n")[2])["ResourceConfig"]["InstanceCount"] == 1


def test_a_bedrock_run_sends_a_customization_job(ask: Callable[..., Any]) -> None:
    said = ask("--method", "bedrock", "--set", "epochs=3")
    (job,) = said["requests"]
    assert validate("CreateModelCustomizationJob", job["parameters"], service="bedrock") == []
    assert job["parameters"]["hyperParameters"]["epochCount"] == "3"
    assert said["files"] == {}


def test_an_open_weights_run_sends_its_script_too(ask: Callable[..., Any]) -> None:
    said = ask("--method", "sagemaker-open-weights", "--base-model", "s3://corpora/models/llama/", "--set", "epochs=2")
    job, importing = said["requests"]
    assert validate("CreateTrainingJob", job["parameters"], service="sagemaker") == []
    words = job["parameters"]["AlgorithmSpecification"]["ContainerArguments"]
    assert words[words.index("--epochs") + 1] == "2"
    channels = {
        each["ChannelName"]: each["DataSource"]["S3DataSource"] for each in job["parameters"]["InputDataConfig"]
    }
    assert set(channels) == {"train", "val", "code", "model"}
    assert f"{channels['code']['S3Uri']}train.py" in said["files"]
    assert f"{channels['code']['S3Uri']}start.sh" in said["files"]
    assert importing["operation"] == "CreateModelImportJob"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--method", "mine"], "'sagemaker-nova' or 'sagemaker-open-weights'"),
        (["--set", "epochs"], "is not key=value"),
        (["--set", "epochs=9"], "is over the limit of 5"),
        (["--method", "sagemaker-nova", "--set", "epochs=many"], "from 1 to 100"),
        (["--method", "sagemaker-nova", "--set", "peft=null"], "does not deploy on demand"),
        (["--method", "sagemaker-nova", "--setting", "training_instance_type=ml.m5.large"], "ml.g5.48xlarge"),
        (["--method", "sagemaker-nova", "--setting", "region=eu-west-1"], "us-east-1"),
        (["--bucket", "has spaces"], "is not an S3 URI of an object"),
        (["--method", "sagemaker-open-weights"], "base_model.* is needed"),
        (["--base-model", "s3://corpora/models/llama/"], "base_model.* means nothing"),
        (["--method", "sagemaker-nova", "--set", "technique=dpo"], "needs pairs"),
        (["--corpus", "nowhere.jsonl"], "does not exist"),
    ],
)
def test_what_a_run_would_refuse_is_refused(ask: Callable[..., Any], arguments: list[str], says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        ask(*arguments)


def test_a_corpus_may_be_a_folder_whose_rows_bring_no_schema(app: typer.Typer, tmp_path: Path) -> None:
    rows = [
        {"question": f"Who is older than {n}, table {n}?", "query": f"SELECT a FROM t{n} WHERE a > {n}", "db_id": "d"}
        for n in range(40)
    ]
    (tmp_path / "rows").mkdir()
    (tmp_path / "rows" / "rows.json").write_text(json.dumps(rows))
    (tmp_path / "d.sql").write_text(";\n".join(f"CREATE TABLE t{n} (a INTEGER)" for n in range(40)))
    asked = ["--corpus", str(tmp_path / "rows"), "--schema", str(tmp_path / "d.sql")]
    done = CliRunner().invoke(app, asked, catch_exceptions=False)
    assert done.exit_code == 0
    assert "validationDataConfig" in done.stdout
