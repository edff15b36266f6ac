"""`tuneql training-request`: print what a run would send to start training, without sending it."""

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Final

import typer

from cli.console import json_values, show, show_json
from cli.corpus_files import find_files, read_schemas
from cli.options import AsJson, Dialect, MethodName
from stacks.settings import Settings, run_defaults
from tuneql.aws.customization import MemoryCustomization
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.training_jobs import MemoryJobs
from tuneql.corpus.assembly import assemble
from tuneql.corpus.card.card import DatasetCard
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.schemas.dumps import without_dumped_rows
from tuneql.corpus.schemas.files import merge
from tuneql.corpus.transform import Context
from tuneql.locations import for_bedrock
from tuneql.parsing import parse_as
from tuneql.sql.dialects import get_dialect
from tuneql.training.open_weights.script import script_files
from tuneql.workflow.budget import longest_training, refuse_over_budget
from tuneql.workflow.estimating import estimate
from tuneql.workflow.execution_input import plan_run
from tuneql.workflow.run import Defaults, Run
from tuneql.workflow.trainers import BedrockTrainer, NovaTrainer, OpenWeightsTrainer, Trainer
from tuneql.workflow.training_requests import import_request

# Placeholders for what is known only when the job has ended.
_CHECKPOINT: Final = {
    "sagemaker-nova": "<checkpoint_s3_bucket of the job's manifest.json>",
    "sagemaker-open-weights": "<ModelArtifacts.S3ModelArtifacts of DescribeTrainingJob>",
}


def training_request(
    corpus: Annotated[str, typer.Option(help="A corpus, as tuneql corpus prepare takes it.")],
    method: MethodName = "bedrock",
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A hyperparameter; may be given again.")
    ] = None,
    base_model: Annotated[str | None, typer.Option(help="s3:// folder of open weights.")] = None,
    dialect: Dialect = "sqlite",
    schema: Annotated[
        list[str] | None, typer.Option(help="Schemas of rows that bring none; may be given again.")
    ] = None,
    execution: Annotated[str, typer.Option(help="The execution's name.")] = "example",
    started_at: Annotated[str, typer.Option(help="When the execution started.")] = "2026-01-01T00:00:00Z",
    bucket: Annotated[str, typer.Option(help="The deployment's bucket of runs.")] = "bucket-of-the-deployment",
    role_arn: Annotated[
        str, typer.Option(help="The deployment's training role.")
    ] = "arn:aws:iam::000000000000:role/training-role-of-the-deployment",
    import_role_arn: Annotated[
        str, typer.Option(help="The deployment's role for importing models.")
    ] = "arn:aws:iam::000000000000:role/import-role-of-the-deployment",
    settings: Annotated[
        list[str] | None,
        typer.Option("--setting", metavar="KEY=VALUE", help="A setting of the deployment; may be given again."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print the requests and files that start training; nothing is sent."""
    given: dict[str, object] = {
        "corpus": f"s3://{bucket}/corpus",
        "dialect": dialect,
        "method": method,
        "base_model": base_model,
        "hyperparameters": json_values(changes, option="set"),
    }
    run = _run(given, json_values(settings, option="setting"), bucket, execution, started_at)
    dataset = _dataset(corpus, dialect, schema or ())
    sent = _sent(run, dataset, role_arn=role_arn, import_role_arn=import_role_arn)
    if as_json:
        show_json({"method": method} | sent)
    else:
        show("\n\n".join(_readable(**sent)))


def _readable(requests: list[dict[str, Any]], files: dict[str, str]) -> Iterator[str]:
    """Each file and each request under its name, in the order of sending."""
    for uri, text in files.items():
        yield f"# {uri}\n{text.rstrip()}"
    for each in requests:
        yield f"# {each['service']} {each['operation']}\n{json.dumps(each['parameters'], indent=2)}"


def _run(given: dict[str, object], settings: dict[str, object], bucket: str, execution: str, started_at: str) -> Run:
    """The run that Plan would make."""
    defaults = run_defaults(parse_as(Settings, settings, inside="setting"))
    run = plan_run(
        given,
        defaults=parse_as(Defaults, defaults),
        bucket=bucket,
        champion=None,
        execution_id=execution,
        started_at=started_at,
    )
    for_bedrock(run.location("dataset/train.jsonl"))
    return run


def _dataset(corpus: str, dialect: str, schema: Iterable[str]) -> DatasetCard:
    """The card that the workflow would make of the corpus."""
    get_dialect(dialect)
    files = find_files([corpus])
    schemas = without_dumped_rows(read_schemas(schema).over(merge(files.schemas)), dialect)
    context = Context(dialect=dialect, schemas=schemas)
    outcomes = list(prepare_rows(files.read(), context))
    with TemporaryDirectory() as folder:
        return assemble(outcomes, context, Path(folder))


def _sent(run: Run, dataset: DatasetCard, *, role_arn: str, import_role_arn: str) -> dict[str, Any]:
    """The requests of the run's own trainer, on ports that only record them."""
    objects, jobs, customization = MemoryObjects(), MemoryJobs(), MemoryCustomization()
    trainers: dict[str, Trainer] = {
        "bedrock": BedrockTrainer(jobs=customization, objects=objects, role_arn=role_arn),
        "sagemaker-nova": NovaTrainer(jobs=jobs, objects=objects, role_arn=role_arn),
        "sagemaker-open-weights": OpenWeightsTrainer(
            jobs=jobs, objects=objects, role_arn=role_arn, code=script_files()
        ),
    }
    trainers[run.method].start(run, {"validation": dataset.validation}, longest=_longest(run, dataset))
    requests = [_call("bedrock", "CreateModelCustomizationJob", each) for each in customization.started]
    requests += [_call("sagemaker", "CreateTrainingJob", each) for each in jobs.started]
    if run.method in _CHECKPOINT:
        operation = "CreateCustomModel" if run.method == "sagemaker-nova" else "CreateModelImportJob"
        importing = import_request(run, _CHECKPOINT[run.method], role_arn=import_role_arn)
        requests.append(_call("bedrock", operation, importing))
    return {"requests": requests, "files": {uri: data.decode() for uri, data in objects.by_uri().items()}}


def _longest(run: Run, dataset: DatasetCard) -> timedelta:
    """What Preflight would tell StartTraining, or refuse; the size of open weights is not known here."""
    tokens = dataset.tokens.input + dataset.tokens.output
    found = estimate(run, records=dataset.train, tokens=tokens, questions=min(dataset.test, run.examples))
    refuse_over_budget(found, run)
    return longest_training(found, run)


def _call(service: str, operation: str, parameters: Any) -> dict[str, Any]:
    return {"service": service, "operation": operation, "parameters": parameters}
