"""No policy is wider than the calls made: every permission was used by some run, and none was missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Final

import pytest

from tests.end_to_end.cases import EVERY_RUN
from tests.end_to_end.house import House

pytestmark = pytest.mark.usefixtures(*EVERY_RUN)

# Permissions that no call in the local account shows, by owner, action and resource, each with its reason.
UNSEEN: Final = {
    ("*", "logs:CreateLogStream", "*"): "Lambda itself writes a function's logs, as the function's role",
    ("*", "logs:PutLogEvents", "*"): "as above",
    ("state machine", "logs:*", "*"): "Step Functions itself delivers the machine's logs",
    ("state machine", "xray:*", "*"): "Step Functions itself sends the machine's traces",
    ("state machine", "states:*", "*"): "Step Functions itself runs the children of a Distributed Map",
    ("promote", "s3:GetObject", "*"): "a Promote that is tried again reads what it wrote down before",
    ("clean_up", "sagemaker:StopTrainingJob", "*"): "no fault leaves a training job running; see test_trainers.py",
    ("start_training", "bedrock:CreateModelCustomizationJob", "*:model-customization-job/*"): (
        "CDK's own task for this call asks for it; AWS's table of actions does not name it"
    ),
}


@dataclass(frozen=True, kw_only=True)
class Permission:
    """What a role may do.

    Attributes:
        owner: the stage's folder, `api`, or `state machine`.
        resource: an ARN, perhaps with wildcards.
    """

    owner: str
    principal: str
    action: str
    resource: str


@pytest.fixture(scope="module")
def permissions(house: House) -> list[Permission]:
    account = house.account
    functions = account.client("lambda").list_functions(MaxItems=100)["Functions"]
    roles = [(each["Handler"].split(".")[1], each["FunctionName"], each["Role"]) for each in functions]
    machines = [
        account.client("stepfunctions").describe_state_machine(stateMachineArn=arn)
        for arn in house.deployment.state_machine_arns.values()
    ]
    roles += [("state machine", "states", machine["roleArn"]) for machine in machines]
    roles += [
        ("rule", "events", target["RoleArn"]) for target in _targets(account.client("events")) if "RoleArn" in target
    ]
    return [
        Permission(owner=owner, principal=principal, action=action, resource=resource)
        for owner, principal, role in roles
        for action, resource in _allowed(account.client("iam"), role.rsplit("/", 1)[-1])
    ]


def _targets(events: Any) -> Iterator[dict[str, Any]]:
    for rule in events.list_rules()["Rules"]:
        yield from events.list_targets_by_rule(Rule=rule["Name"])["Targets"]


def _allowed(iam: Any, role: str) -> Iterator[tuple[str, str]]:
    for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
        for statement in document["Statement"]:
            for action in _listed(statement["Action"]):
                yield from ((action, resource) for resource in _listed(statement["Resource"]))


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


def test_every_permission_was_used(house: House, permissions: list[Permission]) -> None:
    calls = {(call.principal, call.action, call.resource) for call in house.account.calls}
    unused = [each for each in permissions if not _used(each, calls) and not _unseen(each)]
    assert {(each.owner, each.action, each.resource) for each in unused} == set()


def _used(permission: Permission, calls: set[tuple[str, str, str]]) -> bool:
    return any(
        (principal, action) == (permission.principal, permission.action) and fnmatchcase(resource, permission.resource)
        for principal, action, resource in calls
    )


def _unseen(permission: Permission) -> bool:
    found = (permission.owner, permission.action, permission.resource)
    return any(all(map(fnmatchcase, found, patterns)) for patterns in UNSEEN)


def test_nothing_that_was_needed_was_missing(house: House) -> None:
    denied = {(call.action, call.resource) for call in house.account.calls if not call.allowed}
    assert denied == {
        # a corpus in a bucket that is not the app's
        ("s3:GetObject", "arn:aws:s3:::somebody-elses-bucket/all.jsonl"),
    }
