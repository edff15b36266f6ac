"""The typed settings of a deployment: every default in one place, every impossible combination refused before synth.

A deployment overrides them in `cdk.json`, under the context key `tuneql`.
"""

import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any, Final, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, ValidationInfo, model_validator

from stacks.setting_checks import CHECKS, CONTEXT_KEY, refusal
from stacks.setting_types import (
    Client,
    Database,
    Firewall,
    Guardrail,
    Jwt,
    KmsKey,
    ModelId,
    RetentionDays,
    Retraining,
    Share,
    Slice,
    TagKey,
    TagValue,
    Vpc,
    VpcEndpoint,
)
from tuneql.errors import InvalidInput
from tuneql.limits import (
    EPOCHS,
    LEARNING_RATE,
    LEARNING_RATE_WARMUP_STEPS,
    MOST_QUESTIONS,
    NOVA_MICRO,
    REPAIRS,
    Range,
)
from tuneql.options import Options
from tuneql.parsing import parse_as


def _within(allowed: Range) -> Callable[[float, ValidationInfo], float]:
    """A validator that refuses numbers outside `allowed`, naming the range."""

    def check(value: float, info: ValidationInfo) -> float:
        if value not in allowed:
            raise refusal(str(info.field_name), value, f"is outside {allowed}", f"choose a value from {allowed}")
        return value

    return check


