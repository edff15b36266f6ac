"""boto3 clients of the account: the administrator's, and those of services that act in a role."""

import threading
from typing import Any

import boto3
from botocore.config import Config

from local.identities import Identities, Principal

# The longest that a Lambda function may run, and with it the longest answer to wait for.
READ_SECONDS = 900


class Clients:
    """Makes each client once. Safe to share between threads.

    Args:
        url: where the account is.
        identities: gives the credentials.
    """

    def __init__(self, url: str, identities: Identities) -> None:
        self._url, self._identities = url, identities
        self._session = boto3.Session()
        self._lock = threading.Lock()
        self._made: dict[tuple[str, str, str], Any] = {}

    def of_administrator(self, region: str, service: str) -> Any:
        """The administrator's client of a service."""
        return self._get(region, service, self._identities.administrator)

    def of_state_machine(self, region: str, service: str, role: str) -> Any:
        """The client with which a state machine calls a service, as its role."""
        return self.of_role(region, service, role, name="states")

    def of_role(self, region: str, service: str, role: str, *, name: str) -> Any:
        """The client with which the service called `name` calls another in a role."""
        return self._get(region, service, self._identities.of_role(name, role))

    def _get(self, region: str, service: str, principal: Principal) -> Any:
        with self._lock:  # a session makes one client at a time
            key = (region, service, principal.access_key)
            if key not in self._made:
                self._made[key] = self._new(region, service, principal)
            return self._made[key]

    def _new(self, region: str, service: str, principal: Principal) -> Any:
        new_client: Any = self._session.client
        return new_client(
            service,
            region_name=region,
            endpoint_url=self._url,
            aws_access_key_id=principal.access_key,
            aws_secret_access_key=principal.secret_key,
            config=Config(retries={"total_max_attempts": 1}, read_timeout=READ_SECONDS, max_pool_connections=50),
        )
