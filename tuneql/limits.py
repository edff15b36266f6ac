"""The one table of service limits: regions, ranges and name patterns, each with its source.

Sources: [BC] botocore 1.44.5 service models; [UG] Amazon Bedrock user guide, "Customize a model with fine-tuning" and
"Deploy a custom model for on-demand inference" (2026); [NG] Amazon Nova user guide, "Fine-tuning hyperparameters".
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Range:
    """An inclusive range of numbers."""

    low: float
    high: float

    def __contains__(self, value: float) -> bool:
        return self.low <= value <= self.high

    def __str__(self) -> str:
        return f"{self.low:g} to {self.high:g}"


@dataclass(frozen=True, kw_only=True)
class BaseModel:
    """A foundation model that can be customised and then deployed on demand.

    Attributes:
        training_id: what CreateModelCustomizationJob takes; it cannot be invoked.
        inference_id: what Converse takes for the model before training.
        regions: where on-demand deployments of its custom models exist. [UG]
    """

    training_id: str
    inference_id: str
    regions: frozenset[str]


NOVA_MICRO: Final = BaseModel(
    training_id="amazon.nova-micro-v1:0:128k",
    inference_id="amazon.nova-micro-v1:0",
    regions=frozenset({"us-east-1"}),
)

# Nova Micro on Bedrock. [NG]
EPOCHS: Final = Range(low=1, high=5)
LEARNING_RATE: Final = Range(low=1e-6, high=1e-4)
LEARNING_RATE_WARMUP_STEPS: Final = Range(low=0, high=100)

# Records of training and validation together, for Nova Micro, Lite and Pro. [UG]
TRAINING_RECORDS: Final = Range(low=8, high=20_000)

# Tokens of one record. Bedrock documents no limit; AWS's Nova recipes with LoRA train on sequences of up to 8,192
# tokens on g5 and g6 instances, and of up to 32,768 on p5. [NR]
RECORD_TOKENS: Final = Range(low=128, high=32_768)

# Words that fail a customization job anywhere in a record, in any case. [UG]
RESERVED_WORDS: Final = (
    "user:", "bot:", "assistant:", "system:", "thought:", "<image>", "<video>", "[eos]", "<unk>",
)  # fmt: skip

# One pattern for every name that we give: Bedrock jobs, models and deployments, SageMaker jobs. [BC]
NAME_PATTERN: Final = r"[a-z0-9](-?[a-z0-9]){0,62}"

# What Bedrock takes as an S3 URI: no `=`, space, `+` or `//`. [BC]
BEDROCK_S3_URI_PATTERN: Final = (
    r"s3://[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](?:/[-!_*'().a-z0-9A-Z]+(?:/[-!_*'().a-z0-9A-Z]+)*)?/?"
)

# What a run takes beside `corpus`: the other fields of ExecutionInput (tuneql.workflow), which stacks do not import.
EXECUTION_KEYS: Final = (
    "base_model", "budget_usd", "databases", "dialect", "evaluation", "hyperparameters", "method", "preparation",
    "promote", "schemas",
)  # fmt: skip

# Held-out questions that a candidate may be asked.
MOST_QUESTIONS: Final = 5_000

# A slice of the held-out questions that the gate may protect.
SLICE_PATTERN: Final = r"^(hardness:(easy|medium|hard|extra)|(feature|schema):.+)$"

# An execution of a Standard workflow has at most 25,000 events.
EXECUTION_EVENTS: Final = 25_000

# The beginnings of ids of inference profiles that can be asked in us-east-1; a profile chooses the Region of each call.
PROFILE_GEOGRAPHIES: Final = frozenset({"us", "global"})

# The memory, in MB, with which Lambda gives a function a whole core: for the endpoint, and for stages that compute.
CORE_MEMORY_MB: Final = 1_769

# In the runs bucket: feedback, and what the retraining remembers.
FEEDBACK_FOLDER: Final = "feedback/"
RETRAINING_FOLDER: Final = "retraining/"

# The `mark` of lines of the query log (tuneql.serving.query_log), which no other line has.
QUERY_LOG_MARK: Final = "tuneql.query"

# API Gateway ends an integration after 29 s; the endpoint gives up before that.
ENDPOINT_DEADLINE_SECONDS: Final = 25.0

# The longest questions, schemas and names of dialects that endpoint and corpus take, in characters.
QUESTION_CHARACTERS: Final = 4_000
SCHEMA_CHARACTERS: Final = 200_000
# How many schemas a process keeps, and how long they are together, in characters; with all that is made of them they
# take up to 100 bytes a character.
SCHEMAS_KEPT: Final = 2_048
SCHEMAS_KEPT_CHARACTERS: Final = 4_000_000
DIALECT_CHARACTERS: Final = 64

# The most of a query specification: columns, joins, filters, rows to return or skip, values of one filter, and
# characters of a name or a value. Our own choices.
SPEC_COLUMNS: Final = 100
SPEC_JOINS: Final = 10
SPEC_FILTERS: Final = 50
SPEC_ROWS: Final = 1_000_000
SPEC_VALUES: Final = 100
SPEC_TEXT_CHARACTERS: Final = 256

# How often the endpoint may ask the model to mend one answer; each time costs as much as the first. Our own choice.
REPAIRS: Final = Range(low=0, high=2)

# Registered schemas: their ids, which are parts of S3 keys and paths; their folder in the corpus bucket; and how many
# there may be: as many as S3 lists in one call. Our own choices.
SCHEMA_ID_PATTERN: Final = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
SCHEMAS_FOLDER: Final = "schemas/"
SCHEMAS: Final = 1_000

# SageMaker training jobs with AWS's Nova recipes. [NR] the Nova Micro LoRA recipes for g5 and g6 in
# sagemaker-hyperpod-recipes, and their template parameters (June 2026).
NOVA_EPOCHS: Final = Range(low=1, high=100)
NOVA_LEARNING_RATE: Final = Range(low=1e-7, high=1)
NOVA_WARMUP_STEPS: Final = Range(low=0, high=100)
NOVA_CONSTANT_STEPS: Final = Range(low=0, high=100_000)
NOVA_BATCH_SIZES: Final = (16, 32, 64)
NOVA_SFT_LENGTH: Final = Range(low=1024, high=8192)
NOVA_DPO_LENGTH: Final = Range(low=1024, high=4096)
NOVA_LENGTH_STEP: Final = 1024
NOVA_SHARE: Final = Range(low=0, high=1)
NOVA_BETA: Final = Range(low=0, high=0.999999)
NOVA_EPSILON: Final = Range(low=1e-16, high=0.01)
NOVA_LORA_ALPHAS: Final = (32, 64, 96, 128, 160, 192)
NOVA_LORAPLUS_RATIO: Final = Range(low=0, high=100)
NOVA_PREFERENCE_STRENGTH: Final = Range(low=0.001, high=0.5)

# The instance types of these recipes, with one instance per job; p4d and p5 have other recipes, for two or more. [NR]
NOVA_INSTANCE_TYPES: Final = ("ml.g5.12xlarge", "ml.g5.48xlarge", "ml.g6.12xlarge", "ml.g6.48xlarge")

# The accounts that own the training images, each in its own region. [NR]
NOVA_IMAGE_ACCOUNTS: Final = {
    "us-east-1": "708977205387",
    "us-west-2": "176779409107",
    "ap-northeast-1": "878185805882",
}

# How long a training job may run, in seconds: the quota is 5 days, and can be raised to 28.
TRAINING_JOB_SECONDS: Final = Range(low=1, high=28 * 24 * 3600)

# SageMaker training jobs with open weights: types with one GPU of 24 GB (g5, g6) or 48 GB (g6e), since the script
# trains in one process.
OPEN_WEIGHTS_INSTANCE_TYPES: Final = (
    "ml.g5.2xlarge", "ml.g5.4xlarge", "ml.g6.2xlarge", "ml.g6e.xlarge", "ml.g6e.2xlarge", "ml.g6e.4xlarge",
)  # fmt: skip

# AWS's Deep Learning Container with PyTorch and Hugging Face's libraries (release of 2026-04-16 in
# aws/deep-learning-containers), and the account that owns it in the regions below.
OPEN_WEIGHTS_IMAGE: Final = "huggingface-pytorch-training:2.9.0-transformers5.3.0-gpu-py312-cu130-ubuntu22.04-v1.0"
OPEN_WEIGHTS_IMAGE_ACCOUNT: Final = "763104351884"

# The folder of the corpus bucket from which training jobs may read base models. Our own choice.
MODELS_FOLDER: Final = "models/"

# Custom Model Import: where it is, and how much it takes. [UG] "Import a customized model into Amazon Bedrock"
IMPORT_REGIONS: Final = frozenset({"us-east-1", "us-east-2", "us-west-2", "eu-central-1"})
IMPORT_WEIGHT_BYTES: Final = 200 * 10**9

# Those of its architectures, as `architectures` of a config.json has them, that the training script can train.
OPEN_WEIGHTS_ARCHITECTURES: Final = ("LlamaForCausalLM", "MistralForCausalLM", "Qwen2ForCausalLM", "Qwen3ForCausalLM")

# The longest SQL and notes in feedback, in characters; and the form of request ids: API Gateway's are UUIDs.
FEEDBACK_SQL_CHARACTERS: Final = 20_000
FEEDBACK_NOTE_CHARACTERS: Final = 2_000
REQUEST_ID_PATTERN: Final = r"^[A-Za-z0-9][A-Za-z0-9-]{0,63}$"
