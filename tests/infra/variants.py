"""Deployments with other settings than the default ones: as few as say all, since each takes seconds to synthesize."""

from collections.abc import Mapping
from typing import Any, Final

VPCE: Final = "vpce-0123456789abcdef0"
VPC: Final = {"subnets": ["subnet-0a", "subnet-0b"], "security_groups": ["sg-0c"]}
KEY: Final = "arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000"
MODEL_KEY: Final = "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-1111-1111-111111111111"
SHARED_GUARDRAIL: Final = "arn:aws:bedrock:us-east-1:999999999999:guardrail/abc123"

VARIANTS: Final[Mapping[str, Mapping[str, Any]]] = {
    # With it the inference stack has every resource that one can have, except for keys and a private API.
    "jwt": {
        "authorization": "jwt",
        "jwt": {"issuer": "https://login.example.com/pool", "audience": "tuneql"},
        "waf": {"requests_per_5_minutes": 500},
        "challenger_share": 0.25,
        "daily_spend_usd": 2.5,
        "refuse_above_daily_spend": True,
        "vpc": VPC,
        "output_kms_key": KEY,
        "model_kms_key": MODEL_KEY,
        "tags": {"team": "data"},
        "detect_personal_data": True,
        "shard_bytes": 256 * 1024,
        "judge_model_id": "us.amazon.nova-pro-v1:0",
    },
    "private": {
        "private_api": [VPCE],
        "alarms": False,
        "challenger_share": 0.1,
        "guardrail": {"identifier": "abc123", "version": "3"},
    },
    "private-key": {
        "authorization": "api-key",
        "clients": ["shop", "reports"],
        "daily_quota": 5_000,
        "client_throttle_rate": 2,
        "client_throttle_burst": 4,
        "private_api": [VPCE],
        "keep_questions": True,
        "retraining": {"corpus": "questions/", "input": {"schemas": "s3://corpora/schemas/"}},
        "challenger_share": 0.1,
        "guardrail": {"identifier": SHARED_GUARDRAIL, "version": "3"},
    },
}
