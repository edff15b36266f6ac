"""The deployed app as its users see it: a corpus goes up, an execution runs, the endpoint is asked, people are told."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.exceptions import ClientError
from botocore.httpsession import URLLib3Session

from local.account import LocalAccount
from local.deployment import Deployment
from tests.end_to_end import orchard
from tests.end_to_end.seen import Answer, Champion, Ended, Started

# Far beyond what any run takes on the slowest machine: a test that waits this long has found a hang.
PATIENCE_SECONDS: Final = 240
REQUESTS: Final = "bedrock-requests.jsonl"


def _looks(otherwise: str) -> Iterator[None]:
    """Now and again, for as long as anyone would wait; oftener, a run would wait for those who look at it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        yield
        time.sleep(0.25)
    raise TimeoutError(otherwise)


def _decoded(content: bytes) -> Any:
    """JSON; or text, which the playground's page is."""
    return content.decode() if content.startswith(b"<") else json.loads(content or b"null")


@dataclass(frozen=True, kw_only=True)
class House:
    """The local account with the app in it.

    Attributes:
        directory: where the account keeps its files, the record of requests to Bedrock among them.
        inbox: the URL of a queue that is subscribed to the notifications.
        received: the notifications so far.
    """

    account: LocalAccount
    deployment: Deployment
    directory: Path
    inbox: str
    received: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def outputs(self) -> Mapping[str, str]:
        """Of all stacks."""
        return {key: value for outputs in self.deployment.outputs.values() for key, value in outputs.items()}

    @property
    def environment(self) -> Mapping[str, str]:
        """What a process outside needs to reach the account, and nothing else."""
        return {"PATH": os.environ["PATH"], **self.account.environment}

    def upload(self, key: str, data: bytes) -> str:
        """Put an object into the corpus bucket; returns its URI."""
        bucket = self.outputs["CorpusBucket"]
        self.account.client("s3").put_object(Bucket=bucket, Key=key, Body=data)
        return f"s3://{bucket}/{key}"

    def start(self, name: str, given: Mapping[str, Any]) -> Started:
        """Start an execution of this name and input."""
        before = self.champion()
        answer = self.account.client("stepfunctions").start_execution(
            stateMachineArn=self.deployment.state_machine_arn, name=name, input=json.dumps(given)
        )
        return Started(name=name, arn=answer["executionArn"], before=before)

    def end(self, started: Started) -> Ended:
        """Wait until the execution is over, and look at everything."""
        described = self._over(started.arn)
        run = self.run_of(started.name)
        return Ended(
            name=started.name,
            arn=started.arn,
            status=described["status"],
            output=json.loads(described.get("output") or "{}"),
            error=described.get("error", ""),
            cause=described.get("cause", ""),
            run=run,
            states=self._states(started.arn),
            left=tuple(self._left(run)) if run else (),
            jobs=len(self.jobs_of(started.name)),
            messages=tuple(self._messages(started.arn)),
            before=started.before,
            after=self.champion(),
        )

    def execute(self, name: str, given: Mapping[str, Any], *, fault: str | None = None) -> Ended:
        """Start an execution and see it through, with a fault switched on meanwhile."""
        with self.going_wrong(fault):
            return self.end(self.start(name, given))

    @contextmanager
    def going_wrong(self, fault: str | None) -> Iterator[None]:
        """A fault switched on for as long as the context lasts."""
        if fault is None:
            yield
            return
        self.account.faults.enable(fault)
        try:
            yield
        finally:
            self.account.faults.disable(fault)

    @contextmanager
    def settings(self, **changed: object) -> Iterator[None]:
        """The app as it would be deployed with other settings for runs, for as long as the context lasts."""
        client = self.account.client("lambda")
        plan = next(f for f in client.list_functions(MaxItems=100)["Functions"] if "lambdas.plan." in f["Handler"])
        before = plan["Environment"]["Variables"]
        after = {**before, "SETTINGS": json.dumps({**json.loads(before["SETTINGS"]), **changed})}
        try:
            client.update_function_configuration(FunctionName=plan["FunctionName"], Environment={"Variables": after})
            yield
        finally:
            client.update_function_configuration(FunctionName=plan["FunctionName"], Environment={"Variables": before})

    def function(self, stage: str) -> Mapping[str, Any]:
        """The configuration of a function."""
        functions = self.account.client("lambda").list_functions(MaxItems=100)["Functions"]
        return next(each for each in functions if f"lambdas.{stage}." in each["Handler"])

    def renew(self, stage: str, name: str) -> None:
        """Have new processes answer for a function, which know nothing of before; the name is one of theirs alone."""
        client, found = self.account.client("lambda"), self.function(stage)
        variables = {**found["Environment"]["Variables"], "RENEWED": name}
        client.update_function_configuration(FunctionName=found["FunctionName"], Environment={"Variables": variables})

    def end_idle_process(self, stage: str) -> None:
        """Kill the warm process that a stage's next event would be given to."""
        listed = subprocess.run(["ps", "-axwwo", "pid=,command="], capture_output=True, text=True, check=True).stdout
        workers = [line for line in listed.splitlines() if "lambda_worker" in line and str(self.directory) in line]
        idle = [int(line.split()[0]) for line in workers if f"lambdas.{stage}." in line]
        assert idle, f"{stage} has no warm process"
        for process in idle:
            os.kill(process, signal.SIGKILL)

    def wait_for(self, started: Started, state: str) -> None:
        """Wait until an execution has entered a state."""
        for _ in _looks(f"{started.arn} does not come to {state}"):
            if state in self._states(started.arn):
                return

    def _over(self, arn: str) -> dict[str, Any]:
        client = self.account.client("stepfunctions")
        looks = (client.describe_execution(executionArn=arn) for _ in _looks(f"{arn} does not end"))
        return next(dict(described) for described in looks if described["status"] != "RUNNING")

    def _states(self, arn: str) -> tuple[str, ...]:
        pages = self.account.client("stepfunctions").get_paginator("get_execution_history").paginate(executionArn=arn)
        entered = (event.get("stateEnteredEventDetails") for page in pages for event in page["events"])
        return tuple(details["name"] for details in entered if details)

    def run_of(self, name: str) -> str:
        """The id of the run of an execution; empty if it wrote nothing."""
        return next((key.split("/")[1] for key in self._keys(f"runs/{name}-")), "")

    def names(self, run: str) -> set[str]:
        """The objects of a run, without its prefix."""
        return {key.removeprefix(f"runs/{run}/") for key in self._keys(f"runs/{run}/")}

    def read(self, run: str, path: str) -> bytes:
        """An object of a run."""
        found = self.account.client("s3").get_object(Bucket=self.outputs["RunsBucket"], Key=f"runs/{run}/{path}")
        return bytes(found["Body"].read())

    def json(self, run: str, path: str) -> Any:
        """An object of a run, decoded."""
        return json.loads(self.read(run, path))

    def lines(self, run: str, path: str) -> list[Any]:
        """The lines of an object of a run, each decoded."""
        return [json.loads(line) for line in self.read(run, path).splitlines()]

    def _keys(self, prefix: str) -> Iterator[str]:
        paginator = self.account.client("s3").get_paginator("list_objects_v2")
        for page in paginator.paginate(Bucket=self.outputs["RunsBucket"], Prefix=prefix):
            yield from (each["Key"] for each in page.get("Contents", ()))

    def champion(self) -> Champion:
        """What serves users now."""
        name = self.champion_parameter
        record = json.loads(self.account.client("ssm").get_parameter(Name=name)["Parameter"]["Value"])
        return Champion(record=record, model_arn=self._behind(record["model_id"]) if record else None)

    def _behind(self, model_id: str) -> str | None:
        """The ARN of the model that answers under an id: an imported model does so itself."""
        if ":imported-model/" in model_id:
            return model_id if self.imported(model_id) else None
        found = self.deployed(model_id)
        return found["modelArn"] if found else None

    def champion_history(self) -> list[Mapping[str, Any]]:
        """Every value of the champion parameter, the oldest first."""
        answer = self.account.client("ssm").get_parameter_history(Name=self.champion_parameter)
        return [json.loads(each["Value"]) for each in answer["Parameters"]]

    @property
    def champion_parameter(self) -> str:
        """The name of the champion parameter, as the functions know it."""
        functions = self.account.client("lambda").list_functions()["Functions"]
        variables = (function.get("Environment", {}).get("Variables", {}) for function in functions)
        return next(str(each["CHAMPION_PARAMETER"]) for each in variables if "CHAMPION_PARAMETER" in each)

    def deployed(self, deployment: str) -> dict[str, Any] | None:
        """GetCustomModelDeployment, or None if there is no such deployment."""
        return self._bedrock("get_custom_model_deployment", customModelDeploymentIdentifier=deployment)

    def model(self, name: str) -> dict[str, Any] | None:
        """GetCustomModel, or None if there is no such model."""
        return self._bedrock("get_custom_model", modelIdentifier=name)

    def imported(self, name: str) -> dict[str, Any] | None:
        """GetImportedModel, or None if there is no such model."""
        return self._bedrock("get_imported_model", modelIdentifier=name)

    def _left(self, run: str) -> Iterator[str]:
        job = self._bedrock("get_model_customization_job", jobIdentifier=f"tuneql-{run}")
        if job is not None and job["status"] in {"InProgress", "Stopping"}:
            yield f"job {job['status']}"
        training = self._training_job(f"tuneql-{run}")
        if training is not None and training["TrainingJobStatus"] in {"InProgress", "Stopping"}:
            yield f"training job {training['TrainingJobStatus']}"
        if self.model(f"tuneql-{run}") is not None:
            yield "model"
        if self.imported(f"tuneql-{run}") is not None:
            yield "imported model"
        if self.deployed(f"tuneql-{run}-candidate") is not None:
            yield "candidate"

    def _bedrock(self, operation: str, **request: str) -> dict[str, Any] | None:
        try:
            return dict(getattr(self.account.client("bedrock"), operation)(**request))
        except ClientError as error:
            if error.response["Error"]["Code"] != "ResourceNotFoundException":
                raise
            return None

    def _training_job(self, name: str) -> dict[str, Any] | None:
        try:
            return dict(self.account.client("sagemaker").describe_training_job(TrainingJobName=name))
        except ClientError as error:
            if "not found" not in error.response["Error"]["Message"]:
                raise
            return None

    def recorded(self) -> list[dict[str, Any]]:
        """Every request to Bedrock so far: operation, params, status, at."""
        path = self.directory / REQUESTS
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def jobs_of(self, name: str) -> list[dict[str, Any]]:
        """The requests that started a customization job for an execution."""
        jobs = [each["params"] for each in self.recorded() if each["operation"] == "CreateModelCustomizationJob"]
        return [job for job in jobs if job["jobName"].startswith(f"tuneql-{name}-")]

    def _messages(self, arn: str) -> Iterator[Mapping[str, Any]]:
        queue = self.account.client("sqs")
        while found := queue.receive_message(QueueUrl=self.inbox, MaxNumberOfMessages=10).get("Messages"):
            for message in found:
                self.received.append(json.loads(json.loads(message["Body"])["Message"]))
                queue.delete_message(QueueUrl=self.inbox, ReceiptHandle=message["ReceiptHandle"])
        return (each for each in self.received if each["execution"] == arn)

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        *,
        content_type: str = "application/json",
        signed: bool = True,
    ) -> Answer:
        """Send a request to the endpoint, as the administrator or as a stranger."""
        url = self.deployment.api_url + path
        request = AWSRequest(method=method, url=url, data=body, headers={"content-type": content_type})
        if signed:
            known = self.account.environment
            credentials = Credentials(known["AWS_ACCESS_KEY_ID"], known["AWS_SECRET_ACCESS_KEY"])
            SigV4Auth(credentials, "execute-api", known["AWS_REGION"]).add_auth(request)
        answer = URLLib3Session(timeout=60).send(request.prepare())
        return Answer(
            status=answer.status_code,
            content_type=answer.headers["content-type"],
            body=_decoded(answer.content),
        )

    def ask_sql(self, question: str) -> Answer:
        """A question over the orchard's schema."""
        return self.ask("POST", "/sql", json.dumps({"question": question, "schema": orchard.ddl()}).encode())

    def ask_until(self, question: str, *, model: str) -> Answer:
        """The same, again and again until the model of this run answers."""
        answers = (self.ask_sql(question) for _ in _looks(f"the model of {model} does not answer"))
        return next(each for each in answers if each.body.get("model") == model)
