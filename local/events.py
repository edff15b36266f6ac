"""EventBridge, as far as the app needs it: rules on the default bus act on the ends of executions.

moto keeps rules and their targets, and matches patterns; it has no events of Step Functions, and neither topics nor
state machines as targets. A delivery is tried once: what the target refuses goes to its dead-letter queue, as it does
in AWS at once where permission or target are missing, and after a day of retries otherwise. A target without a queue
loses it, as in AWS.

Sources: Step Functions developer guide, "EventBridge for Step Functions execution status changes"; EventBridge user
guide, "Input transformation" and "Using dead-letter queues to process undelivered events".
"""

import json
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError
from moto.events.models import events_backends

from local.clients import Clients
from local.identities import ACCOUNT_ID

Event = Mapping[str, Any]
_VARIABLE: Final = re.compile(r"<([\w.-]+)>")
_TEXT: Final = re.compile(r'"(?:[^"\\]|\\.)*"')


class EventBridge:
    """Delivers events to the targets of the rules that they match.

    Args:
        clients: with which targets are called.
        region: where rules and targets are.
    """

    def __init__(self, *, clients: Clients, region: str) -> None:
        self._clients, self._region = clients, region
        self._closed = False

    def execution_ended(self, execution: Any) -> None:
        """Publish the end of one of moto's executions; returns when all targets have been called."""
        if not self._closed:
            self._deliver(execution_event(execution, region=self._region))

    def close(self) -> None:
        """Publish no further events, whose targets could outlive the account."""
        self._closed = True

    def _deliver(self, event: Event) -> None:
        for rule, target in self._targets(event):
            try:
                _CALLS[target["Arn"].split(":")[2]](self, target, sent_to(target, event))
            except (ClientError, BotoCoreError) as error:
                self._leave(rule, target, event, error)

    def _targets(self, event: Event) -> Iterator[tuple[Any, Mapping[str, Any]]]:
        rules = events_backends[ACCOUNT_ID][self._region].event_buses["default"].rules
        for rule in list(rules.values()):
            waits = rule.scheduled_expression is None
            if waits and rule.state == "ENABLED" and rule.event_pattern.matches_event(event):
                yield from ((rule, target) for target in list(rule.targets))

    def _publish(self, target: Mapping[str, Any], message: str) -> None:
        """A topic's own policy lets EventBridge in; nobody's role is asked."""
        self._clients.of_administrator(self._region, "sns").publish(TopicArn=target["Arn"], Message=message)

    def _start(self, target: Mapping[str, Any], message: str) -> None:
        states = self._clients.of_role(self._region, "stepfunctions", target["RoleArn"], name="events")
        states.start_execution(stateMachineArn=target["Arn"], input=message)

    def _leave(self, rule: Any, target: Mapping[str, Any], event: Event, error: Exception) -> None:
        queue = target.get("DeadLetterConfig", {}).get("Arn")
        if queue is None:
            return
        sqs = self._clients.of_administrator(self._region, "sqs")
        why = {"RULE_ARN": rule.arn, "TARGET_ARN": target["Arn"], "ERROR_MESSAGE": str(error)}
        attributes = {name: {"DataType": "String", "StringValue": value} for name, value in why.items()}
        url = sqs.get_queue_url(QueueName=queue.rpartition(":")[2])["QueueUrl"]
        sqs.send_message(QueueUrl=url, MessageBody=json.dumps(event), MessageAttributes=attributes)


_CALLS: Final[Mapping[str, Callable[[EventBridge, Mapping[str, Any], str], None]]] = {
    "sns": EventBridge._publish,  # noqa: SLF001 - this module's own
    "states": EventBridge._start,  # noqa: SLF001 - as above
}


def execution_event(execution: Any, *, region: str) -> dict[str, Any]:
    """What Step Functions tells EventBridge when an execution of moto's has ended."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Step Functions Execution Status Change",
        "source": "aws.states",
        "account": ACCOUNT_ID,
        "time": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": region,
        "resources": [execution.exec_arn],
        "detail": {
            "executionArn": execution.exec_arn,
            "stateMachineArn": execution.state_machine_arn,
            "name": execution.name,
            "status": execution.status,
            "startDate": _milliseconds(execution.start_date),
            "stopDate": _milliseconds(execution.stop_date),
            "input": execution.execution_input,
            "output": json.dumps(execution.output) if execution.status == "SUCCEEDED" else None,
            "inputDetails": {"included": True},
            "outputDetails": {"included": True} if execution.status == "SUCCEEDED" else None,
        },
    }


def sent_to(target: Mapping[str, Any], event: Event) -> str:
    """What a target is sent of an event: the event, or what its input transformer makes of it.

    A variable within a text is put into it as it is; one that stands alone becomes JSON.
    """
    transformer = target.get("InputTransformer")
    if transformer is None:
        return json.dumps(event)
    values = {name: _at(path, event) for name, path in transformer.get("InputPathsMap", {}).items()}
    template = transformer["InputTemplate"]
    texts = [match.span() for match in _TEXT.finditer(template)]

    def written(match: re.Match[str]) -> str:
        if match[1] not in values:
            return match[0]
        value, is_within = values[match[1]], any(start < match.start() < end for start, end in texts)
        return str(value) if is_within else json.dumps(value)

    return _VARIABLE.sub(written, template)


def _at(path: str, event: Event) -> Any:
    """What is at a path such as `$.detail.name`; empty text if there is nothing."""
    found: Any = event
    for key in path.removeprefix("$.").split("."):
        found = found.get(key, "") if isinstance(found, Mapping) else ""
    return found


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)
