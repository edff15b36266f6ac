"""What a request to SageMaker needs.

Source: Service Authorization Reference, "Amazon SageMaker" (required resource types of each action, and its dependent
action iam:PassRole).
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from local.iam.permission import Permission, Place
from local.protocol.http import Request

SERVICE: Final = "sagemaker.amazonaws.com"


def sagemaker_permissions(request: Request, place: Place) -> Iterator[Permission]:
    """The permissions for a request to the control plane."""
    operation, values = request.headers.get("x-amz-target", "").rpartition(".")[2], request.json()
    resource = _resource(values, place)
    yield Permission(action=f"sagemaker:{operation}", resource=resource)
    if operation == "CreateTrainingJob":
        context = {"iam:PassedToService": SERVICE}
        yield Permission(action="iam:PassRole", resource=str(values.get("RoleArn", "*")), context=context)
        if values.get("Tags"):
            yield Permission(action="sagemaker:AddTags", resource=resource)


def _resource(values: Mapping[str, Any], place: Place) -> str:
    if "TrainingJobName" in values:
        return place.arn("sagemaker", f"training-job/{str(values['TrainingJobName']).lower()}")
    return str(values.get("ResourceArn", "*"))
