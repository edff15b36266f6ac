"""What a deployment with a guardrail has more than another: two variables, and one permission on one guardrail."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.infra.resources import of_type
from tests.infra.variants import SHARED_GUARDRAIL

Resources = Mapping[str, Mapping[str, Any]]


def _applied(resources: Resources) -> Iterator[Any]:
    """What may be applied, statement by statement."""
    policies = of_type(resources, "AWS::IAM::Policy").values()
    for statement in (each for policy in policies for each in policy["PolicyDocument"]["Statement"]):
        if "ApplyGuardrail" in json.dumps(statement["Action"]):
            assert statement["Action"] == "bedrock:ApplyGuardrail"
            yield statement["Resource"]


def _variables(resources: Resources) -> Iterator[Mapping[str, Any]]:
    yield from (each["Environment"]["Variables"] for each in of_type(resources, "AWS::Lambda::Function").values())


@pytest.mark.parametrize(("variant", "identifier"), [("private", "abc123"), ("private-key", SHARED_GUARDRAIL)])
def test_what_asks_models_may_apply_it_and_no_other(
    variants: Mapping[str, Path], variant: str, identifier: str
) -> None:
    resources = json.loads((variants[variant] / "Inference.template.json").read_text())["Resources"]
    endpoint, shadow = _applied(resources)
    assert endpoint == shadow
    if identifier == SHARED_GUARDRAIL:
        assert endpoint == SHARED_GUARDRAIL
    else:
        written = "".join(part if isinstance(part, str) else part["Ref"] for part in endpoint["Fn::Join"][1])
        assert written == "arn:aws:bedrock:us-east-1:AWS::AccountId:guardrail/abc123"
    told = [(each["GUARDRAIL_ID"], each["GUARDRAIL_VERSION"]) for each in _variables(resources)]
    assert told == [(identifier, "3")] * 2


def test_by_default_there_is_none(templates: Mapping[str, Any]) -> None:
    resources = templates["Inference"]["Resources"]
    assert list(_applied(resources)) == []
    assert not any("GUARDRAIL_ID" in each for each in _variables(resources))
