"""`tuneql.ports.Store` in S3.

Buckets are named in the path, not in the host name: CloudFormation makes their names, which have no dots.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import quote, urlencode

from tuneql.aws.lean.http import Answer
from tuneql.aws.lean.service import Service, failure
from tuneql.locations import Location
from tuneql.ports import Fetched

_SPACE: Final = "{http://s3.amazonaws.com/doc/2006-03-01/}"
_UNCHANGED, _FORBIDDEN, _MISSING = 304, 403, 404


class StoredObjects:
    """Whole objects.

    Args:
        service: `s3`.
    """

    def __init__(self, service: Service) -> None:
        self._service = service

    def fetch(self, location: Location, *, known: str | None = None) -> Fetched | None:
        """The object, without its bytes if its ETag is `known`; None if there is none."""
        doing = f"read {location.uri}"
        condition = {} if known is None else {"if-none-match": known}
        answer = self._service.send("GET", _target(location), headers=condition, doing=doing)
        if answer.status == _UNCHANGED and known is not None:
            return Fetched(data=None, etag=known)
        if answer.status in {_FORBIDDEN, _MISSING}:  # 403 if one may not list the whole bucket
            return None
        return Fetched(data=_good(answer, doing).body, etag=answer.headers["etag"])

    def write(self, location: Location, data: bytes, *, content_type: str) -> None:
        """Put an object, replacing what was there."""
        doing = f"write {location.uri}"
        headers = {"content-type": content_type}
        _good(self._service.send("PUT", _target(location), headers=headers, body=data, doing=doing), doing)

    def remove(self, location: Location) -> None:
        """Delete an object, if there is one; a versioned bucket keeps what it was."""
        doing = f"delete {location.uri}"
        _good(self._service.send("DELETE", _target(location), doing=doing), doing)

    def list(self, folder: Location) -> Iterator[Location]:
        """The objects whose keys start with the folder's, in order."""
        from xml.etree import ElementTree as ET  # noqa: PLC0415 - few requests list, and all would wait for the import

        doing, page = f"list {folder.uri}", {"list-type": "2", "prefix": folder.key}
        while True:
            query = urlencode(sorted(page.items()), quote_via=quote, safe="")
            answer = _good(self._service.send("GET", f"/{folder.bucket}?{query}", doing=doing), doing)
            tree = ET.fromstring(answer.body)  # noqa: S314 - S3's own answer to a signed request
            for key in tree.iterfind(f"{_SPACE}Contents/{_SPACE}Key"):
                yield Location(bucket=folder.bucket, key=key.text or "")
            token = tree.findtext(f"{_SPACE}NextContinuationToken")
            if token is None:
                return
            page["continuation-token"] = token


def _target(location: Location) -> str:
    return f"/{location.bucket}/{quote(location.key, safe='/~')}"


def _good(answer: Answer, doing: str) -> Answer:
    if answer.status >= 300:  # noqa: PLR2004 - every status that is not a success
        raise failure(answer, doing)
    return answer