class Settings(BaseModel, extra="forbid", frozen=True):
    """What a deployment can choose; unknown keys are refused."""

    region: str = Field("us-east-1", description="AWS Region of every stack; Nova's custom models bind it")
    stage: str = Field("dev", pattern=r"^[a-z][a-z0-9]{0,15}$", description="name in the stacks' names: dev, prod")
    removal_policy: Literal["retain", "destroy"] = Field("retain", description="what deleting its stack does to data")

    dialect: str = Field("postgres", pattern=r"^[a-z][a-z0-9_]*$", description="SQL dialect of a run that names none")
    base_model_id: str = Field(NOVA_MICRO.training_id, description="model id that training starts from")
    base_inference_id: ModelId = Field(
        NOVA_MICRO.inference_id, description="model or profile that answers for the base"
    )
    training_instance_type: Literal["ml.g5.12xlarge", "ml.g5.48xlarge", "ml.g6.12xlarge", "ml.g6.48xlarge"] = Field(
        "ml.g5.12xlarge",
        description="instance of SageMaker training jobs; 48xlarge: faster, dearer",
    )
    open_weights_instance_type: Literal[
        "ml.g5.2xlarge", "ml.g5.4xlarge", "ml.g6.2xlarge", "ml.g6e.xlarge", "ml.g6e.2xlarge", "ml.g6e.4xlarge"
    ] = Field("ml.g6e.2xlarge", description="instance that trains open weights: one GPU, 24 GB on g5 and g6, 48 on g6e")
    open_weights_spot: bool = Field(
        default=False, description="train open weights on spot capacity: cheaper, may be interrupted and goes on"
    )
    vpc: Vpc | None = Field(None, description="subnets and security_groups of SageMaker training jobs")
    output_kms_key: KmsKey | None = Field(None, description="KMS key for what SageMaker writes")
    model_kms_key: KmsKey | None = Field(None, description="KMS key of the models in Bedrock; AWS's own by default")
    tags: dict[TagKey, TagValue] = Field({}, description="tags of the stacks and of everything that a run makes")
    epochs: Annotated[int, AfterValidator(_within(EPOCHS))] = Field(2, description="passes over the records")
    learning_rate: Annotated[float, AfterValidator(_within(LEARNING_RATE))] = Field(1e-5, description="step size")
    learning_rate_warmup_steps: Annotated[int, AfterValidator(_within(LEARNING_RATE_WARMUP_STEPS))] = Field(
        10, description="steps until the learning rate is reached"
    )
    budget_usd: float = Field(
        50.0,
        gt=0,
        description="what a run may cost, US dollars: refused if the estimate is above; SageMaker stops training there",
    )

    preparation: Options = Field(
        Options(), description="how corpora are prepared unless a run says otherwise: tuneql corpus prepare's options"
    )
    shard_bytes: int = Field(8 * 1024**2, ge=64 * 1024, description="corpus bytes that one Lambda call prepares")
    detect_personal_data: bool = Field(
        default=False,
        description="let runs ask Amazon Comprehend, a call per row; needs shard_bytes of 256 KiB at most",
    )
    preparation_concurrency: int = Field(10, ge=1, le=1_000, description="shards prepared at a time")
    evaluation_examples: int = Field(
        500, ge=1, le=MOST_QUESTIONS, description="held-out questions that a candidate is asked"
    )
    evaluation_slice: int = Field(25, ge=1, le=200, description="questions that one Lambda call scores")
    latency_questions: int = Field(
        20, ge=0, le=100, description="held-out questions by which each model is timed; 0: none"
    )
    evaluation_concurrency: int = Field(8, ge=1, le=1_000, description="slices scored at a time")
    robust_databases: int = Field(12, ge=0, le=100, description="more databases that right answers are checked on")
    judge_model_id: ModelId | None = Field(None, description="model or profile that judges answers whose rows differ")
    minimum_questions: int = Field(30, ge=0, description="held-out questions that the gate demands; 0: any number")
    minimum_accuracy: Share = Field(0.2, description="the gate's floor for the candidate, share of questions")
    minimum_gain_over_base: Share = Field(0.05, description="how far above its base the candidate must be, share")
    maximum_drop_from_champion: Share = Field(0.01, description="how far below the champion it may be, share")

    significance: Share = Field(0.05, description="refused if worse than the champion with a smaller chance of error")
    protected_slices: tuple[Slice, ...] = Field((), description="hardness:easy, feature:join, schema:x: may not fall")
    maximum_slice_drop: Share = Field(0.05, description="how far a protected slice may fall, share")
    maximum_forbidden: int = Field(0, ge=0, description="answers of the candidate that would write, at most")
    maximum_latency_p95_ms: float | None = Field(None, gt=0, description="the candidate's slowest 5 %, milliseconds")
    maximum_cost_per_query_usd: float | None = Field(None, gt=0, description="the candidate's tokens, US dollars")
    approval: bool = Field(
        default=False, description="a candidate that passes the gate waits for a person to promote it"
    )
    keep_models: int = Field(3, ge=1, le=100, description="custom models of measured runs that a promotion leaves")

    poll_seconds: int = Field(60, ge=1, le=3_600, description="time between two looks at a job or deployment, seconds")
    stall_seconds: int = Field(4 * 3_600, ge=1, description="time without progress that counts as stalled, seconds")
    training_deadline_seconds: int = Field(24 * 3_600, ge=1, description="longest training, seconds")
    deployment_deadline_seconds: int = Field(2 * 3_600, ge=1, description="longest wait for a deployment, seconds")

    authorization: Literal["iam", "api-key", "jwt"] = Field(
        "iam", description="who may call the API: principals that IAM allows, holders of an API key, or of a token"
    )
    clients: tuple[Client, ...] = Field(("default",), min_length=1, max_length=100, description="one API key for each")
    client_throttle_rate: float | None = Field(None, gt=0, description="requests a second of one API key, steady")
    client_throttle_burst: int | None = Field(None, ge=1, description="requests of one API key at once")
    daily_quota: int | None = Field(None, ge=1, description="requests of one API key in a day")
    jwt: Jwt | None = Field(None, description="issuer and audience of the tokens")
    private_api: tuple[VpcEndpoint, ...] = Field(
        (), max_length=10, description="interface endpoints of execute-api; the API is reached only through them"
    )
    waf: Firewall | None = Field(None, description="AWS WAF in front of the API")
    guardrail: Guardrail | None = Field(
        None, description="identifier and version of a Bedrock guardrail for the endpoint's questions and answers"
    )
    databases: tuple[Database, ...] = Field(
        (), max_length=5, description="databases on Aurora that plan answers (EXPLAIN) before they are returned"
    )
    keep_questions: bool = Field(
        default=False,
        description="keep questions in words, in feedback and in the query log; otherwise only their hashes",
    )
    retraining: Retraining | None = Field(
        None, description="start a run when enough answers have been corrected; needs keep_questions"
    )
    throttle_rate: float = Field(20.0, gt=0, description="API requests a second, steady")
    throttle_burst: int = Field(40, ge=1, description="API requests at once")
    repairs: Annotated[int, AfterValidator(_within(REPAIRS))] = Field(
        1, description="how often the model may mend an answer that the guard refuses; each costs as much as a question"
    )
    challenger_share: Share = Field(
        0.0, description="largest share of questions that a canary or a shadow may be asked; 0: neither is possible"
    )
    max_tokens: int = Field(512, ge=1, le=5_000, description="longest answer of the model, tokens; reserved from quota")

    notification_email: str | None = Field(
        None,
        pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
        description="address that hears how each run ended, and of alarms; it must confirm two subscriptions",
    )
    alarms: bool = Field(
        default=True,
        description="alarms on the endpoint's errors, delay and throttling, on lost clean-ups and on a failing "
        "retraining; 0.10 dollars a month each",
    )
    daily_spend_usd: float | None = Field(
        None,
        gt=0,
        description="what a day's questions may cost in tokens before an alarm, US dollars; alarm and metric cost 0.40 "
        "a month",
    )
    refuse_above_daily_spend: bool = Field(
        default=False, description="refuse questions while those of the last 24 hours cost more than daily_spend_usd"
    )
    log_retention_days: RetentionDays = Field(90, description="life of logs, days")
    artifact_expiry_days: int = Field(730, ge=1, description="life of what a run wrote to S3, days")
    noncurrent_expiry_days: int = Field(30, ge=1, description="life of overwritten and deleted S3 objects, days")

    @model_validator(mode="after")
    def _deployable(self) -> Self:
        for check in CHECKS:
            check(self)
        return self


