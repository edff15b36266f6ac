"""The record of what serves users, and which model is behind it."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Interface = Literal["converse", "invoke"]


class Served(BaseModel):
    """What can be asked.

    Attributes:
        model_id: what the runtime takes as `modelId`: of a foundation model, or the ARN of a custom model deployment or
            of an imported model.
        interface: Converse, or InvokeModel with a chat completion for imported models that Converse does not serve.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    model_id: str
    interface: Interface = "converse"

    @property
    def is_imported(self) -> bool:
        """Whether it is an imported model, which needs no deployment and is billed by the minute, not by the token."""
        return ":imported-model/" in self.model_id


class Champion(Served):
    """The value of the champion parameter in SSM; the parameter's versions are the audit trail.

    Attributes:
        model_arn: the custom model behind a deployment, whose ARN stays when the model is swapped; an imported model
            is its own `model_id`.
        previous_model_arn: the model before that, to roll back to.
        idle_deployment_arn: while an imported model serves users, the deployment that did before, and that the next
            custom model is put behind.
        run: the run that made the model.
        dialect, prompt_version: how the model was trained to be asked.
        promoted_at: ISO 8601, UTC.
    """

    model_arn: str
    previous_model_arn: str | None = None
    idle_deployment_arn: str | None = None
    run: str
    dialect: str
    prompt_version: str
    promoted_at: str

    @property
    def deployment_arn(self) -> str | None:
        """The deployment that custom models are put behind, whether it serves users now or not."""
        return self.idle_deployment_arn if self.is_imported else self.model_id
