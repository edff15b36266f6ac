"""The types of settings: texts of a certain form, and groups of settings."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from tuneql.limits import SCHEMA_ID_PATTERN, SLICE_PATTERN

# CloudWatch Logs takes these numbers of days and no others.
RetentionDays = Literal[1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731]

Share = Annotated[float, Field(ge=0, le=1)]

Slice = Annotated[str, Field(pattern=SLICE_PATTERN)]
Subnet = Annotated[str, Field(pattern="^subnet-[0-9a-f]+$")]
VpcEndpoint = Annotated[str, Field(pattern="^vpce-[0-9a-f]+$")]
Client = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,31}$")]
SchemaId = Annotated[str, Field(pattern=SCHEMA_ID_PATTERN)]
KmsKey = Annotated[str, Field(pattern=r"^arn:aws:kms:[a-z0-9-]+:\d{12}:key/[0-9a-f-]{36}$")]
ModelId = Annotated[str, Field(pattern=r"^[a-z0-9.:-]+$")]
SecurityGroup = Annotated[str, Field(pattern="^sg-[0-9a-f]+$")]

# The tags that Bedrock accepts, the strictest of the tagged services.
TagKey = Annotated[str, Field(pattern=r"^[a-zA-Z0-9 ._:/=+@-]{1,128}$")]
TagValue = Annotated[str, Field(pattern=r"^[a-zA-Z0-9 ._:/=+@-]{0,256}$")]


class Vpc(BaseModel, extra="forbid", frozen=True):
    """Where training jobs have their network interfaces, from where they must reach S3, ECR and CloudWatch Logs."""

    subnets: Annotated[tuple[Subnet, ...], Field(min_length=1, max_length=16)]
    security_groups: Annotated[tuple[SecurityGroup, ...], Field(min_length=1, max_length=5)]


class Jwt(BaseModel, extra="forbid", frozen=True):
    """Whose tokens let callers in."""

    issuer: str = Field(
        pattern=r"^https://[^\s?#]+$", description="`iss` of the tokens; its OpenID configuration is read"
    )
    audience: str = Field(min_length=1, max_length=256, description="`aud` of the tokens, or `client_id` without `aud`")


class Guardrail(BaseModel, extra="forbid", frozen=True):
    """A guardrail of Amazon Bedrock, which looks at questions and answers; content filters cost more than the model."""

    identifier: str = Field(
        max_length=2048,
        pattern=r"^([a-z0-9]+|arn:aws(-[^:]+)?:bedrock:[a-z0-9-]{1,20}:[0-9]{12}:guardrail/[a-z0-9]+)$",
        description="id, of this account and Region, or ARN",
    )
    version: str = Field(pattern=r"^([1-9][0-9]{0,7}|DRAFT)$", description="a number, or DRAFT")


class Database(BaseModel, extra="forbid", frozen=True):
    """A database on Aurora that plans answers (EXPLAIN) through the RDS Data API before they are returned."""

    cluster: str = Field(
        pattern=r"^arn:aws[a-z-]*:rds:[a-z0-9-]+:[0-9]{12}:cluster:[a-zA-Z][a-zA-Z0-9-]{0,62}$",
        description="ARN of the cluster, in the Region of the stacks, with the Data API enabled",
    )
    secret: str = Field(
        max_length=570,
        pattern=r"^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[a-zA-Z0-9/_+=.@!-]+$",
        description="ARN of the secret with name and password of a user who can only read",
    )
    name: str = Field(pattern=r"^[^\s*?]{1,64}$", description="the database's")
    dialect: Literal["postgres", "mysql"] = Field(description="what it speaks; other answers are not planned")
    schemas: tuple[SchemaId, ...] = Field(
        min_length=1, max_length=50, description="ids of the registered schemas whose tables it holds"
    )


class Retraining(BaseModel, extra="forbid", frozen=True):
    """When enough answers have been corrected, a run is started on a corpus and the corrections."""

    corpus: str = Field(
        max_length=900,
        pattern=r"^([a-zA-Z0-9._-]+/)+$",
        description="folder of the corpus bucket, with a slash at its end; feedback.jsonl is written into it",
    )
    schedule: str = Field(
        "cron(0 3 * * ? *)",
        pattern=r"^(rate|cron)\([^()]{1,200}\)$",
        description="when to look, a cron or rate expression of EventBridge in UTC",
    )
    minimum_corrections: int = Field(50, ge=1, description="how many new corrections start a run")
    input: dict[str, Any] = Field(
        {}, description="of the execution, besides the corpus: schemas of the corrections, and what else a run takes"
    )


class Firewall(BaseModel, extra="forbid", frozen=True):
    """AWS WAF in front of the API: 5 dollars a month, one for each of four rules, and 0.60 per million requests."""

    requests_per_5_minutes: int = Field(1_000, ge=10, le=2_000_000, description="of one address; more are held back")
