"""Alarms on the endpoint, and the topic that they tell.

They watch the free metrics that API Gateway and Lambda keep of every stage and function, so that only the alarms cost
money. If a day's spending is limited there is one custom metric: what questions cost, from the query log.
"""

from collections.abc import Iterable

import aws_cdk as cdk
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from stacks.constructs.notifications import add_alarm, let_alarms_publish, notifications_topic
from tuneql.limits import QUERY_LOG_MARK

_MINUTES = 5
_COST = "cost_micro_usd"  # a field of the query log


class EndpointAlarms(Construct):
    """Alarms that tell a topic when something is wrong, and when it is over.

    Attributes:
        topic: hears of every change, and sends it to `email` if there is one.
    """

    def __init__(self, scope: Construct, id_: str, *, email: str | None) -> None:
        super().__init__(scope, id_)
        self.topic = notifications_topic(self, "Topic", email=email)
        let_alarms_publish(self.topic)

    def watch_requests(self, *, stage: apigateway.Stage, function: lambda_.IFunction) -> None:
        """Add the alarms for errors, slow answers, crashes and throttling."""
        period = cdk.Duration.minutes(_MINUTES)
        failing = stage.metric_server_error(statistic=cloudwatch.Stats.AVERAGE, period=period)
        slow = stage.metric_latency(statistic=cloudwatch.Stats.percentile(95), period=period)
        self._add("ServerErrors", failing, above=0.05, says="more than 5 % of the requests end in a 5xx")
        self._add("Slow", slow, above=10_000, says="5 % of the requests take more than 10 seconds")
        self._add("Crashes", function.metric_errors(period=period), above=0, says="the function fails or times out")
        self._add("Throttles", function.metric_throttles(period=period), above=0, says="the function is throttled")

    def watch_spending(self, *, stage: str, daily_usd: float) -> cloudwatch.Alarm:
        """An alarm for when the questions of the last 24 hours have cost more than `daily_usd`, dollars of tokens.

        Models that are billed by the minute have no price per question, and are not counted.
        """
        day = cdk.Duration.days(1)
        spent = cloudwatch.Metric(namespace=_namespace(stage), metric_name=_COST, statistic="Sum", period=day)
        says = f"questions cost more than {daily_usd:g} dollars of tokens within a day"
        return self._alarm("Spending", spent, above=daily_usd * 1e6, says=says, periods=1, bad=1)

    def read_spending(self, log_groups: Iterable[logs.ILogGroup], *, stage: str) -> None:
        """Add the metric of `watch_spending`, from the query logs of all functions that ask models."""
        for number, group in enumerate(log_groups):
            logs.MetricFilter(
                self,
                f"Spending{number}",
                log_group=group,
                metric_namespace=_namespace(stage),
                metric_name=_COST,
                metric_value=f"$.{_COST}",
                filter_pattern=logs.FilterPattern.literal(f'{{ $.mark = "{QUERY_LOG_MARK}" && $.{_COST} >= 0 }}'),
            )

    def _add(self, id_: str, metric: cloudwatch.IMetric, *, above: float, says: str) -> None:
        says = f"{says}, for two of three spans of {_MINUTES} minutes"
        self._alarm(id_, metric, above=above, says=says, periods=3, bad=2)

    def _alarm(
        self, id_: str, metric: cloudwatch.IMetric, *, above: float, says: str, periods: int, bad: int
    ) -> cloudwatch.Alarm:
        """An alarm that tells also when it is over."""
        alarm = add_alarm(self, id_, metric, topic=self.topic, above=above, says=says, periods=periods, bad=bad)
        alarm.add_ok_action(actions.SnsAction(self.topic))
        return alarm


def _namespace(stage: str) -> str:
    return f"tuneql/{stage}"
