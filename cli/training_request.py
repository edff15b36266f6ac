"""`tuneql training-request`: what a run would send to start training, and nothing sent."""

import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, Literal

import typer
from pydantic import BaseModel

from cli.console import existing, show_json
from cli.corpus import read_file as corpus_rows
from tuneql.corpus.preparation import Dataset, assemble, prepare_rows
from tuneql.corpus.row import Rejection
from tuneql.errors import InvalidInput
from tuneql.limits import NOVA_MICRO
from tuneql.locations import Location, for_bedrock
from tuneql.parsing import parse_as
from tuneql.sql.dialects import get_dialect
from tuneql.training.bedrock import customization_job_request
from tuneql.training.hyperparameters import BedrockHyperparameters
from tuneql.training.nova import read_nova_hyperparameters
from tuneql.training.recipe import nova_recipe, write_yaml
from tuneql.training.sagemaker import import_model_request, training_job_request
from tuneql.workflow.names import client_token, names


class Place(BaseModel):
    """What a deployment and an execution fill in.

    Attributes:
        run: the run's id, from which everything is named.
        role_arn: the training role's.
        import_role_arn: the role's that Bedrock reads a checkpoint with.
    """

    run: str
    region: str
    bucket: str
    role_arn: str
    import_role_arn: str
    instance_type: str
    max_runtime_seconds: int

    def uri(self, path: str) -> str:
        """The URI of one of the run's objects."""
        return for_bedrock(Location(bucket=self.bucket, key=f"runs/{self.run}/{path}"))

    @property
    def tags(self) -> dict[str, str]:
        """Of everything that the run makes."""
        return {"tuneql:run": self.run}


def training_request(
    corpus: Annotated[str, typer.Option(help="A corpus file; it decides whether there is a validation set.")],
    method: Annotated[str, typer.Option(help="Who trains: bedrock or sagemaker-nova.")] = "bedrock",
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A hyperparameter; may be given again.")
    ] = None,
    dialect: Annotated[str, typer.Option(help="The dialect of SQL that names none.")] = "sqlite",
    run: Annotated[str, typer.Option(help="The run's id, which an execution would make up.")] = "example-00000000",
    region: Annotated[str, typer.Option(help="AWS Region of the deployment.")] = "us-east-1",
    bucket: Annotated[str, typer.Option(help="The deployment's bucket of runs.")] = "bucket-of-the-deployment",
    role_arn: Annotated[
        str, typer.Option(help="The deployment's training role.")
    ] = "arn:aws:iam::000000000000:role/training-role-of-the-deployment",
    import_role_arn: Annotated[
        str, typer.Option(help="The deployment's role for importing models.")
    ] = "arn:aws:iam::000000000000:role/import-role-of-the-deployment",
    instance_type: Annotated[str, typer.Option(help="Of a SageMaker training job.")] = "ml.g5.48xlarge",
    max_runtime_seconds: Annotated[int, typer.Option(help="After which SageMaker stops the job.")] = 24 * 3600,
) -> None:
    """Print the requests and files that start training, as one JSON object; nothing is sent."""
    parse_as(Method, {"method": method})
    given = dict(map(_setting, changes or ()))
    place = Place(
        run=run,
        region=region,
        bucket=bucket,
        role_arn=role_arn,
        import_role_arn=import_role_arn,
        instance_type=instance_type,
        max_runtime_seconds=max_runtime_seconds,
    )
    has_validation = bool(_dataset(corpus, dialect).validation)
    show_json({"method": method} | _METHODS[method](given, place, has_validation))


class Method(BaseModel):
    """Who trains."""

    method: Literal["bedrock", "sagemaker-nova"]


def _setting(text: str) -> tuple[str, object]:
    """`key=value` with the value as JSON where it is JSON, so that 1e-5 is a number."""
    key, equals, value = text.partition("=")
    if not key or not equals:
        raise InvalidInput(field="set", value=text, rule="is not key=value", remedy="write, for instance, epochs=3")
    try:
        return key, json.loads(value)
    except ValueError:
        return key, value


def _dataset(corpus: str, dialect: str) -> Dataset:
    """The corpus as the workflow would prepare it."""
    get_dialect(dialect)
    outcomes = list(prepare_rows(corpus_rows(existing(corpus, field="corpus")), dialect=dialect))
    prepared = [each for each in outcomes if not isinstance(each, Rejection)]
    return assemble(prepared, [each for each in outcomes if isinstance(each, Rejection)], dialect=dialect)


def _bedrock(given: Mapping[str, object], place: Place, has_validation: bool) -> dict[str, Any]:  # noqa: FBT001 -- called by table
    request = customization_job_request(
        job_name=names(place.run).job,
        model_name=names(place.run).model,
        role_arn=place.role_arn,
        base_model_id=NOVA_MICRO.training_id,
        train_uri=place.uri("dataset/train.jsonl"),
        validation_uri=place.uri("dataset/validation.jsonl") if has_validation else None,
        output_uri=place.uri("training/"),
        hyperparameters=parse_as(BedrockHyperparameters, given, inside="hyperparameters"),
        client_token=client_token(place.run, "training"),
        tags=place.tags,
    )
    return {"requests": [_call("bedrock", "CreateModelCustomizationJob", request)], "files": {}}


def _sagemaker_nova(given: Mapping[str, object], place: Place, has_validation: bool) -> dict[str, Any]:  # noqa: FBT001 -- called by table
    hyperparameters = read_nova_hyperparameters(given)
    recipe_uri = place.uri("training/recipe.yaml")
    training = training_job_request(
        job_name=names(place.run).job,
        role_arn=place.role_arn,
        region=place.region,
        technique=hyperparameters.technique,
        instance_type=place.instance_type,
        train_uri=place.uri("dataset/train.jsonl"),
        validation_uri=place.uri("dataset/validation.jsonl") if has_validation else None,
        recipe_uri=recipe_uri,
        output_uri=place.uri("training"),
        max_runtime_seconds=place.max_runtime_seconds,
        tags=place.tags,
    )
    importing = import_model_request(
        model_name=names(place.run).model,
        checkpoint_uri="<checkpoint_s3_bucket of the job's manifest.json>",
        role_arn=place.import_role_arn,
        client_token=client_token(place.run, "import"),
        tags=place.tags,
    )
    return {
        "requests": [
            _call("sagemaker", "CreateTrainingJob", training),
            _call("bedrock", "CreateCustomModel", importing),
        ],
        "files": {recipe_uri: write_yaml(nova_recipe(hyperparameters, name=names(place.run).job))},
    }


def _call(service: str, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    return {"service": service, "operation": operation, "parameters": parameters}


_METHODS: Final[Mapping[str, Callable[[Mapping[str, object], Place, bool], dict[str, Any]]]] = {
    "bedrock": _bedrock,
    "sagemaker-nova": _sagemaker_nova,
}
