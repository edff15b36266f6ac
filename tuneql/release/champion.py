"""The record of which deployment serves users, and which model is behind it."""

from pydantic import BaseModel, ConfigDict


class Champion(BaseModel):
    """The value of the champion parameter in SSM; the parameter's versions are the audit trail.

    Attributes:
        deployment_arn: never changes once there is one; callers need nothing else.
        model_arn: the custom model behind it.
        previous_model_arn: the model before that, to roll back to.
        run: the run that promoted the model.
        dialect, prompt_version: how the model was trained to be asked.
        promoted_at: ISO 8601, UTC.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    deployment_arn: str
    model_arn: str
    previous_model_arn: str | None = None
    run: str
    dialect: str
    prompt_version: str
    promoted_at: str
