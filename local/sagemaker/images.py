"""Training images: which kind of job one is for, and whether it is there to be pulled."""

import re
from dataclasses import dataclass
from typing import Final

from local.sagemaker.account import Account, Params
from local.sagemaker.errors import invalid

_URI: Final = re.compile(
    r"(?P<registry>\d{12})\.dkr\.ecr\.(?P<suffix>[^/]+)/(?P<repository>[^:]+):(?P<tag>.+)", re.ASCII
)


@dataclass(frozen=True, kw_only=True)
class Image:
    """The parts of an image's URI.

    Attributes:
        registry: the account that keeps it.
        suffix: region and DNS suffix.
    """

    uri: str
    registry: str
    suffix: str
    repository: str
    tag: str


def read_image(params: Params) -> Image | None:
    """The image that a request names; None if that is not a URI of one."""
    uri = params["AlgorithmSpecification"].get("TrainingImage", "")
    parts = _URI.fullmatch(uri)
    return parts and Image(uri=uri, **parts.groupdict())


def check_registry(account: Account, params: Params, image: Image, *, registry: str | None) -> None:
    """Refuse an image of another region, or of another account than the one that AWS keeps it in.

    Raises:
        ServiceError: it is refused.
    """
    if image.suffix != f"{account.region}.amazonaws.com":
        raise invalid(
            f"Invalid DNS suffix and region '{image.suffix}' in training image. Please provide the valid "
            f"<region>.<dns-suffix>: '{account.region}.amazonaws.com'"
        )
    if image.registry != registry:
        raise invalid(
            f"Access denied for repository: {image.repository} in registry ID: {image.registry}. Please check if "
            f"your ECR repository and image exist and role {params['RoleArn']} has proper pull permissions for "
            "SageMaker: ecr:BatchCheckLayerAvailability, ecr:BatchGetImage, ecr:GetDownloadUrlForLayer"
        )
