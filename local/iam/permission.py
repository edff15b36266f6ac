"""What a permission is: an action on a resource."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Permission:
    """An action on a resource, with the condition keys that AWS fills in.

    Attributes:
        action: such as `s3:GetObject`.
        resource: an ARN, or `*` for an action that knows no resources.
        context: such as `{"iam:PassedToService": "bedrock.amazonaws.com"}`.
    """

    action: str
    resource: str
    context: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where resources are."""

    region: str
    account: str

    def arn(self, service: str, resource: str) -> str:
        """The ARN of a resource of this account and region.

        Example:
            >>> Place(region="us-east-1", account="123456789012").arn("sqs", "jobs")
            'arn:aws:sqs:us-east-1:123456789012:jobs'
        """
        return f"arn:aws:{service}:{self.region}:{self.account}:{resource}"
