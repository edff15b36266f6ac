"""The endpoint, without API Gateway: a request in, a response out.

The code that answers questions is imported with this module; that of other routes, and of errors, at their first use.
"""

from tuneql.serving.answering import sql
from tuneql.serving.exchange import Backend, Request, Response, Visit
from tuneql.serving.patience import Patience

__all__ = ["Backend", "Request", "Response", "respond"]


def respond(request: Request, backend: Backend) -> Response:
    """Serve a request; every error becomes a problem document."""
    patience = Patience(backend.clock)
    try:
        if (request.method, request.path) == ("POST", "/sql"):
            return sql(Visit(request=request, backend=backend, parameters={}, patience=patience))
        from tuneql.serving.routes import route  # noqa: PLC0415 - as the module says

        return route(request, backend, patience)
    except Exception as error:  # noqa: BLE001 - the last line of defence: nothing internal may leak
        from tuneql.serving.failures import failed  # noqa: PLC0415

        return failed(error, request)
