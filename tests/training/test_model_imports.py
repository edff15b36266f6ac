from collections.abc import Callable
from typing import Any

import pytest

from local.protocol.service_model import validate
from tuneql.training.bedrock.model_imports import custom_model_request, import_job_request

CHECKPOINT = "s3://customer-escrow-123456789012-smtj-a1/tuneql-orders-1a2b3c4d/stepID"
WEIGHTS = "s3://runs/runs/a/training/tuneql-orders-1a2b3c4d/output/model"
KEY = "arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-0000-4444-8888-0a1b2c3d4e5f"


@pytest.mark.parametrize("key", [None, KEY])
@pytest.mark.parametrize(
    ("operation", "request_of", "source"),
    [
        ("CreateCustomModel", custom_model_request, {"checkpoint_uri": CHECKPOINT}),
        ("CreateModelImportJob", import_job_request, {"weights_uri": WEIGHTS}),
    ],
)
def test_bedrock_takes_the_request(
    operation: str, request_of: Callable[..., dict[str, Any]], source: dict[str, str], key: str | None
) -> None:
    request = request_of(
        model_name="tuneql-orders-1a2b3c4d",
        role_arn="arn:aws:iam::123456789012:role/tuneql-import",
        client_token="orders-1a2b3c4d-import",
        tags={"tuneql:run": "orders-1a2b3c4d"},
        model_kms_key=key,
        **source,
    )
    assert validate(operation, request, service="bedrock") == []
