"""The stand-in's errors, by SageMaker's own names; all are 400."""

from typing import Final

from local.protocol.service_error import ServiceError

VALIDATION: Final = "ValidationException"


def invalid(message: str) -> ServiceError:
    """The request, or what it names, breaks a rule."""
    return ServiceError(VALIDATION, message)


def in_use(message: str) -> ServiceError:
    """The name is taken."""
    return ServiceError("ResourceInUse", message)


def over_quota(message: str) -> ServiceError:
    """The account has as many as it may have."""
    return ServiceError("ResourceLimitExceeded", message)


def not_found() -> ServiceError:
    """There is no such job: a validation error in SageMaker, whatever its service model says."""
    return invalid("Requested resource not found.")
