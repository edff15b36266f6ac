"""LookBack: what to clean up after an execution that was stopped, timed out or failed."""

from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.executions import Executions
from tuneql.workflow.stopping import look_back


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{execution, by_hand}` in; `{execution, by_hand, ended, run?}` out."""
    executions = Executions(patient_client("stepfunctions"))
    return look_back(event["execution"], executions, by_hand=event["by_hand"])
