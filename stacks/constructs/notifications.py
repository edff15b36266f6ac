"""The topic that hears how every run ended, and what tells it when a clean-up fails or never begins."""

from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
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


def add_alarm(
    scope: Construct,
    id_: str,
    metric: cloudwatch.IMetric,
    *,
    topic: sns.ITopic,
    above: float,
    says: str,
    periods: int = 1,
    bad: int | None = None,
) -> cloudwatch.Alarm:
    """An alarm that tells a topic, which lets alarms publish.

    Args:
        scope: the alarm's.
        id_: its id there.
        metric: what it watches; a period without a value is good.
        topic: what it tells.
        above: what a bad period's value is above.
        says: what is wrong then.
        periods: how many are looked at, up to the present one.
        bad: how many of them must be bad; None is all.
    """
    alarm = cloudwatch.Alarm(
        scope,
        id_,
        metric=metric,
        threshold=above,
        comparison_operator=cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluation_periods=periods,
        datapoints_to_alarm=bad,
        treat_missing_data=cloudwatch.TreatMissingData.NOT_BREACHING,
        alarm_description=f"tuneql: {says}",
    )
    alarm.add_alarm_action(actions.SnsAction(topic))
    return alarm
