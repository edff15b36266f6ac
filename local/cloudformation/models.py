"""Resource types that moto has, but its CloudFormation does not make: alarms and metric filters.

moto finds them among the direct subclasses of its own model, so that importing this module is enough.
Checked against moto 5.2.5.
"""

from typing import Any, Self, cast

from moto.cloudwatch.models import cloudwatch_backends
from moto.core.common_models import CloudFormationModel
from moto.logs.models import logs_backends


class _Named:
    """A resource that is known by its name, and made anew by updates."""

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
        properties = resource["Properties"]
        alarm = cloudwatch_backends[account][region].put_metric_alarm(
            name=name,
            namespace=properties["Namespace"],
            metric_name=properties["MetricName"],
            comparison_operator=properties["ComparisonOperator"],
            evaluation_periods=int(properties["EvaluationPeriods"]),
            datapoints_to_alarm=int(properties["DatapointsToAlarm"]) if "DatapointsToAlarm" in properties else None,
            period=int(properties["Period"]),
            threshold=float(properties["Threshold"]),
            statistic=properties.get("Statistic"),
            extended_statistic=properties.get("ExtendedStatistic"),
            description=properties.get("AlarmDescription", ""),
            # moto has no stages, and therefore no name for one
            dimensions=[each for each in properties.get("Dimensions", []) if "Value" in each],
            alarm_actions=properties.get("AlarmActions", []),
            ok_actions=properties.get("OKActions", []),
            treat_missing_data=properties.get("TreatMissingData"),
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
        properties = resource["Properties"]
        transformations = [
            {f"{key[0].lower()}{key[1:]}": value for key, value in each.items()}
            for each in properties["MetricTransformations"]
        ]
        logs_backends[account][region].put_metric_filter(
            name, properties["FilterPattern"], properties["LogGroupName"], transformations
        )
        return cls(name)

    @classmethod
    def delete_from_cloudformation_json(cls, name: str, resource: Any, *place: str) -> None:
        account, region = place
        group = resource["Properties"]["LogGroupName"]
        logs_backends[account][region].delete_metric_filter(name, group)
