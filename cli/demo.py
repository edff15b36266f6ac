"""`tuneql demo`: the whole workflow on the local account, and a question to the API at its end."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.account import BUILD, LOCAL_SETTINGS, all_outputs, deployed, pointed_at, upload_example
from cli.base_model import HYPERPARAMETERS, upload_base_model
from cli.console import existing_folder, filled, say, show, show_json
from cli.locks import locked
from cli.options import FaultNames, MethodName
from cli.outcome import failed, print_outcome
from cli.run import execute
from cli.uploads import Uploads
from examples import kestrel
from local.faults import Faults
from local.training_python import find_training_python
from tuneql.aws.clients import patient_client
from tuneql.aws.executions import Outcome
from tuneql.aws.objects import S3Objects
from tuneql.aws.signed import call
from tuneql.errors import InvalidInput
from tuneql.locations import Location
from tuneql.parsing import parse_as
from tuneql.sql.dialects import get_dialect
from tuneql.workflow.execution_input import ExecutionInput

if TYPE_CHECKING:
    from local.cloudformation.deployment import Deployment

FOLDER = BUILD / "demo"
POLL_SECONDS = 0.5
# A model that knows nothing writes until it is cut off, which takes long on a CPU.
OPEN_WEIGHTS_EXAMPLES = 24


def demo(
    corpus: Annotated[str | None, typer.Option(help="A corpus file or folder; the bundled example by default.")] = None,
    databases: Annotated[str | None, typer.Option(help="A folder of <db_id>.sqlite files to run the SQL on.")] = None,
    dialect: Annotated[str | None, typer.Option(help="The dialect of SQL that names none.")] = None,
    examples: Annotated[int | None, typer.Option(min=1, help="Held-out questions to ask each model.")] = None,
    method: MethodName = "bedrock",
    fault: FaultNames = None,
    keep: Annotated[bool, typer.Option(help="Copy every object of the run to build/demo/run.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print summary.json instead of tables.")] = False,
) -> None:
    """Corpus to champion to checked SQL, without an AWS account: the synthesized app, on a local stand-in for AWS."""
    faults = tuple(fault or ())
    _check(corpus, databases, dialect, method, faults)
    with locked(FOLDER):
        _empty(FOLDER)
        say("tuneql demo: the synthesized CDK app in a local account; Bedrock is a local stand-in, and so is its model")
        with deployed(FOLDER, faults=faults) as (account, deployment), pointed_at(account.environment):
            outputs = all_outputs(deployment)
            given = _input(corpus, databases, dialect, examples, method, bucket=outputs["CorpusBucket"])
            outcome = execute(outputs["StateMachineArn"], given, every_seconds=POLL_SECONDS)
            summary = _summary(outcome, deployment, _trained(method))
            _collect(outcome, keep=keep)
        written = json.dumps(summary, indent=2, ensure_ascii=False) + "\n"
        (FOLDER / "summary.json").write_text(written, encoding="utf-8")
    if as_json:
        show_json(summary)
    elif outcome.status == "SUCCEEDED":
        _print(outcome, summary)
    if outcome.status != "SUCCEEDED":
        raise failed(outcome)


def _empty(folder: Path) -> None:
    """Take away what an earlier demo left."""
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink()


def _check(
    corpus: str | None, databases: str | None, dialect: str | None, method: str, faults: tuple[str, ...]
) -> None:
    """Refuse wrong options before the account is made, which takes a while.

    Dialects are checked last, since a custom one starts the program again: see `tuneql.interpreted`.
    """
    if corpus is None:
        for name, value in (("databases", databases), ("dialect", dialect)):
            if value is not None:
                rule, remedy = "is for a corpus of your own, and none is named", "name it with --corpus"
                raise InvalidInput(field=name, value=value, rule=rule, remedy=remedy)
    else:
        filled(corpus, field="corpus")
    if databases is not None:
        existing_folder(databases, field="databases")
    parse_as(ExecutionInput, {"corpus": corpus or "bundled", "method": method})
    Faults(faults)
    for each in (dialect or "sqlite", LOCAL_SETTINGS["dialect"]):
        get_dialect(each)


def _input(
    corpus: str | None, databases: str | None, dialect: str | None, examples: int | None, method: str, *, bucket: str
) -> dict[str, Any]:
    """The execution's input; the bundled example is built when no corpus is named."""
    if corpus is None:
        given: dict[str, Any] = upload_example(kestrel.build(FOLDER / "kestrel"), bucket)
    else:
        uploads = Uploads(bucket)
        given = {"corpus": uploads.corpus(corpus), "databases": uploads.databases(databases) if databases else None}
        given["dialect"] = dialect or "sqlite"
    if method == "sagemaker-open-weights":
        source = Path(corpus) if corpus else FOLDER / "kestrel" / "corpus.jsonl"
        given["base_model"] = upload_base_model(source, FOLDER, bucket, dialect=given["dialect"])
        given["hyperparameters"] = dict(HYPERPARAMETERS)
        examples = examples or OPEN_WEIGHTS_EXAMPLES
    given |= {"method": method, "evaluation": {"examples": examples} if examples else None}
    return {key: value for key, value in given.items() if value is not None}


