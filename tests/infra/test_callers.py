"""Who may call, by setting: what each template says of it."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from cfnlint import api as cfnlint  # type: ignore[import-untyped]  # it has no types

from stacks.constructs.firewall import GROUPS
from tests.infra.resources import of_type
from tests.infra.variants import VARIANTS, VPCE
from tuneql.serving.routes import ROUTES

Resources = Mapping[str, Any]

CLOSED: Final = frozenset(f"{method} {path}" for method, path in ROUTES) - {"GET /"}


@pytest.fixture(scope="module")
def made(variants: Mapping[str, Path]) -> Mapping[str, Any]:
    """The inference stack's template of each case."""
    return {name: json.loads((path / "Inference.template.json").read_text()) for name, path in variants.items()}


def _of_type(template: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return of_type(template["Resources"], f"AWS::{kind}")


def _methods(template: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    parts = _of_type(template, "ApiGateway::Resource")

    def path(resource: Mapping[str, Any]) -> str:
        found = parts.get(resource.get("Ref", ""))
        return f"{path(found['ParentId']).rstrip('/')}/{found['PathPart']}" if found else "/"

    for method in _of_type(template, "ApiGateway::Method").values():
        yield f"{method['HttpMethod']} {path(method['ResourceId'])}", method


def _access(template: Mapping[str, Any]) -> dict[str, tuple[str, bool]]:
    return {
        name: (method["AuthorizationType"], method.get("ApiKeyRequired", False)) for name, method in _methods(template)
    }


def test_with_keys_every_route_but_the_page_needs_one(made: Mapping[str, Any]) -> None:
    assert _access(made["private-key"]) == {**dict.fromkeys(CLOSED, ("NONE", True)), "GET /": ("NONE", False)}


def test_every_client_has_a_key_of_its_own_under_one_plan(made: Mapping[str, Any]) -> None:
    keys, (plan,) = (
        _of_type(made["private-key"], "ApiGateway::ApiKey"),
        _of_type(made["private-key"], "ApiGateway::UsagePlan").values(),
    )
    assert {key["Name"] for key in keys.values()} == {"tuneql-dev-shop", "tuneql-dev-reports"}
    assert all(key["Enabled"] and "Value" not in key for key in keys.values())
    assert plan["Quota"] == {"Limit": 5_000, "Period": "DAY"}
    assert plan["Throttle"] == {"RateLimit": 2, "BurstLimit": 4}
    (stage,) = plan["ApiStages"]
    assert stage["Stage"]["Ref"] in _of_type(made["private-key"], "ApiGateway::Stage")
    joined = _of_type(made["private-key"], "ApiGateway::UsagePlanKey").values()
    assert {each["KeyId"]["Ref"] for each in joined} == set(keys)
    assert made["private-key"]["Outputs"]["ApiKeyNames"]["Value"] == "tuneql-dev-shop,tuneql-dev-reports"


def test_with_tokens_every_route_but_the_page_asks_the_authorizer(made: Mapping[str, Any]) -> None:
    template = made["jwt"]
    assert _access(template) == {**dict.fromkeys(CLOSED, ("CUSTOM", False)), "GET /": ("NONE", False)}
    ((authorizer, properties),) = _of_type(template, "ApiGateway::Authorizer").items()
    ids = {method["AuthorizerId"]["Ref"] for name, method in _methods(template) if name in CLOSED}
    assert ids == {authorizer}
    assert (properties["Type"], properties["IdentitySource"]) == ("TOKEN", "method.request.header.Authorization")
    assert properties["AuthorizerResultTtlInSeconds"] == 300


def test_the_authorizer_knows_its_issuer_and_may_do_nothing_but_log(made: Mapping[str, Any]) -> None:
    functions = _of_type(made["jwt"], "Lambda::Function").values()
    (function,) = (each for each in functions if each["Handler"] == "lambdas.authorizer.handler.handler")
    assert function["Environment"]["Variables"] == {
        "ISSUER": "https://login.example.com/pool",
        "AUDIENCE": "tuneql",
    }
    role = function["Role"]["Fn::GetAtt"][0]
    policies = _of_type(made["jwt"], "IAM::Policy").values()
    (document,) = (each["PolicyDocument"] for each in policies if each["Roles"] == [{"Ref": role}])
    assert {action for each in document["Statement"] for action in each["Action"]} == {
        "logs:CreateLogStream",
        "logs:PutLogEvents",
    }


def test_the_firewall_stands_before_the_stage(made: Mapping[str, Any]) -> None:
    ((acl, properties),) = _of_type(made["jwt"], "WAFv2::WebACL").items()
    rate, *managed = properties["Rules"]
    assert rate["Statement"]["RateBasedStatement"]["Limit"] == 500
    assert rate["Action"] == {"Block": {}}
    assert [each["Statement"]["ManagedRuleGroupStatement"]["Name"] for each in managed] == list(GROUPS)
    assert [each["Priority"] for each in properties["Rules"]] == [0, 1, 2, 3]
    (link,) = _of_type(made["jwt"], "WAFv2::WebACLAssociation").values()
    assert link["WebACLArn"] == {"Fn::GetAtt": [acl, "Arn"]}
    (stage,) = _of_type(made["jwt"], "ApiGateway::Stage")
    assert stage in json.dumps(link["ResourceArn"])


def test_no_rule_blocks_a_body_for_its_length_or_its_words(made: Mapping[str, Any]) -> None:
    (acl,) = _of_type(made["jwt"], "WAFv2::WebACL").values()
    assert "SQLi" not in json.dumps(acl)
    common = acl["Rules"][-1]["Statement"]["ManagedRuleGroupStatement"]
    counted = {each["Name"] for each in common["RuleActionOverrides"] if each["ActionToUse"] == {"Count": {}}}
    assert {"SizeRestrictions_BODY", "CrossSiteScripting_BODY"} <= counted
    assert all(not rule["VisibilityConfig"]["SampledRequestsEnabled"] for rule in acl["Rules"])


@pytest.mark.parametrize(
    ("name", "who"),
    [
        ("private", {"AWS": {"Fn::Join": ["", ["arn:aws:iam::", {"Ref": "AWS::AccountId"}, ":root"]]}}),
        ("private-key", {"AWS": "*"}),
    ],
)
def test_a_private_api_is_reached_through_its_endpoints_alone(made: Mapping[str, Any], name: str, who: Any) -> None:
    (api,) = _of_type(made[name], "ApiGateway::RestApi").values()
    assert api["EndpointConfiguration"] == {"Types": ["PRIVATE"], "VpcEndpointIds": [VPCE]}
    allow, deny = api["Policy"]["Statement"]
    assert (allow["Effect"], allow["Principal"]) == ("Allow", who)
    assert (deny["Effect"], deny["Principal"]) == ("Deny", {"AWS": "*"})
    assert deny["Condition"] == {"StringNotEquals": {"aws:SourceVpce": [VPCE]}}
    assert {each["Action"] for each in (allow, deny)} == {"execute-api:Invoke"}
    assert {each["Resource"] for each in (allow, deny)} == {"execute-api:/*"}


def test_a_private_api_with_iam_still_asks_for_signatures(made: Mapping[str, Any]) -> None:
    assert set(_access(made["private"]).values()) == {("AWS_IAM", False)}


def test_the_function_is_told(made: Mapping[str, Any]) -> None:
    for name, template in made.items():
        functions = _of_type(template, "Lambda::Function").values()
        (variables,) = (each["Environment"]["Variables"] for each in functions if "api.handler" in each["Handler"])
        assert variables["AUTHORIZATION"] == VARIANTS[name].get("authorization", "iam")
        assert variables["KEEP_QUESTIONS"] == ("true" if name == "private-key" else "false")


def test_refusals_say_how_to_get_in(made: Mapping[str, Any]) -> None:
    for name, words in (("private-key", "x-api-key"), ("jwt", "Bearer"), ("private", "Signature Version 4")):
        responses = _of_type(made[name], "ApiGateway::GatewayResponse").values()
        texts = {each["ResponseType"]: each["ResponseTemplates"]["application/json"] for each in responses}
        for kind in ("UNAUTHORIZED", "INVALID_API_KEY", "ACCESS_DENIED"):
            assert words in json.loads(texts[kind])["detail"]


@pytest.mark.parametrize("name", VARIANTS)
def test_cdk_nag_finds_nothing(variants: Mapping[str, Path], name: str) -> None:
    (report,) = json.loads((variants[name] / "validation-report.json").read_text())["pluginReports"]
    assert (report["conclusion"], report["violations"]) == ("success", [])


@pytest.mark.parametrize("name", ["jwt", "private-key"])  # together they have every resource of all
def test_cfn_lint_finds_nothing(variants: Mapping[str, Path], name: str) -> None:
    template = variants[name] / "Inference.template.json"
    found = cfnlint.lint_file(template, config=cfnlint.ManualArgs(regions=["us-east-1"], ignore_checks=["W3005"]))
    assert [str(match) for match in found] == []
