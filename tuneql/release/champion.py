"""The record of what serves users, which model is behind it, and which one is tried beside it."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

Interface = Literal["converse", "invoke"]
Mode = Literal["canary", "shadow"]

Share = Annotated[float, Field(gt=0, le=1)]


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


class Trained(Served):
    """A run's model, and how it was trained to be asked.

    Attributes:
        model_arn: the custom model behind a deployment, whose ARN stays when the model is swapped; an imported model
            is its own `model_id`.
        run: the run that made the model.
        dialect, prompt_version: how the model was trained to be asked.
    """

    model_arn: str
    run: str
    dialect: str
    prompt_version: str


class Challenger(Trained):
    """A model that is tried beside the champion.

    Attributes:
        mode: a canary answers its share of the questions; a shadow is asked them too, and nobody sees its answers.
        share: of the questions.
        since: when it began in this mode with this share; ISO 8601, UTC.
    """

    mode: Mode
    share: Share
    since: str

    @property
    def trial(self) -> str:
        """What tells these figures from those of another challenger, mode or share."""
        return f"{self.run}/{self.since}"


class Champion(Trained):
    """The value of the champion parameter in SSM; the parameter's versions are the audit trail.

    Attributes:
        previous_model_arn: the model before that, to roll back to.
        idle_deployment_arn: while an imported model serves users, the deployment that did before, and that the next
            custom model is put behind.
        promoted_at: ISO 8601, UTC.
        challenger: what is tried beside it.
    """

    previous_model_arn: str | None = None
    idle_deployment_arn: str | None = None
    promoted_at: str
    challenger: Challenger | None = None

    @property
    def deployment_arn(self) -> str | None:
        """The deployment that custom models are put behind, whether it serves users now or not."""
        return self.idle_deployment_arn if self.is_imported else self.model_id

    def beside(self, challenger: Challenger | None) -> Self:
        """The same with another challenger, or with none."""
        return self.model_copy(update={"challenger": challenger})
