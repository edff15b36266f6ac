"""Who wrote each version of an SSM parameter, which moto does not tell.

Checked against moto 5.2.5.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

from moto.ssm.models import Parameter

# The ARN of the caller whose request this thread answers; CloudFormation's own when it makes a parameter.
CALLER: Final[ContextVar[str]] = ContextVar("caller", default="cloudformation.amazonaws.com")

_describe: Final[Any] = Parameter.describe_response_object
_init: Final[Any] = Parameter.__init__


@contextmanager
def authors_known() -> Iterator[None]:
    """Let moto tell the author of each version, within the context."""
    setattr(Parameter, "__init__", _noting)  # noqa: B010 - a method is not assigned to, to a type checker
    setattr(Parameter, "describe_response_object", _described)  # noqa: B010
    try:
        yield
    finally:
        setattr(Parameter, "__init__", _init)  # noqa: B010
        setattr(Parameter, "describe_response_object", _describe)  # noqa: B010


def _noting(self: Any, /, *values: Any, **named: Any) -> None:
    _init(self, *values, **named)
    self.last_modified_user = CALLER.get()


def _described(self: Any, /, *values: Any, **named: Any) -> dict[str, Any]:
    described: dict[str, Any] = _describe(self, *values, **named)
    return {**described, "LastModifiedUser": self.last_modified_user}
