"""A key of the user's own for the models in Bedrock, where a setting names one."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from tests.infra.resources import of_type
from tests.infra.variants import MODEL_KEY

ENCRYPTING: Final = ["kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
ASKING: Final = ["kms:Decrypt", "kms:GenerateDataKey"]


def _allowed(variants: Mapping[str, Path], stack: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The statements about the key, with the names of their policies."""
    template = json.loads((variants["jwt"] / f"{stack}.template.json").read_text())
    for name, policy in of_type(template["Resources"], "AWS::IAM::Policy").items():
        yield from ((name, each) for each in policy["PolicyDocument"]["Statement"] if each["Resource"] == MODEL_KEY)


@pytest.mark.parametrize(
    ("stack", "policies"),
    [
        (
            "Training",
            {
                "Customization": ENCRYPTING,
                "ModelImport": ENCRYPTING,
                "StartTraining": ENCRYPTING,
                "ImportModel": ENCRYPTING,
                "WarmUp": ASKING,
                "MeasureLatency": ASKING,
                "EvaluateShard": ASKING,
                "SmokeTest": ASKING,
            },
        ),
        ("Inference", {"Endpoint": ASKING, "Shadow": ASKING}),
    ],
)
def test_who_makes_models_and_who_asks_them_may_use_it(
    variants: Mapping[str, Path], stack: str, policies: Mapping[str, list[str]]
) -> None:
    found = dict(_allowed(variants, stack))
    for beginning, actions in policies.items():
        (statement,) = [each for name, each in found.items() if name.startswith(beginning)]
        assert statement["Action"] == actions
    assert len(found) == len(policies)


def test_it_is_used_through_bedrock_alone(variants: Mapping[str, Path]) -> None:
    for stack in ("Training", "Inference"):
        for _, statement in _allowed(variants, stack):
            assert statement["Condition"] == {"StringEquals": {"kms:ViaService": "bedrock.us-east-1.amazonaws.com"}}
