"""What went wrong with a request: for the log, and for the client."""

import logging
from typing import Final

from tuneql.serving.exchange import Request, Response
from tuneql.serving.problems import Problem, problem, retry_after

_LOG = logging.getLogger(__name__)
_UNEXPECTED: Final = 500


def failed(error: Exception, request: Request) -> Response:
    """Log an error in full; returns the response with its problem document."""
    found = problem(error, request_id=request.request_id)
    _LOG.log(
        logging.ERROR if found.status == _UNEXPECTED else logging.INFO,
        "%s",
        found.type,
        exc_info=error,
        extra={"request_id": request.request_id, "status": found.status},
    )
    return refusal(found)


def refusal(found: Problem) -> Response:
    """The response with a problem document."""
    headers = {"content-type": "application/problem+json"}
    if (seconds := retry_after(found)) is not None:
        headers["retry-after"] = str(seconds)
    return Response(status=found.status, body=found.model_dump_json(), headers=headers)
