"""Turns AWS's errors into ours: `Unavailable` if a retry may help, else `RunFailed` with what was being done."""

from typing import Final

from tuneql.errors import NotReady, RunFailed, StillPending, Throttled, TuneqlError, Unavailable

_UNAVAILABLE: Final[dict[str, type[Unavailable]]] = {
    "ThrottlingException": Throttled,
    "TooManyRequestsException": Throttled,
    "ServiceQuotaExceededException": Throttled,
    "ModelNotReadyException": NotReady,
    "ServiceUnavailableException": NotReady,
    "ModelTimeoutException": NotReady,
    "ModelErrorException": NotReady,
    "ModelStreamErrorException": NotReady,
    "InternalServerException": NotReady,
    "SlowDown": Throttled,  # S3's code, as is the next
    "InternalError": NotReady,
    "ConflictException": StillPending,
}

_ADVICE: Final[dict[type[TuneqlError], str]] = {
    Throttled: "start the run again when there is less traffic, or ask AWS to raise the quota",
    NotReady: "start the run again; if it happens again, look at the AWS Health Dashboard for Bedrock",
}

MISSING: Final = frozenset({"ResourceNotFoundException", "ParameterNotFound", "NoSuchKey", "NoSuchBucket", "404"})
"""AWS's codes for things that do not exist."""


def our_error(code: str, message: str, doing: str) -> TuneqlError:
    """The error for AWS's code and message.

    Args:
        code: AWS's; within a stream, `throttlingException` and the like.
        message: AWS's.
        doing: what was being done, e.g. "ask the model".
    """
    name = code[:1].upper() + code[1:]
    kind = _UNAVAILABLE.get(name, RunFailed)
    words = f"could not {doing}: {name}: {message}"
    return kind(f"{words}; {_ADVICE[kind]}" if kind in _ADVICE else words)
