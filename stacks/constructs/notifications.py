"""The topic that hears how every run ended, and the rules that tell it of runs that cannot do so themselves."""

from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

# What to do about it, for people who may not have heard of this execution before.
_ADVICE: Final = (
    "What was made by the execution that it was to clean up after may be left, and cost: look at its input and its "
    "history, and run `tuneql stop` with the ARN of that execution."
)


def notifications_topic(scope: Construct, id_: str, *, email: str | None) -> sns.Topic:
    """A topic that takes messages by TLS only; subscribed to by an address if there is one."""
    topic = sns.Topic(scope, id_, enforce_ssl=True)
    if email:
        topic.add_subscription(subscriptions.EmailSubscription(email))
    return topic


def executions_ended(machine: sfn.IStateMachine) -> events.EventPattern:
    """The events that an execution of a machine did not succeed.

    They have no field for the error (Step Functions developer guide, "EventBridge for Step Functions execution status
    changes"), which is in the execution's history alone.
    """
    return events.EventPattern(
        source=["aws.states"],
        detail_type=["Step Functions Execution Status Change"],
        detail={"stateMachineArn": [machine.state_machine_arn], "status": ["FAILED", "TIMED_OUT", "ABORTED"]},
    )


def tell_of_bad_ends(scope: Construct, id_: str, *, machine: sfn.IStateMachine, topic: sns.ITopic) -> None:
    """Have EventBridge tell the topic when the taking back did not succeed, which cannot do so itself."""
    status, name = (events.EventField.from_path(f"$.detail.{field}") for field in ("status", "name"))
    message = events.RuleTargetInput.from_object(
        {
            "status": status,
            "execution": events.EventField.from_path("$.detail.executionArn"),
            "message": f"The clean-up {name} ended {status}. {_ADVICE}",
        }
    )
    rule = events.Rule(
        scope,
        id_,
        event_pattern=executions_ended(machine),
        description="tuneql: clean-ups that did not succeed",
    )
    rule.add_target(targets.SnsTopic(topic, message=message))


def let_alarms_publish(topic: sns.Topic) -> None:
    """Let alarms publish: a topic with a policy, as one that insists on TLS has, accepts only those that it names."""
    account = {"StringEquals": {"aws:SourceAccount": cdk.Stack.of(topic).account}}
    topic.grant_publish(iam.ServicePrincipal("cloudwatch.amazonaws.com", conditions=account))


def tell_of_undelivered(scope: Construct, id_: str, *, queue: sqs.IQueue, topic: sns.Topic) -> None:
    """Have an alarm tell the topic when EventBridge could not deliver an event."""
    let_alarms_publish(topic)
    alarm = cloudwatch.Alarm(
        scope,
        id_,
        metric=queue.metric_approximate_number_of_messages_visible(),
        threshold=0,
        comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluation_periods=1,
        treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        alarm_description="tuneql: executions that ended were not cleaned up after; the queue holds them. Run "
        "`tuneql stop` with each ARN, then purge it",
    )
    alarm.add_alarm_action(actions.SnsAction(topic))
