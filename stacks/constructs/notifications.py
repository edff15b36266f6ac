"""The topic on which every run says how it ended, and what speaks for a run that cannot."""

from typing import Final

from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

# What people should do who may or may not have heard of this execution before.
_ADVICE: Final = (
    "A run that failed says so itself, with the cause, before it ends. If that message came, this one adds nothing. "
    "If it has not, the clean-up or the notification failed, or somebody stopped the execution: look at its history, "
    "take back what the run has left (`tuneql stop` with its ARN), and see whether `tuneql release list` names the "
    "champion that it should."
)


def notifications_topic(scope: Construct, id_: str, *, email: str | None) -> sns.Topic:
    """A topic that takes messages by TLS only; subscribed to by an address if there is one."""
    topic = sns.Topic(scope, id_, enforce_ssl=True)
    if email:
        topic.add_subscription(subscriptions.EmailSubscription(email))
    return topic


def tell_of_bad_ends(scope: Construct, id_: str, *, machine: sfn.IStateMachine, topic: sns.ITopic) -> None:
    """Have EventBridge say on the topic that an execution did not succeed, whatever its own states could still do.

    The event has no field for the error (Step Functions developer guide, "EventBridge for Step Functions execution
    status changes"), so that a run which told people itself cannot be left out: of those there are two messages.
    """
    pattern = events.EventPattern(
        source=["aws.states"],
        detail_type=["Step Functions Execution Status Change"],
        detail={"stateMachineArn": [machine.state_machine_arn], "status": ["FAILED", "TIMED_OUT", "ABORTED"]},
    )
    status, name = (events.EventField.from_path(f"$.detail.{field}") for field in ("status", "name"))
    message = events.RuleTargetInput.from_object(
        {
            "status": status,
            "execution": events.EventField.from_path("$.detail.executionArn"),
            "message": f"The execution {name} ended {status}. {_ADVICE}",
        }
    )
    rule = events.Rule(scope, id_, event_pattern=pattern, description="tuneql: executions that did not succeed")
    rule.add_target(targets.SnsTopic(topic, message=message))
