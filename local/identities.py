"""The callers in the local account; an access key tells whose a request is."""

import secrets
import threading
from dataclasses import dataclass, field
from typing import Final

ACCOUNT_ID: Final = "123456789012"  # moto's only account


@dataclass(frozen=True, kw_only=True)
class Principal:
    """A caller and its credentials.

    Attributes:
        name: "administrator", "states", or a function's name.
        role: the ARN of the role it acts as; None for the administrator, who may do everything.
    """

    name: str
    role: str | None
    access_key: str = field(default_factory=lambda: "ASIA" + secrets.token_hex(8).upper())
    secret_key: str = field(default_factory=lambda: secrets.token_hex(20), repr=False)

    @property
    def arn(self) -> str:
        """How AWS names the caller in its messages."""
        if self.role is None:
            return f"arn:aws:iam::{ACCOUNT_ID}:user/{self.name}"
        return f"arn:aws:sts::{ACCOUNT_ID}:assumed-role/{self.role.rpartition('/')[2]}/{self.name}"


class Identities:
    """The callers of one account. Safe to share between threads."""

    def __init__(self) -> None:
        self.administrator: Final = Principal(
            name="administrator", role=None, access_key="AKIA" + secrets.token_hex(8).upper()
        )
        self._lock = threading.Lock()
        self._known = {self.administrator.access_key: self.administrator}
        self._roles: dict[tuple[str, str], Principal] = {}

    def of_role(self, name: str, role: str) -> Principal:
        """The caller of that name in that role, the same one each time."""
        with self._lock:
            principal = self._roles.setdefault((name, role), Principal(name=name, role=role))
            self._known[principal.access_key] = principal
            return principal

    def find(self, access_key: str) -> Principal | None:
        """Whose key it is, if anyone's."""
        with self._lock:
            return self._known.get(access_key)
