"""CheckDeployment: whether the candidate deployment is active yet."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.workflow.deployment import check_deployment
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, candidate}` in; `candidate` out, with its status and the time when waiting began."""
    run = Run.model_validate(event["run"])
    now = datetime.now(UTC)
    since = datetime.fromisoformat(event["candidate"].get("since", now.isoformat()))
    found = BedrockDeployments(patient_client("bedrock")).find(event["candidate"]["model_id"])
    status = check_deployment(found, waited=now - since, deadline=timedelta(seconds=run.deployment_deadline_seconds))
    return {**event["candidate"], "status": status, "since": since.isoformat()}
