"""On-demand deployments of custom models: an ARN to converse with, and a model behind it that can be swapped."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tuneql.aws.clients import translated_errors, unless_missing
from tuneql.errors import StillPending
from tuneql.ports import Deployment
from tuneql.training.bedrock.parts import tag_list


class BedrockDeployments:
    """`Deployments` in Bedrock.

    Args:
        client: a boto3 `bedrock` client.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def create(self, name: str, model_arn: str, *, token: str, tags: Mapping[str, str]) -> str:
        """Ask for a deployment of the model; returns its ARN."""
        with translated_errors(f"create the deployment {name}"):
            answer = self._client.create_custom_model_deployment(
                modelDeploymentName=name, modelArn=model_arn, clientRequestToken=token, tags=tag_list(tags)
            )
        return str(answer["customModelDeploymentArn"])

    def find(self, deployment: str) -> Deployment | None:
        """The deployment of this ARN or name, if there is one."""
        answer = unless_missing(
            "look at the deployment",
            self._client.get_custom_model_deployment,
            customModelDeploymentIdentifier=deployment,
        )
        if answer is None:
            return None
        update = answer.get("updateDetails", {})
        return Deployment(
            arn=answer["customModelDeploymentArn"],
            model_arn=answer["modelArn"],
            status=answer["status"],
            update_model_arn=update.get("modelArn"),
            update_status=update.get("updateStatus"),
            failure=answer.get("failureMessage"),
        )

    def update(self, arn: str, model_arn: str) -> None:
        """Swap the model behind the ARN."""
        with translated_errors("update the champion deployment"):
            self._client.update_custom_model_deployment(customModelDeploymentIdentifier=arn, modelArn=model_arn)

    def delete(self, arn: str) -> None:
        """Delete it, if it still exists; raises StillPending while it is being created or updated."""
        unless_missing(
            "delete the deployment", self._client.delete_custom_model_deployment, customModelDeploymentIdentifier=arn
        )


class MemoryDeployments:
    """Deployments in memory, for tests: every change takes `looks` more calls of `find`."""

    def __init__(self, *, looks: int = 1) -> None:
        self._looks = looks
        self._pending: dict[str, int] = {}
        self.found: dict[str, Deployment] = {}
        self.names: dict[str, str] = {}

    def create(self, name: str, model_arn: str, *, token: str, tags: Mapping[str, str]) -> str:  # noqa: ARG002 - the port's signature
        """As `BedrockDeployments.create`; ignores the token, and finds by name instead."""
        arn = self.names.setdefault(name, f"arn:deployment/{name}")
        self.found.setdefault(arn, Deployment(arn=arn, model_arn=model_arn, status="Creating"))
        self._pending.setdefault(arn, self._looks)
        return arn

    def find(self, deployment: str) -> Deployment | None:
        """As `BedrockDeployments.find`; each call lets time pass."""
        arn = self.names.get(deployment, deployment)
        if arn in self._pending:
            self._pending[arn] -= 1
            if self._pending[arn] < 0:
                self._finish(arn)
        return self.found.get(arn)

    def update(self, arn: str, model_arn: str) -> None:
        """As `BedrockDeployments.update`."""
        self.found[arn] = replace(self.found[arn], update_model_arn=model_arn, update_status="Updating")
        self._pending[arn] = self._looks

    def delete(self, arn: str) -> None:
        """As `BedrockDeployments.delete`."""
        if self.found[arn].status == "Creating" or self.found[arn].is_updating:
            raise StillPending(f"{arn} is busy")
        del self.found[arn]

    def _finish(self, arn: str) -> None:
        del self._pending[arn]
        old = self.found[arn]
        done = {"status": "Active"}
        if old.update_model_arn and old.is_updating:
            done = {"model_arn": old.update_model_arn, "update_status": "UpdateCompleted"}
        self.found[arn] = replace(old, **done)
