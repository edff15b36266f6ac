from collections.abc import Callable
from typing import Any

import pytest

from tuneql.options import PROMPT_VERSION, Options
from tuneql.release.champion import Champion
from tuneql.workflow.execution_input import plan_run
from tuneql.workflow.run import Defaults, Run

EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:tuning:nightly_2026.11"

DEFAULTS = Defaults(
    region="us-east-1",
    training_instance_type="ml.g5.12xlarge",
    open_weights_instance_type="ml.g6e.2xlarge",
    open_weights_spot=False,
    vpc=None,
    output_kms_key=None,
    tags={},
    dialect="postgres",
    base_model_id="amazon.nova-micro-v1:0:128k",
    base_inference_id="amazon.nova-micro-v1:0",
    epochs=2,
    learning_rate=1e-5,
    learning_rate_warmup_steps=10,
    evaluation_examples=500,
    evaluation_slice=25,
    latency_questions=20,
    preparation=Options(),
    shard_bytes=1000,
    minimum_questions=30,
    minimum_accuracy=0.2,
    minimum_gain_over_base=0.05,
    maximum_drop_from_champion=0.01,
    robust_databases=0,
    judge_model_id=None,
    significance=0.05,
    protected_slices=(),
    maximum_slice_drop=0.05,
    maximum_forbidden=0,
    maximum_latency_p95_ms=None,
    maximum_cost_per_query_usd=None,
    approval=False,
    keep_models=3,
    budget_usd=50,
    max_tokens=512,
    poll_seconds=60,
    stall_seconds=3600,
    training_deadline_seconds=86400,
    deployment_deadline_seconds=7200,
)


@pytest.fixture
def defaults() -> Defaults:
    return DEFAULTS


@pytest.fixture
def champion() -> Champion:
    return Champion(
        model_id="arn:deployment/champion",
        model_arn="arn:model/old",
        run="earlier-00000000",
        dialect="postgres",
        prompt_version=PROMPT_VERSION,
        promoted_at="2026-11-01T00:00:00Z",
    )


@pytest.fixture
def make_run() -> Callable[..., Run]:
    def make(champion: Champion | None = None, **given: Any) -> Run:
        return plan_run(
            {"corpus": "s3://corpora/all.jsonl", **given},
            defaults=DEFAULTS,
            bucket="runs-bucket",
            champion=champion,
            execution_id=EXECUTION,
            started_at="2026-11-20T10:00:00Z",
        )

    return make
