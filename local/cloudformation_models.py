"""Resource types of templates that moto keeps and its CloudFormation does not make: alarms, and metric filters.

moto finds the models of types among the direct subclasses of its own model: to import this module is enough.
Checked against moto 5.2.5.
"""

from typing import Any, Self, cast

from moto.cloudwatch.models import cloudwatch_backends
from moto.core.common_models import CloudFormationModel
from moto.logs.models import logs_backends


class _Named:
    """A resource, which its name stands for; updates make it anew."""

    def __init__(self, name: str, arn: str = "") -> None:
        self.physical_resource_id, self._arn = name, arn

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return attr == "Arn"

    def get_cfn_attribute(self, _attribute: str) -> str:
        return self._arn

    @classmethod
    def update_from_cloudformation_json(cls, original_resource: Self, **given: Any) -> Self:
        model, name = cast("Any", cls), original_resource.physical_resource_id
        place = given["cloudformation_json"], given["account_id"], given["region_name"]
        model.delete_from_cloudformation_json(name, *place)
        made: Self = model.create_from_cloudformation_json(name, *place)
        return made


class _MetricAlarm(_Named, CloudFormationModel):  # type: ignore[misc]  # mypy does not read moto
    """`AWS::CloudWatch::Alarm` on one metric."""

    @staticmethod
    def cloudformation_name_type() -> str:
        return "AlarmName"

    @staticmethod
    def cloudformation_type() -> str:
        return "AWS::CloudWatch::Alarm"

    @classmethod
    def create_from_cloudformation_json(cls, name: str, resource: Any, *place: str, **_about: Any) -> Self:
        account, region = place
        told = resource["Properties"]
        alarm = cloudwatch_backends[account][region].put_metric_alarm(
            name=name,
            namespace=told["Namespace"],
            metric_name=told["MetricName"],
            comparison_operator=told["ComparisonOperator"],
            evaluation_periods=int(told["EvaluationPeriods"]),
            datapoints_to_alarm=int(told["DatapointsToAlarm"]) if "DatapointsToAlarm" in told else None,
            period=int(told["Period"]),
            threshold=float(told["Threshold"]),
            statistic=told.get("Statistic"),
            extended_statistic=told.get("ExtendedStatistic"),
            description=told.get("AlarmDescription", ""),
            # a stage is none of moto's resources, and has no name to it
            dimensions=[each for each in told.get("Dimensions", []) if "Value" in each],
            alarm_actions=told.get("AlarmActions", []),
            ok_actions=told.get("OKActions", []),
            treat_missing_data=told.get("TreatMissingData"),
        )
        return cls(name, alarm.alarm_arn)

    @classmethod
    def delete_from_cloudformation_json(cls, name: str, _resource: Any, *place: str) -> None:
        account, region = place
        cloudwatch_backends[account][region].delete_alarms([name])


class _MetricFilter(_Named, CloudFormationModel):  # type: ignore[misc]
    """`AWS::Logs::MetricFilter`."""

    @staticmethod
    def cloudformation_name_type() -> str:
        return "FilterName"

    @staticmethod
    def cloudformation_type() -> str:
        return "AWS::Logs::MetricFilter"

    @classmethod
    def create_from_cloudformation_json(cls, name: str, resource: Any, *place: str, **_about: Any) -> Self:
        account, region = place
        told = resource["Properties"]
        transformations = [
            {f"{key[0].lower()}{key[1:]}": value for key, value in each.items()}
            for each in told["MetricTransformations"]
        ]
        logs_backends[account][region].put_metric_filter(
            name, told["FilterPattern"], told["LogGroupName"], transformations
        )
        return cls(name)

    @classmethod
    def delete_from_cloudformation_json(cls, name: str, resource: Any, *place: str) -> None:
        account, region = place
        group = resource["Properties"]["LogGroupName"]
        logs_backends[account][region].delete_metric_filter(name, group)
