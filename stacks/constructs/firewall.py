"""AWS WAF in front of the API's stage."""

from typing import Final

from aws_cdk import aws_wafv2 as wafv2
from constructs import Construct

# AWS's own rules against SQL injection are left out: requests here are about SQL.
GROUPS: Final = (
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesCommonRuleSet",
)
# Rules that only count: schemas may exceed the 8 KB that the first allows, and their comments may hold any text.
COUNTED: Final = {
    "AWSManagedRulesCommonRuleSet": (
        "SizeRestrictions_BODY",
        "CrossSiteScripting_BODY",
        "GenericLFI_BODY",
        "GenericRFI_BODY",
        "EC2MetaDataSSRF_BODY",
    ),
}


def add_firewall(scope: Construct, *, stage_arn: str, requests_per_5_minutes: int) -> None:
    """A web ACL on a stage: AWS's managed rules, and a limit for each address.

    Args:
        scope: the API's construct.
        stage_arn: the stage's.
        requests_per_5_minutes: how many requests one address may send.
    """
    rules = [_rate(requests_per_5_minutes), *(_managed(name, at) for at, name in enumerate(GROUPS, start=1))]
    acl = wafv2.CfnWebACL(
        scope,
        "Firewall",
        scope="REGIONAL",
        description="tuneql: in front of the API",
        default_action=wafv2.CfnWebACL.DefaultActionProperty(allow={}),
        rules=rules,
        visibility_config=_visibility("tuneql"),
    )
    wafv2.CfnWebACLAssociation(scope, "FirewallInFront", resource_arn=stage_arn, web_acl_arn=acl.attr_arn)


def _rate(limit: int) -> wafv2.CfnWebACL.RuleProperty:
    statement = wafv2.CfnWebACL.RateBasedStatementProperty(
        aggregate_key_type="IP", limit=limit, evaluation_window_sec=300
    )
    return wafv2.CfnWebACL.RuleProperty(
        name="rate",
        priority=0,
        action=wafv2.CfnWebACL.RuleActionProperty(block={}),
        statement=wafv2.CfnWebACL.StatementProperty(rate_based_statement=statement),
        visibility_config=_visibility("rate"),
    )


def _managed(name: str, priority: int) -> wafv2.CfnWebACL.RuleProperty:
    counted = [
        wafv2.CfnWebACL.RuleActionOverrideProperty(
            name=rule, action_to_use=wafv2.CfnWebACL.RuleActionProperty(count={})
        )
        for rule in COUNTED.get(name, ())
    ]
    group = wafv2.CfnWebACL.ManagedRuleGroupStatementProperty(
        vendor_name="AWS", name=name, rule_action_overrides=counted or None
    )
    return wafv2.CfnWebACL.RuleProperty(
        name=name,
        priority=priority,
        override_action=wafv2.CfnWebACL.OverrideActionProperty(none={}),
        statement=wafv2.CfnWebACL.StatementProperty(managed_rule_group_statement=group),
        visibility_config=_visibility(name),
    )


def _visibility(name: str) -> wafv2.CfnWebACL.VisibilityConfigProperty:
    # Sampled requests would show keys and tokens to whoever may look at the firewall.
    return wafv2.CfnWebACL.VisibilityConfigProperty(
        cloud_watch_metrics_enabled=True, metric_name=name, sampled_requests_enabled=False
    )
