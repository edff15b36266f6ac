"""The stand-in's errors, by the service's own names."""

from typing import Final

from local.protocol.service_error import ServiceError

__all__ = ["VALIDATION", "ServiceError", "conflict", "invalid", "not_found", "not_ready", "over_quota", "throttled"]

VALIDATION: Final = "ValidationException"


def invalid(message: str) -> ServiceError:
    """The request, or what it names, breaks a rule (400)."""
    return ServiceError(VALIDATION, message)


def not_found(message: str) -> ServiceError:
    """There is nothing under that name or ARN (404)."""
    return ServiceError("ResourceNotFoundException", message)


def conflict(message: str) -> ServiceError:
    """The resource is in a state, or in a use, that forbids it (400)."""
    return ServiceError("ConflictException", message)


def over_quota(message: str) -> ServiceError:
    """The account has as many as it may have (400)."""
    return ServiceError("ServiceQuotaExceededException", message)


def throttled(message: str) -> ServiceError:
    """Too many requests (429)."""
    return ServiceError("ThrottlingException", message)


def not_ready(message: str) -> ServiceError:
    """The model is not loaded yet (429)."""
    return ServiceError("ModelNotReadyException", message)
