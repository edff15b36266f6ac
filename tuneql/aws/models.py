"""Lists all custom models of an account: a port on boto3, and in memory."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from tuneql.aws.clients import listed, translated_errors
from tuneql.aws.customization import BedrockModels
from tuneql.ports import KeptModel
from tuneql.workflow.names import RUN_TAG

_LISTING: Final = "list the custom models"


class BedrockShelf(BedrockModels):
    """`ModelShelf` in Bedrock.

    Args:
        client: a boto3 `bedrock` client.
    """

    def models(self, prefix: str) -> Iterator[KeptModel]:
        """The finished ones whose names begin with the prefix; reads the tags of each with one call."""
        request: dict[str, Any] = {"nameContains": prefix, "isOwned": True, "modelStatus": "Active"}
        for each in listed(self._client, "list_custom_models", "modelSummaries", doing=_LISTING, **request):
            if each["modelName"].startswith(prefix):
                yield KeptModel(
                    arn=each["modelArn"],
                    name=each["modelName"],
                    created_at=each["creationTime"],
                    run=self._tags(each["modelArn"]).get(RUN_TAG),
                )

    def is_deployed(self, arn: str) -> bool:
        """Whether any deployment uses the model."""
        operation, member = "list_custom_model_deployments", "modelDeploymentSummaries"
        return any(listed(self._client, operation, member, doing=_LISTING, modelArnEquals=arn))

    def _tags(self, arn: str) -> dict[str, str]:
        with translated_errors("read the tags of a custom model"):
            found = self._client.list_tags_for_resource(resourceARN=arn)["tags"]
        return {tag["key"]: tag["value"] for tag in found}


class MemoryShelf:
    """Models in memory, for tests."""

    def __init__(self, *models: KeptModel, deployed: Iterable[str] = ()) -> None:
        self.kept = list(models)
        self.deployed = set(deployed)

    def models(self, prefix: str) -> Iterator[KeptModel]:
        """As `BedrockShelf.models`."""
        return (model for model in list(self.kept) if model.name.startswith(prefix))

    def is_deployed(self, arn: str) -> bool:
        """As `BedrockShelf.is_deployed`."""
        return arn in self.deployed

    def delete(self, arn: str) -> None:
        """As `BedrockShelf.delete`."""
        self.kept = [model for model in self.kept if model.arn != arn]
