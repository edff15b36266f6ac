"""The deployed app as its users see it: a corpus goes up, an execution runs, the endpoint is asked, people are told."""

import json
import os
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.httpsession import URLLib3Session
from moto.stepfunctions import models

from local.identities import ACCOUNT_ID
from tests.end_to_end import orchard
from tests.end_to_end.premises import Premises
from tests.end_to_end.seen import Answer, Ended, Started

# Far beyond what any run takes on the slowest machine: a test that waits this long has found a hang.
PATIENCE_SECONDS: Final = 240
_OK: Final = 200


def _looks(otherwise: str) -> Iterator[None]:
    """Now and again, for as long as anyone would wait; oftener, a run would wait for those who look at it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        yield
        time.sleep(0.1)
    raise TimeoutError(otherwise)


def _decoded(content: bytes) -> Any:
    """JSON; or text, which the playground's page is."""
    return content.decode() if content.startswith(b"<") else json.loads(content or b"null")


@dataclass(frozen=True, kw_only=True)
class House(Premises):
    """The local account with the app in it: what can be done there, and what is to be seen."""

    def upload(self, key: str, data: bytes) -> str:
        """Put an object into the corpus bucket; returns its URI."""
        bucket = self.outputs["CorpusBucket"]
        self.account.client("s3").put_object(Bucket=bucket, Key=key, Body=data)
        return f"s3://{bucket}/{key}"

    def start(self, name: str, given: Mapping[str, Any]) -> Started:
        """Start an execution of this name and input."""
        before = self.champion()
        answer = self.account.client("stepfunctions").start_execution(
            stateMachineArn=self.outputs["StateMachineArn"], name=name, input=json.dumps(given)
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
            states=self.states(started.arn),
            left=tuple(self.left(run)) if run else (),
            jobs=len(self.jobs_of(started.name)),
            messages=tuple(self.messages(started.arn)),
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

    def renew(self, stage: str, name: str) -> None:
        """Have new processes answer for a function, which know nothing of before; the name is one of theirs alone."""
        client, found = self.account.client("lambda"), self.function(stage)
        variables = {**found["Environment"]["Variables"], "RENEWED": name}
        client.update_function_configuration(FunctionName=found["FunctionName"], Environment={"Variables": variables})

    @contextmanager
    def spending_limit(self, threshold: float) -> Iterator[None]:
        """Another threshold of the alarm on spending, set by hand, for as long as the context lasts."""
        cloudwatch, name = self.account.client("cloudwatch"), self.outputs["SpendingAlarm"]
        (alarm,) = cloudwatch.describe_alarms(AlarmNames=[name])["MetricAlarms"]
        same = ("AlarmName", "Namespace", "MetricName", "Statistic", "Period", "EvaluationPeriods")
        request = {key: alarm[key] for key in (*same, "ComparisonOperator")}
        cloudwatch.put_metric_alarm(**request, Threshold=threshold)
        try:
            yield
        finally:
            cloudwatch.put_metric_alarm(**request, Threshold=alarm["Threshold"])

    @contextmanager
    def missing(self, stage: str) -> Iterator[None]:
        """A function whose code cannot be found, for as long as the context lasts."""
        client, found = self.account.client("lambda"), self.function(stage)
        name, handler = found["FunctionName"], found["Handler"]
        try:
            client.update_function_configuration(FunctionName=name, Handler=handler.replace(".handler.", ".nowhere."))
            yield
        finally:
            client.update_function_configuration(FunctionName=name, Handler=handler)

    def end_idle_process(self, stage: str) -> None:
        """Kill the warm process that a stage's next event would be given to."""
        idle = self.account.idle_processes(f"lambdas.{stage}.handler.handler")
        assert idle, f"{stage} has no warm process"
        for process in idle:
            os.kill(process, signal.SIGKILL)

    def wait_for(self, started: Started, state: str) -> None:
        """Wait until an execution has entered a state."""
        for _ in _looks(f"{started.arn} does not come to {state}"):
            if any(each.get("stateEnteredEventDetails", {}).get("name") == state for each in self._events(started.arn)):
                return

    def _over(self, arn: str) -> dict[str, Any]:
        for _ in _looks(f"{arn} does not end"):
            if self._states.describe_execution(arn).status != "RUNNING":
                break
        return dict(self.account.client("stepfunctions").describe_execution(executionArn=arn))

    def _events(self, arn: str) -> list[Mapping[str, Any]]:
        return [*self._states.get_execution_history(arn)["events"]]

    @property
    def _states(self) -> Any:
        """moto's memory of executions: whoever waits looks often, and a request would be a hundred times the work."""
        return models.stepfunctions_backends[ACCOUNT_ID][self.account.region]

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

    def ask_until_refused(self, question: str) -> Answer:
        """The same, until there is an error."""
        answers = (self.ask_sql(question) for _ in _looks("every question is answered"))
        return next(each for each in answers if each.status != _OK)
