"""The topic that hears how every run ended, and what tells it when a clean-up fails or never begins."""

from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

# For people who may not have heard of this execution before.
_ADVICE: Final = (
    "It was to clean up after another execution, whose ARN is in its input. What that one made may be left, and cost "
    "money: look at the history, and run `tuneql stop` with that ARN."
)


def notifications_topic(scope: Construct, id_: str, *, email: str | None) -> sns.Topic:
    """A topic that takes messages by TLS only, and sends them to an address if there is one."""
    topic = sns.Topic(scope, id_, enforce_ssl=True)
    if email:
        topic.add_subscription(subscriptions.EmailSubscription(email))
    return topic


def executions_ended(machine: sfn.IStateMachine) -> events.EventPattern:
    """The events of a machine's executions that did not succeed.

    They do not tell the error (Step Functions developer guide, "EventBridge for Step Functions execution status
    changes"), which is only in the execution's history.
    """
    return events.EventPattern(
        source=["aws.states"],
        detail_type=["Step Functions Execution Status Change"],
        detail={"stateMachineArn": [machine.state_machine_arn], "status": ["FAILED", "TIMED_OUT", "ABORTED"]},
    )


def tell_of_bad_ends(scope: Construct, id_: str, *, machine: sfn.IStateMachine, topic: sns.ITopic) -> None:
    """Have EventBridge tell the topic when an execution of the clean-up machine did not succeed."""
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
    """Let alarms publish: a topic that insists on TLS has a policy, and then accepts only those whom it names."""
    account = {"StringEquals": {"aws:SourceAccount": cdk.Stack.of(topic).account}}
    topic.grant_publish(iam.ServicePrincipal("cloudwatch.amazonaws.com", conditions=account))


def tell_of_failures(scope: Construct, id_: str, *, function: lambda_.IFunction, topic: sns.Topic) -> None:
    """Have an alarm tell the topic when a function fails that nobody waits for."""
    let_alarms_publish(topic)
    alarm = cloudwatch.Alarm(
        scope,
        id_,
        metric=function.metric_errors(),
        threshold=0,
        comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluation_periods=1,
        treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        alarm_description="tuneql: the function that starts a run on corrected answers fails; its log tells why",
    )
    alarm.add_alarm_action(actions.SnsAction(topic))


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
        alarm_description="tuneql: executions ended and were not cleaned up after; the queue holds them. Run "
        "`tuneql stop` with each ARN, then purge the queue",
    )
    alarm.add_alarm_action(actions.SnsAction(topic))
