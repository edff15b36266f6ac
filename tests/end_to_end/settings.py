"""The settings that the app is deployed with here: all small and quick, so that a run takes seconds."""

from collections.abc import Mapping
from typing import Any, Final

from tests.end_to_end import orchard

SETTINGS: Final[Mapping[str, Any]] = {
    "stage": "test",
    "removal_policy": "destroy",
    "dialect": orchard.DIALECT,
    "poll_seconds": 1,
    "stall_seconds": 10,  # an interrupted job stands still for a moment, the longer the busier the machine is
    "training_deadline_seconds": 120,
    "deployment_deadline_seconds": 60,
    "shard_bytes": 64 * 1024,
    "preparation_concurrency": 2,
    "evaluation_examples": 8,
    "minimum_questions": 0,
    "evaluation_slice": 4,
    "evaluation_concurrency": 2,
    "latency_questions": 1,
    "robust_databases": 2,
    "judge_model_id": "amazon.nova-micro-v1:0",  # the stand-in, which answers a judge's prompt with SQL and no mark
    "learning_rate": 1e-4,
    "keep_models": 2,
    "challenger_share": 1.0,
    "databases": [
        {
            "cluster": "arn:aws:rds:us-east-1:123456789012:cluster:yard",
            "secret": "arn:aws:secretsmanager:us-east-1:123456789012:secret:reader-AbCdEf",
            "name": "yard",
            "dialect": "postgres",
            "schemas": ["yard"],
        }
    ],
    "daily_spend_usd": 1_000,
    "refuse_above_daily_spend": True,
    "throttle_rate": 1000,
    "throttle_burst": 1000,
}
# How long a second of a state machine lasts: nearly all that a small run does is wait.
PACE: Final = 0.04
