"""CheckPromotion: whether the champion answers with the new model yet."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.errors import PromotionFailed
from tuneql.workflow.promotion import is_promoted
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, champion}` in; `champion` out, its status Updating or Active."""
    run: Run = Run.model_validate(event["run"])
    champion: dict[str, Any] = event["champion"]
    found = BedrockDeployments(patient_client("bedrock")).find(champion["model_id"])
    if is_promoted(found, champion["model_arn"]):
        return {**champion, "status": "Active"}
    waited = datetime.now(UTC) - datetime.fromisoformat(champion["since"])
    if waited > timedelta(seconds=run.deployment_deadline_seconds):
        raise PromotionFailed(f"the champion has not taken the new model after {waited.total_seconds():.0f} seconds")
    return champion
