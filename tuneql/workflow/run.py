"""A run, which follows from an execution's input and the deployment's defaults."""

from typing import Annotated

from pydantic import BaseModel, Field

from tuneql.corpus.transform import Context
from tuneql.locations import Location
from tuneql.options import Options
from tuneql.release.champion import Champion
from tuneql.release.gate import Thresholds
from tuneql.training.bedrock.hyperparameters import BedrockHyperparameters
from tuneql.training.nova.hyperparameters import SftHyperparameters
from tuneql.training.open_weights.base_weights import BaseWeights
from tuneql.training.open_weights.hyperparameters import OpenWeightsHyperparameters
from tuneql.training.sagemaker.job_settings import Vpc
from tuneql.workflow.names import Names
from tuneql.workflow.run_record import RunRecord

Positive = Annotated[int, Field(ge=1)]
Hyperparameters = BedrockHyperparameters | SftHyperparameters | OpenWeightsHyperparameters


class Defaults(BaseModel, extra="forbid", frozen=True):
    """What the deployment decides for all its runs (from the stack's settings, in the Plan function's environment)."""

    region: str
    dialect: str
    base_model_id: str
    base_inference_id: str
    training_instance_type: str
    open_weights_instance_type: str
    open_weights_spot: bool
    vpc: Vpc | None
    output_kms_key: str | None
    model_kms_key: str | None = None
    tags: dict[str, str]
    epochs: int
    learning_rate: float
    learning_rate_warmup_steps: int
    evaluation_examples: Positive
    evaluation_slice: Positive
    latency_questions: Annotated[int, Field(ge=0)]
    preparation: Options
    shard_bytes: Positive
    robust_databases: Annotated[int, Field(ge=0)]
    judge_model_id: str | None
    minimum_questions: int
    minimum_accuracy: float
    minimum_gain_over_base: float
    maximum_drop_from_champion: float
    significance: float
    protected_slices: tuple[str, ...]
    maximum_slice_drop: float
    maximum_forbidden: int
    maximum_latency_p95_ms: float | None
    maximum_cost_per_query_usd: float | None
    approval: bool
    keep_models: Positive
    budget_usd: float
    max_tokens: Positive
    poll_seconds: Positive
    stall_seconds: Positive
    training_deadline_seconds: Positive
    deployment_deadline_seconds: Positive


class Run(RunRecord):
    """A validated run; passed through every state as `$.run`.

    Attributes:
        champion: what served users when the run began, or when it was compared again.
        latency_questions: how many of the held-out questions are asked again to time the answers; 0 for none.
        robust_databases: further databases on which a right answer must be right.
        judge_model_id: who is asked about answers whose rows differ; None for nobody.
        training_instance_type, spot, vpc, output_kms_key: of a SageMaker job.
        model_kms_key: of the model in Bedrock; None for a key of AWS.
        approval: whether a person, and not only the gate, decides about the promotion.
        base_model: where open weights are, and `base_weights` what they are, once Plan has read them.
        base_inference_id: what a candidate is compared with: Bedrock's own model, even if open weights are trained,
            because Bedrock serves those only after an import.
    """

    execution_id: str
    started_at: str
    schemas: Location | None
    databases: Location | None
    preparation: Options
    hyperparameters: Hyperparameters
    region: str
    training_instance_type: str
    spot: bool
    vpc: Vpc | None
    output_kms_key: str | None
    model_kms_key: str | None = None
    base_model: Location | None
    base_weights: BaseWeights | None = None
    examples: int
    robust_databases: int
    judge_model_id: str | None
    thresholds: Thresholds
    promote: bool
    approval: bool
    budget_usd: float
    base_model_id: str
    base_inference_id: str
    names: Names
    champion: Champion | None
    evaluation_slice: int
    latency_questions: int
    poll_seconds: int
    stall_seconds: int
    training_deadline_seconds: int

    @property
    def models(self) -> tuple[str, ...]:
        """The names of the models that are measured: candidate, base and, if there is one, champion."""
        return ("candidate", "base", *(("champion",) if self.champion else ()))

    @property
    def prompt_version(self) -> str:
        """The version of the prompts that the model is trained on."""
        return self.preparation.prompt_version

    @property
    def preparation_context(self) -> Context:
        """What the transforms of the corpus share."""
        return Context(dialect=self.dialect, options=self.preparation)

    @property
    def bedrock(self) -> BedrockHyperparameters:
        """The hyperparameters of a run that Bedrock trains."""
        assert isinstance(self.hyperparameters, BedrockHyperparameters)  # noqa: S101 - as the method says
        return self.hyperparameters

    @property
    def nova(self) -> SftHyperparameters:
        """The hyperparameters of a run that a Nova recipe trains."""
        assert isinstance(self.hyperparameters, SftHyperparameters)  # noqa: S101 - as the method says
        return self.hyperparameters

    @property
    def open_weights(self) -> OpenWeightsHyperparameters:
        """The hyperparameters of a run that trains open weights."""
        assert isinstance(self.hyperparameters, OpenWeightsHyperparameters)  # noqa: S101 - as the method says
        return self.hyperparameters
