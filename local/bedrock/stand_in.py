"""A strict and honest stand-in for Amazon Bedrock: its control plane and its runtime, as one WSGI application.

Strict: each request is checked against botocore's service model, patterns and limits included, and then against the
service's documented rules; what AWS would refuse is refused here, with the same error. Honest: jobs really train a
model on the data they are given (`model/`), and it is called a local stand-in wherever its numbers appear.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from local.bedrock import (
    custom_model_imports,
    custom_models,
    deployments,
    event_stream,
    foundation_models,
    guardrails,
    imported_models,
    jobs,
    model_imports,
    runtime,
    tags,
)
from local.bedrock.account import Account
from local.bedrock.errors import ServiceError, invalid
from local.bedrock.model.base import BaseModel
from local.bedrock.objects import Objects
from local.bedrock.service_model import Request, Response, Route, parse, respond, respond_error, route
from local.escrow import Escrow
from local.faults import Faults
from local.protocol.recorder import Recorder
from local.protocol.service_model import validate
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
INVOCATIONS: Final[Mapping[str, Operation]] = {"Converse": runtime.converse, "InvokeModel": runtime.invoke_model}
STREAM: Final = "ConverseStream"


class BedrockStandIn:
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
        self._recorder = Recorder(recorder)

    def close(self) -> None:
        """End the processes that answer for imported models."""
        for model in list(self.account.imported_models.values()):
            imported_models.close(model)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """WSGI."""
        response = self.handle(_request(environ))
        status = HTTPStatus(response.status)
        start_response(f"{status.value} {status.phrase}", list(response.headers.items()))
        return response.chunks

    def handle(self, request: Request) -> Response:
        """The response to a request. Never raises a ServiceError."""
        request_id = str(uuid.uuid4())
        found = route(request.method, request.path)
        if found is None:
            unknown = ServiceError("UnknownOperationException", f"no operation is {request.method} {request.path}")
            return respond_error("bedrock", unknown, request_id)
        params: dict[str, Any] = {}
        try:
            params |= parse(found, request)
            response = self._perform(found, params, request_id)
        except ServiceError as error:
            response = respond_error(found.service, error, request_id)
        except Exception as error:  # noqa: BLE001 -- a client must read a service error, whatever went wrong
            message = f"The local Bedrock stand-in failed: {type(error).__name__}: {error}"
            response = respond_error(found.service, ServiceError("InternalServerException", message), request_id)
        self._recorder.record(found.operation, params, response.status)
        return response

    def _perform(self, found: Route, params: Mapping[str, Any], request_id: str) -> Response:
        if faults := validate(found.operation, params, service=found.service):
            raise invalid(f"{len(faults)} validation error(s) detected: {'; '.join(faults)}")
        if found.operation == STREAM:
            headers = {"Content-Type": event_stream.CONTENT_TYPE, "x-amzn-RequestId": request_id}
            return Response(status=200, headers=headers, chunks=runtime.converse_stream(self.account, params))
        return respond(found, self._result(found, params), request_id)

    def _result(self, found: Route, params: Mapping[str, Any]) -> dict[str, Any]:
        if found.operation in INVOCATIONS:
            return INVOCATIONS[found.operation](self.account, params)
        if found.operation not in OPERATIONS:
            message = f"The local Bedrock stand-in does not serve {found.operation}."
            raise ServiceError("NotImplementedException", message)
        with self.account.lock:
            return OPERATIONS[found.operation](self.account, params)


def _request(environ: Mapping[str, Any]) -> Request:
    length = int(environ.get("CONTENT_LENGTH") or 0)
    headers = {key[5:].replace("_", "-").lower(): text for key, text in environ.items() if key.startswith("HTTP_")}
    headers |= {"content-type": environ["CONTENT_TYPE"]} if environ.get("CONTENT_TYPE") else {}
    return Request(
        method=environ["REQUEST_METHOD"],
        # WSGI hands over the path's bytes as Latin-1 (PEP 3333).
        path=environ["PATH_INFO"].encode("latin-1").decode("utf-8", "replace"),
        query=environ.get("QUERY_STRING", ""),
        headers=headers,
        body=environ["wsgi.input"].read(length),
    )
