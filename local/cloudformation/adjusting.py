"""Adjusts moto's CloudFormation so that CDK templates deploy without errors or warnings.

* For a resource type that it does not create, moto warns and logs at every look at the stack. Some of these types
  (stages, gateway responses, request validators) are read from the template by the API Gateway front, some (alarms,
  metric filters) are made by `models`; the rest (bucket policies, log deliveries) mean nothing locally.
* CloudFormation generates a name for an SSM parameter that has none, and moto does not; a parameter's tags are a map in
  a template, and a list in moto.

Checked against moto 5.2.5.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any, Final

from moto.cloudformation import parsing
from moto.ssm.models import Parameter

import local.cloudformation.models  # noqa: F401 - moto finds the models in it

# moto's words, `moto/cloudformation/parsing.py`.
_WARNING: Final = "but it's not supported by moto's CloudFormation implementation"
_LOG: Final = "No Moto CloudFormation support for %s"


@contextmanager
def adjusted() -> Iterator[None]:
    """Let moto deploy CDK's templates, within the context."""
    # A warning filter would hold for the whole process, in which tests and callers set their own.
    logger, module, parameter = logging.getLogger("moto"), vars(parsing)["warnings"], vars(Parameter)[_CREATE]
    logger.addFilter(_tells_more)
    setattr(parsing, "warnings", SimpleNamespace(warn=_warn))  # noqa: B010 - a module has no such attribute to a type checker
    setattr(Parameter, _CREATE, classmethod(_create_parameter))
    try:
        yield
    finally:
        setattr(Parameter, _CREATE, parameter)
        setattr(parsing, "warnings", module)  # noqa: B010
        logger.removeFilter(_tells_more)


_CREATE: Final = "create_from_cloudformation_json"
_create: Final[Any] = Parameter.create_from_cloudformation_json


def _create_parameter(cls: Any, /, resource_name: str, resource: Any, *place: str, **about: Any) -> Any:
    # `resource_name` is the name that moto has generated in case the template has none.
    tags = [{"Key": key, "Value": value} for key, value in resource["Properties"].get("Tags", {}).items()]
    properties = {"Name": resource_name, **resource["Properties"], "Tags": tags}
    return _create.__func__(cls, resource_name, {**resource, "Properties": properties}, *place, **about)


def _warn(message: str, category: type[Warning] = UserWarning, stacklevel: int = 1) -> None:
    if _WARNING not in message:
        warnings.warn(message, category, stacklevel + 1)


def _tells_more(record: logging.LogRecord) -> bool:
    return record.msg != _LOG
