"""Lists all custom models of an account: a port on boto3, and in memory."""

from collections.abc import Iterable, Iterator
from typing import Any

from tuneql.aws.clients import translated_errors
from tuneql.aws.customization import BedrockModels
from tuneql.ports import KeptModel
from tuneql.workflow.names import RUN_TAG


class BedrockShelf(BedrockModels):
    """`ModelShelf` in Bedrock.

    Args:
        client: a boto3 `bedrock` client.
    """

    def models(self, prefix: str) -> Iterator[KeptModel]:
        """The finished ones whose names begin with the prefix; reads the tags of each with one call."""
        request = {"nameContains": prefix, "isOwned": True, "modelStatus": "Active"}
        for each in self._listed("list_custom_models", "modelSummaries", request):
            if each["modelName"].startswith(prefix):
                yield KeptModel(
                    arn=each["modelArn"],
                    name=each["modelName"],
                    created_at=each["creationTime"],
                    run=self._tags(each["modelArn"]).get(RUN_TAG),
                )

    def is_deployed(self, arn: str) -> bool:
        """Whether any deployment uses the model."""
        request = {"modelArnEquals": arn}
        return any(self._listed("list_custom_model_deployments", "modelDeploymentSummaries", request))

    def _listed(self, operation: str, member: str, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        with translated_errors("list the custom models"):
            for page in self._client.get_paginator(operation).paginate(**request):
                yield from page.get(member, ())

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
