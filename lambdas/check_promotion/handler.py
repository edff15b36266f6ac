"""CheckPromotion: whether the champion answers with the new model yet."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.workflow.promotion import check_promotion
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, champion}` in; `champion` out, its status Updating or Active."""
    run: Run = Run.model_validate(event["run"])
    champion: dict[str, Any] = event["champion"]
    status = check_promotion(
        BedrockDeployments(patient_client("bedrock")).find(champion["model_id"]),
        champion["model_arn"],
        waited=datetime.now(UTC) - datetime.fromisoformat(champion["since"]),
        deadline=timedelta(seconds=run.deployment_deadline_seconds),
    )
    return {**champion, "status": status}
