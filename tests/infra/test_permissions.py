"""What each role may do, compared with a table that people can read and review: `cases/permissions.json`."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

Statement = Mapping[str, Any]
EXPECTED: Mapping[str, Mapping[str, list[str]]] = json.loads(
    (Path(__file__).parent / "cases" / "permissions.json").read_text()
)

# The wildcards that stand in resources. Bedrock's are made at run time under ARNs that AWS chooses; keys are chosen by
# those who upload a corpus, or by runs; the children of maps are named by Step Functions; log delivery and X-Ray take
# no resources.
WILDCARDS = {
    "*",
    "corpus/*",
    "runs/feedback/*",
    "runs/runs/*",
    "runs/runs/*/dataset/*",
    "runs/runs/*/training/*",
    "runs/runs/*/work/*",
    "bedrock:model-customization-job/*",
    "bedrock:custom-model/*",
    "bedrock:custom-model-deployment/*",
    "bedrock:imported-model/*",
    "bedrock:model-import-job/*",
    "corpus/models/*",
    "corpus/schemas/*",
    "states:execution:FineTuningStateMachine:*",
    "sagemaker:training-job/tuneql-*",
    "s3:customer-escrow-<account>-*",
    "s3:customer-escrow-<account>-*/*",
    "logs:log-group:/aws/sagemaker/TrainingJobs:*",
}


@pytest.fixture(scope="module")
def statements(templates: Mapping[str, Any]) -> Mapping[str, list[Statement]]:
    """The statements of each role, by the part of the role's id that names its construct."""
    found: dict[str, list[Statement]] = {}
    for template in templates.values():
        for policy in template["Resources"].values():
            if policy["Type"] == "AWS::IAM::Policy":
                (role,) = policy["Properties"]["Roles"]
                owner = re.sub(r"Role[0-9A-F]{8}$", "", role["Ref"])
                found.setdefault(owner, []).extend(policy["Properties"]["PolicyDocument"]["Statement"])
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _readable(arn: Any) -> str:
    """An ARN without accounts and hashes: `runs/runs/*`, `bedrock:custom-model/*`, `PlanFunction`."""
    if isinstance(arn, str):
        text = arn
    else:
        ((function, value),) = arn.items()
        parts = value[1] if function == "Fn::Join" else [arn]
        text = "".join(part if isinstance(part, str) else _reference(part) for part in parts)
    return re.sub(r"^arn:aws:(\w+):[\w-]*:(?:<account>)?:", r"\1:", text)


def _reference(reference: Mapping[str, Any]) -> str:
    ((_, value),) = reference.items()
    name = value if isinstance(value, str) else value[0]
    if name == "AWS::AccountId":
        return "<account>"
    exported = re.search(r"ExportsOutput(?:Ref|FnGetAtt)([A-Z][a-z]+)", name)
    if exported:
        return exported[1].lower()
    return re.sub(r"[0-9A-F]{8}$", "", name)


def _allowed(statements: list[Statement]) -> Iterator[tuple[str, str]]:
    for statement in statements:
        for action in _listed(statement["Action"]):
            for resource in _listed(statement["Resource"]):
                yield action, _readable(resource)


def test_each_role_may_do_what_the_table_says(statements: Mapping[str, list[Statement]]) -> None:
    actual = {
        owner: {action: sorted({r for a, r in allowed if a == action}) for action in sorted({a for a, _ in allowed})}
        for owner, allowed in ((owner, list(_allowed(found))) for owner, found in sorted(statements.items()))
    }
    assert actual == EXPECTED


def test_no_action_has_a_wildcard(statements: Mapping[str, list[Statement]]) -> None:
    actions = {action for found in statements.values() for action, _ in _allowed(found)}
    assert [action for action in actions if "*" in action] == []


def test_wildcards_in_resources_are_those_with_a_reason(statements: Mapping[str, list[Statement]]) -> None:
    resources = {resource for found in statements.values() for _, resource in _allowed(found)}
    assert {resource for resource in resources if "*" in resource} == WILDCARDS


def test_statements_allow_and_name_what_they_mean(statements: Mapping[str, list[Statement]]) -> None:
    for statement in (statement for found in statements.values() for statement in found):
        assert statement["Effect"] == "Allow"
        assert set(statement) <= {"Effect", "Action", "Resource", "Condition"}


def test_each_role_can_be_handed_to_its_own_service_alone(statements: Mapping[str, list[Statement]]) -> None:
    passing = [s for found in statements.values() for s in found if "iam:PassRole" in _listed(s["Action"])]
    handed = {
        _readable(statement["Resource"]): statement["Condition"]["StringEquals"]["iam:PassedToService"]
        for statement in passing
    }
    assert handed == {
        "CustomizationRole": "bedrock.amazonaws.com",
        "ModelImportRole": "bedrock.amazonaws.com",
        "SageMakerTrainingRole": "sagemaker.amazonaws.com",
    }


def test_bedrock_may_assume_its_role_for_this_account_s_jobs_only(templates: Mapping[str, Any]) -> None:
    role = next(r for id_, r in templates["Training"]["Resources"].items() if id_.startswith("CustomizationRole"))
    (trust,) = role["Properties"]["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"Service": "bedrock.amazonaws.com"}
    assert trust["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    assert _readable(trust["Condition"]["ArnEquals"]["aws:SourceArn"]) == "bedrock:model-customization-job/*"


def test_roles_have_no_managed_policies_but_api_gateways_own(templates: Mapping[str, Any]) -> None:
    managed = [
        id_
        for template in templates.values()
        for id_, resource in template["Resources"].items()
        if resource["Type"] == "AWS::IAM::Role" and resource["Properties"].get("ManagedPolicyArns")
    ]
    assert [re.sub(r"[0-9A-F]{8}$", "", id_) for id_ in managed] == ["SqlApiRestCloudWatchRole"]


def test_every_function_has_a_role_of_its_own(templates: Mapping[str, Any]) -> None:
    functions = [
        resource["Properties"]
        for template in templates.values()
        for resource in template["Resources"].values()
        if resource["Type"] == "AWS::Lambda::Function"
    ]
    assert len({function["Role"]["Fn::GetAtt"][0] for function in functions}) == len(functions) == 25
