"""Reads moto's memory for the account's own parts: deployed functions, roles' policies, objects."""

import json
from collections.abc import Iterator
from typing import Any, Final

from moto.awslambda.models import lambda_backends
from moto.iam.models import iam_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.s3.models import s3_backends

from local.functions.function import Function
from local.iam import Statement, read_policy
from local.iam.permissions import function_name
from local.identities import ACCOUNT_ID

# The key under which moto keeps services that have no regions.
PARTITION: Final = "aws"


class Moto(DomainDispatcherApplication):  # type: ignore[misc]  # mypy does not read moto
    """moto as a WSGI application, which looks up only once which backend answers for a host."""

    def __init__(self) -> None:
        super().__init__(create_backend_app)
        self._answering: dict[str | None, Any] = {}

    def get_backend_for_host(self, host: str | None) -> Any:
        """The backend's name, which moto searches its folder for."""
        if host not in self._answering:
            self._answering[host] = super().get_backend_for_host(host)
        return self._answering[host]


class ObjectStore:
    """moto's S3 without HTTP: the port through which the Bedrock stand-in reads and writes."""

    def get(self, bucket: str, key: str) -> bytes:
        """The bytes of an object; KeyError if there is none."""
        found = _object(bucket, key)
        if found is None:
            raise KeyError(f"s3://{bucket}/{key}")
        value: bytes = found.value
        return value

    def put(self, bucket: str, key: str, data: bytes) -> None:
        """Write an object; KeyError if there is no such bucket."""
        if _bucket(bucket) is None:
            raise KeyError(f"s3://{bucket}")
        _s3().put_object(bucket, key, data)

    def list(self, bucket: str, prefix: str) -> list[str]:
        """The keys that begin with `prefix`, in order."""
        keys = getattr(_bucket(bucket), "keys", {})
        return sorted(key for key in list(keys) if key.startswith(prefix) and self.holds(bucket, key))

    def find(self, key: str) -> bytes | None:
        """The bytes of an object of this key in any bucket."""
        return next((self.get(bucket, key) for bucket in list(_s3().buckets) if self.holds(bucket, key)), None)

    def holds(self, bucket: str, key: str) -> bool:
        """Whether there is such an object."""
        return _object(bucket, key) is not None


def find_function(reference: str, region: str) -> Function | None:
    """A deployed function by its name or ARN."""
    backend: Any = lambda_backends[ACCOUNT_ID][region]
    name = function_name(reference)
    found = next((each for each in backend.list_functions() if each.function_name == name), None)
    return found and Function(
        name=found.function_name,
        arn=found.function_arn,
        handler=found.handler,
        runtime=found.run_time,
        timeout=float(found.timeout),
        memory=int(found.memory_size),
        role=found.role,
        environment=dict(found.environment_vars),
        code_hash=found.code_digest,
        code=lambda: found.code_bytes,
    )


def statements_of(role_arn: str) -> tuple[Statement, ...]:
    """The statements of a role's policies, inline and attached; none for a role that does not exist."""
    backend: Any = iam_backends[ACCOUNT_ID][PARTITION]
    role = next((each for each in backend.get_roles() if each.arn == role_arn), None)
    return tuple(statement for document in _documents(role) for statement in read_policy(document)) if role else ()


def _documents(role: Any) -> Iterator[str]:
    for document in role.policies.values():  # text from the API, an object from CloudFormation
        yield document if isinstance(document, str) else json.dumps(document)
    for policy in role.managed_policies.values():
        yield next(version.document for version in policy.versions if version.is_default)


def _s3() -> Any:
    return s3_backends[ACCOUNT_ID][PARTITION]


def _bucket(name: str) -> Any:
    return _s3().buckets.get(name)


def _object(bucket: str, key: str) -> Any:
    return _s3().get_object(bucket, key) if _bucket(bucket) is not None else None