def _trained(method: str) -> str:
    """The name of the local candidate, whose scores show only that the workflow works."""
    real = method == "sagemaker-open-weights" and find_training_python() is not None
    return "tiny Llama that knew nothing" if real else "local stand-in"


def _summary(outcome: Outcome, deployment: "Deployment", model: str) -> dict[str, Any]:
    """The content of `summary.json`; every number is read from a file of the run."""
    execution = {"status": outcome.status, "seconds": round(outcome.seconds, 1)}
    if outcome.status != "SUCCEEDED":
        failure = {"error": outcome.error, "cause": outcome.cause}
        return {"execution": execution | failure, "model": model}
    files = RunFiles(outcome.output["run"])
    training = files.json("training/summary.json")
    champion = outcome.output.get("champion", {})
    return {
        "execution": execution,
        "dataset": files.json("dataset/card.json"),
        "training": {key: training[key] for key in ("method", "steps", "first_loss", "last_loss")},
        "evaluation": files.json("evaluation/metrics.json"),
        "release": {
            "promoted": outcome.output["gate"]["promote"],
            "champion_arn": champion.get("model_id"),
            "reasons": outcome.output["gate"]["reasons"],
        },
        "api": _ask(deployment, files),
        "model": model,
        "files": {"run": files.folder.uri, "report": str(FOLDER / "report.html")},
    }


class RunFiles:
    """The objects of a run.

    Args:
        run: `$.run` of the execution's state.
    """

    def __init__(self, run: Mapping[str, Any]) -> None:
        self.folder = Location(bucket=run["bucket"], key=f"runs/{run['id']}/")
        self._objects = S3Objects(patient_client("s3"))

    def read(self, path: str) -> bytes:
        """The bytes of one object."""
        return self._objects.read(self.folder.within(path))

    def json(self, path: str) -> Any:
        """One object, decoded."""
        return json.loads(self.read(path))

    def names(self) -> list[str]:
        """The paths of all objects, relative to the run's folder."""
        return [found.key.removeprefix(self.folder.key) for found in self._objects.list(self.folder)]


def _ask(deployment: "Deployment", files: RunFiles) -> dict[str, Any]:
    """A held-out question to the API, as an application would ask it."""
    question = json.loads(files.read("dataset/test.jsonl").splitlines()[0])
    smoke = files.json("evaluation/smoke.json")
    asked = smoke[0] if smoke else question
    url = f"{deployment.api_url}/sql"
    status, answer = call("POST", url, {"question": asked["question"], "schema": asked["schema"]})
    sql = answer.get("sql")
    return {"url": url, "question": asked["question"], "sql": sql, "status": status, "answer": answer}


def _collect(outcome: Outcome, *, keep: bool) -> None:
    """Copy the report, and with `keep` every object of the run, out of the account before it ends."""
    run = outcome.output.get("run")
    if run is None:
        return
    files = RunFiles(run)
    (FOLDER / "report.html").write_bytes(files.read("evaluation/report.html"))
    for name in files.names() if keep else ():
        target = FOLDER / "run" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(files.read(name))


def _print(outcome: Outcome, summary: Mapping[str, Any]) -> None:
    show("")
    print_outcome(outcome)
    api = summary["api"]
    show(f"\nPOST {api['url']} -> {api['status']}")
    show(f"  question  {api['question']}")
    show(f"  sql       {api['sql'] or api['answer'].get('detail')}")
    show(f"\nsummary {FOLDER / 'summary.json'}\nreport  {FOLDER / 'report.html'}  (scores of the {summary['model']})")
