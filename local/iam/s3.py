"""What a request to S3 needs.

Source: Amazon S3 user guide, "Required permissions for Amazon S3 API operations".
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from local.iam.permission import Permission
from local.protocol.http import Request

# By method; HEAD and copies are GetObject, parts and completion of an upload are PutObject.
OBJECT_ACTIONS: Final = {
    "GET": "GetObject",
    "HEAD": "GetObject",
    "PUT": "PutObject",
    "POST": "PutObject",
    "DELETE": "DeleteObject",
}
# By the parameter that names a sub-resource, and the method.
SUB_RESOURCES: Final[Mapping[str, Mapping[str, str]]] = {
    "tagging": {"GET": "GetObjectTagging", "PUT": "PutObjectTagging", "DELETE": "DeleteObjectTagging"},
    "acl": {"GET": "GetObjectAcl", "PUT": "PutObjectAcl"},
    "attributes": {"GET": "GetObjectAttributes"},
}
# The same for a bucket.
BUCKET_SUB_RESOURCES: Final[Mapping[str, str]] = {
    "location": "GetBucketLocation",
    "versions": "ListBucketVersions",
    "uploads": "ListBucketMultipartUploads",
    "versioning": "GetBucketVersioning",
}
BUCKET_ACTIONS: Final = {"GET": "ListBucket", "HEAD": "ListBucket", "PUT": "CreateBucket", "DELETE": "DeleteBucket"}


def s3_permissions(request: Request) -> Iterator[Permission]:
    """The permissions for a path-style request, `/bucket/key`."""
    bucket, key = bucket_and_key(request)
    if not bucket:
        yield Permission(action="s3:ListAllMyBuckets", resource="*")
    elif key:
        yield from _object(request, bucket, key)
    elif request.method == "POST" and "delete" in request.parameters:
        yield from _delete_many(request, bucket)
    else:
        yield _bucket(request, bucket)


def bucket_and_key(request: Request) -> tuple[str, str]:
    """The bucket and the key in a request's path; each may be empty."""
    bucket, _, key = request.path.lstrip("/").partition("/")
    return bucket, key


def list_bucket(bucket: str, prefix: str = "") -> Permission:
    """The permission to list a bucket, without which S3 does not say that a key is missing."""
    return Permission(action="s3:ListBucket", resource=f"arn:aws:s3:::{bucket}", context={"s3:prefix": prefix})


def _object(request: Request, bucket: str, key: str) -> Iterator[Permission]:
    action = OBJECT_ACTIONS.get(request.method, request.method)
    for name, actions in SUB_RESOURCES.items():
        if name in request.parameters:
            action = actions.get(request.method, action)
    version = "Version" if "versionId" in request.parameters and action in {"GetObject", "DeleteObject"} else ""
    yield Permission(action=f"s3:{action}{version}", resource=f"arn:aws:s3:::{bucket}/{key}")
    source = request.headers.get("x-amz-copy-source")
    if source is not None:
        name = unquote(source).removeprefix("/").partition("?")[0]
        yield Permission(action="s3:GetObject", resource=f"arn:aws:s3:::{name}")


def _delete_many(request: Request, bucket: str) -> Iterator[Permission]:
    for key in re.findall(r"<Key>(.*?)</Key>", request.body.decode("utf-8", "replace"), re.DOTALL):
        yield Permission(action="s3:DeleteObject", resource=f"arn:aws:s3:::{bucket}/{key}")


def _bucket(request: Request, bucket: str) -> Permission:
    for name, action in BUCKET_SUB_RESOURCES.items():
        if name in request.parameters:
            return Permission(action=f"s3:{action}", resource=f"arn:aws:s3:::{bucket}")
    if request.method in {"GET", "HEAD"}:
        return list_bucket(bucket, request.parameters.get("prefix", ""))
    return Permission(
        action=f"s3:{BUCKET_ACTIONS.get(request.method, request.method)}", resource=f"arn:aws:s3:::{bucket}"
    )
