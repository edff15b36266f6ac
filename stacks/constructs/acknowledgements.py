"""Acknowledges findings of cdk-nag, each by its exact id and with its reason, on the construct that it is about."""

from collections.abc import Mapping
from typing import cast

import aws_cdk as cdk
from constructs import IConstruct


def acknowledge(construct: IConstruct, findings: Mapping[str, str]) -> None:
    """Acknowledge findings on a construct, or on what is below it.

    Args:
        construct: the nearest construct that holds all the findings.
        findings: reasons by the id of a finding of cdk-nag's AwsSolutions pack.
    """
    for finding, reason in findings.items():
        cdk.Validations.of(construct).acknowledge(cdk.Acknowledgment(id=f"AwsSolutions::{finding}", reason=reason))


def wildcard_finding(scope: IConstruct, arn: str) -> str:
    """The id of cdk-nag's finding about a wildcard in a resource, e.g. `AwsSolutions-IAM5[Resource::<Runs.Arn>/*]`."""
    for token in cdk.Tokenization.reverse_string(arn).tokens:
        arn = arn.replace(cdk.Token.as_string(token), _written(scope, token))
    return f"AwsSolutions-IAM5[Resource::{arn}]"


def _written(scope: IConstruct, token: cdk.IResolvable) -> str:
    """A reference as cdk-nag writes it: `<LogicalId.Attribute>`, or the export's name if it is another stack's."""
    stack = cdk.Stack.of(scope)
    if cdk.Reference.is_reference(token):
        owner = cdk.Stack.of(cast("cdk.Reference", token).target)
        if owner is not stack:
            return str(owner.resolve(owner.export_value(token))["Fn::ImportValue"])
    ((function, value),) = stack.resolve(token).items()
    return f"<{value if function == 'Ref' else '.'.join(value)}>"
