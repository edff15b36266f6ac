"""Rules for what may be created: how they are applied, and those that several operations share."""

from collections.abc import Callable, Iterable
from typing import Final

from local.bedrock.account import Account
from local.bedrock.errors import invalid
from local.bedrock.resources import Params

Rule = Callable[[Account, Params], None]
"""Refuses, with a ServiceError, what the service would refuse."""

FAILURE_CHARACTERS: Final = 2048  # the longest failureMessage of the service model
INTERNAL_ERROR: Final = "Encountered an internal error when processing the request."


def check(rules: Iterable[Rule], account: Account, params: Params) -> None:
    """Apply rules in their order.

    Raises:
        ServiceError: of the first rule that is broken.
    """
    for rule in rules:
        rule(account, params)


def role_is_of_this_account(account: Account, params: Params) -> None:
    """A role can be passed only within its account."""
    if params["roleArn"].split(":")[4] != account.number:
        raise invalid(f"Could not assume provided IAM role {params['roleArn']}. Please ensure that it exists.")