def read_settings(context: object) -> Settings:
    """The settings in the context key `tuneql`: nothing, a mapping, or its JSON when given with `cdk -c`.

    Raises:
        InvalidInput: for an unknown key, a value out of range, or a combination that AWS cannot run.
    """
    return parse_as(Settings, _decoded(context), inside=CONTEXT_KEY)


def _decoded(context: object) -> object:
    """The context as in `cdk.json` (decoded), or as given with `cdk -c` (text)."""
    if not isinstance(context, str):
        return {} if context is None else context
    try:
        return json.loads(context)
    except ValueError as error:
        rule, remedy = f"is not JSON: {error}", 'write, for instance, {"epochs": 3}'
        raise InvalidInput(field=CONTEXT_KEY, value=context, rule=rule, remedy=remedy) from None


def run_defaults(settings: Settings) -> Mapping[str, Any]:
    """The defaults for an execution's input: the JSON of the Plan function's SETTINGS variable."""
    return settings.model_dump(mode="json", include=set(RUN_DEFAULTS))


RUN_DEFAULTS: Final = (
    "region",
    "training_instance_type",
    "open_weights_instance_type",
    "open_weights_spot",
    "vpc",
    "output_kms_key",
    "model_kms_key",
    "tags",
    "dialect",
    "base_model_id",
    "base_inference_id",
    "epochs",
    "learning_rate",
    "learning_rate_warmup_steps",
    "evaluation_examples",
    "evaluation_slice",
    "latency_questions",
    "preparation",
    "shard_bytes",
    "robust_databases",
    "judge_model_id",
    "minimum_questions",
    "minimum_accuracy",
    "minimum_gain_over_base",
    "maximum_drop_from_champion",
    "significance",
    "protected_slices",
    "maximum_slice_drop",
    "maximum_forbidden",
    "maximum_latency_p95_ms",
    "maximum_cost_per_query_usd",
    "approval",
    "keep_models",
    "budget_usd",
    "max_tokens",
    "poll_seconds",
    "stall_seconds",
    "training_deadline_seconds",
    "deployment_deadline_seconds",
)
