"""CloudFormation over HTTP: moto answers, with the URLs of APIs in its outputs replaced by local ones."""

import re
from collections.abc import Callable, Iterable

from local.api_gateway.rest_api import RestApi
from local.protocol.http import Application, Environ, Response, StartResponse, call


class StacksApi:
    """The WSGI application for CloudFormation.

    Args:
        moto: what answers.
        apis: those that are deployed now.
        api_root: the URL under which they are served.
    """

    def __init__(self, *, moto: Application, apis: Callable[[], Iterable[RestApi]], api_root: str) -> None:
        self._moto, self._apis, self._api_root = moto, apis, api_root

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        response = call(self._moto, environ)
        body = with_local_urls(response.body.decode(), self._apis(), self._api_root).encode()
        headers = {name: value for name, value in response.headers.items() if name.lower() != "content-length"}
        return Response(status=response.status, body=body, headers=headers)(environ, start_response)


def with_local_urls(text: str, apis: Iterable[RestApi], api_root: str) -> str:
    """The text with the URLs of these APIs made local.

    moto does not know stages, so that the URL of an API ends in "/None/" there.
    """
    for api in apis:
        if api.stages:
            url = re.compile(rf"https://{re.escape(api.id)}\.execute-api\.[^/]+/(?:None|{'|'.join(api.stages)})")
            text = url.sub(f"{api_root}{api.id}/{next(iter(api.stages))}", text)
    return text
