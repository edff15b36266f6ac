"""A strict and honest stand-in for Amazon Bedrock: its control plane and its runtime, as one WSGI application.

Strict: each request is checked against botocore's service model, patterns and limits included, and then against the
service's documented rules; what AWS would refuse is refused here, with the same error. Honest: jobs really train a
model on the data they are given (`model/`), and it is called a local stand-in wherever its numbers appear.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from local.bedrock import (
    custom_model_imports,
    custom_models,
    deployments,
    foundation_models,
    guardrails,
    imported_models,
    jobs,
    model_imports,
    runtime,
    tags,
)
from local.bedrock.account import Account
from local.bedrock.errors import VALIDATION
from local.bedrock.model.base import BaseModel
from local.bedrock.objects import Objects
from local.escrow import Escrow
from local.faults import Faults
from local.protocol.rest_json_service import RestJsonService
from local.protocol.service import locked
from local.training_python import find_training_python

Operation = Callable[[Account, Mapping[str, Any]], dict[str, Any]]

# What is answered under the account's lock: all state, no model.
OPERATIONS: Final[Mapping[str, Operation]] = {
    "CreateModelCustomizationJob": jobs.create,
    "GetModelCustomizationJob": jobs.get,
    "ListModelCustomizationJobs": jobs.list_all,
    "StopModelCustomizationJob": jobs.stop,
    "CreateCustomModel": custom_model_imports.create,
    "GetCustomModel": custom_models.get,
    "ListCustomModels": custom_models.list_all,
    "DeleteCustomModel": custom_models.delete,
    "CreateCustomModelDeployment": deployments.create,
    "GetCustomModelDeployment": deployments.get,
    "ListCustomModelDeployments": deployments.list_all,
    "UpdateCustomModelDeployment": deployments.update,
    "DeleteCustomModelDeployment": deployments.delete,
    "CreateModelImportJob": model_imports.create,
    "GetModelImportJob": model_imports.get,
    "ListModelImportJobs": model_imports.list_all,
    "GetImportedModel": imported_models.get,
    "ListImportedModels": imported_models.list_all,
    "DeleteImportedModel": imported_models.delete,
    "CreateGuardrail": guardrails.create,
    "DeleteGuardrail": guardrails.delete,
    "GetFoundationModel": foundation_models.get,
    "ListFoundationModels": foundation_models.list_all,
    "TagResource": tags.tag_resource,
    "UntagResource": tags.untag_resource,
    "ListTagsForResource": tags.list_tags,
}
# What asks a model: many at a time.
INVOCATIONS: Final[Mapping[str, Operation]] = {
    "Converse": runtime.converse,
    "ConverseStream": runtime.converse_stream,
    "InvokeModel": runtime.invoke_model,
}
SERVICES: Final = ("bedrock", "bedrock-runtime")


class BedrockStandIn(RestJsonService):
    """The WSGI application. Requests may come from many threads.

    Args:
        region: where the account is; Nova can be customised and deployed on demand only in some.
        account: its twelve digits.
        objects: the S3 that jobs read from and write to.
        faults: what goes wrong.
        recorder: a file to which each request is appended as a JSON line: operation, params, status, at.
        polls: how many times a stage, an import, a deployment or an update is seen unfinished before it is over.
        escrow: the checkpoints that can be imported; None for none.
        find_python: the interpreter with PyTorch and transformers, to serve imported weights; None if there is none.
    """

    def __init__(
        self,
        *,
        region: str,
        account: str,
        objects: Objects,
        faults: Faults,
        recorder: Path | None = None,
        polls: int = 2,
        escrow: Escrow | None = None,
        find_python: Callable[[], Path | None] = find_training_python,
    ) -> None:
        self.account = Account(
            region=region,
            number=account,
            objects=objects,
            faults=faults,
            polls=polls,
            base=BaseModel(),
            escrow=escrow or Escrow(),
            find_python=find_python,
        )
        served = {
            name: locked(self.account.lock, partial(operation, self.account)) for name, operation in OPERATIONS.items()
        }
        served |= {name: partial(operation, self.account) for name, operation in INVOCATIONS.items()}
        super().__init__(services=SERVICES, operations=served, invalid=VALIDATION, recorder=recorder)

    def close(self) -> None:
        """End the processes that answer for imported models."""
        for model in list(self.account.imported_models.values()):
            imported_models.close(model)
