"""A deployed function, and what an invocation of it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Function:
    """A deployed function, as its configuration says.

    Attributes:
        timeout: seconds that one event may take.
        memory: megabytes; told to the handler, not enforced.
        code: reads the zip archive; `code_hash` is its hash.
    """

    name: str
    arn: str
    handler: str
    runtime: str
    timeout: float
    memory: int
    role: str
    environment: Mapping[str, str]
    code_hash: str
    code: Callable[[], bytes]


@dataclass(frozen=True, kw_only=True)
class Invocation:
    """What an invocation answers: JSON, and whether it is the function's error."""

    payload: bytes
    failed: bool
