"""A stand-in for Amazon Comprehend's DetectPiiEntities; moto serves everything else.

A few patterns find obvious values: e-mail addresses, phone numbers, and names after "Mr." or "named".
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from local.protocol.http import Application, Environ, StartResponse, read_request
from local.protocol.json_service import JsonService
from local.protocol.service import Params
from local.protocol.service_error import ServiceError

_OPERATION: Final = "DetectPiiEntities"
_TEXT_BYTES: Final = 100_000
_LANGUAGES: Final = ("en", "es")
_SCORE: Final = 0.99

_PATTERNS: Final = (
    ("EMAIL", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("PHONE", re.compile(r"\+\d[\d -]{6,16}\d")),
    ("NAME", re.compile(r"(?:(?<=Mr\. )|(?<=Ms\. )|(?<=named )|(?<=called ))[A-Z]\w+(?: [A-Z]\w+)*")),
)


class ComprehendApi:
    """The WSGI application. Requests may come from many threads.

    Args:
        moto: answers other operations.
    """

    def __init__(self, *, moto: Application) -> None:
        self._moto = moto
        self._own = JsonService(
            services=("comprehend",), operations={_OPERATION: _detect}, invalid="InvalidRequestException"
        )

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """WSGI."""
        target = read_request(environ).headers.get("x-amz-target", "")
        application = self._own if target.endswith(f".{_OPERATION}") else self._moto
        return application(environ, start_response)


def _detect(params: Params) -> dict[str, Any]:
    text, language = params["Text"], params["LanguageCode"]
    if language not in _LANGUAGES:
        message = f"PII detection takes the languages {', '.join(_LANGUAGES)}; got {language}."
        raise ServiceError("UnsupportedLanguageException", message)
    if (size := len(text.encode())) > _TEXT_BYTES:
        message = f"The text has {size} bytes; the most is {_TEXT_BYTES}."
        raise ServiceError("TextSizeLimitExceededException", message)
    return {"Entities": list(_entities(text))}


def _entities(text: str) -> Iterator[dict[str, Any]]:
    for kind, pattern in _PATTERNS:
        for found in pattern.finditer(text):
            yield {"Type": kind, "Score": _SCORE, "BeginOffset": found.start(), "EndOffset": found.end()}
