"""Guardrails that look for words, the one filter that takes no judgement, so that a stand-in can be honest about it."""

import re
import secrets
from dataclasses import dataclass
from typing import Any, Final

from local.bedrock.account import Account, now, once
from local.bedrock.completion import Completion, Prompt
from local.bedrock.errors import conflict, invalid, not_found
from local.bedrock.resources import Guardrail, Params
from local.bedrock.tags import tag

_DRAFT: Final = "DRAFT"
_NOT_SERVED: Final = (
    "topicPolicyConfig", "contentPolicyConfig", "sensitiveInformationPolicyConfig", "contextualGroundingPolicyConfig",
    "automatedReasoningPolicyConfig", "crossRegionConfig",
)  # fmt: skip


def create(account: Account, params: Params) -> dict[str, Any]:
    """CreateGuardrail, with word filters only."""
    return once(account, "CreateGuardrail", params, lambda: _create(account, params), clash="ConflictException")


def _create(account: Account, params: Params) -> dict[str, Any]:
    for member in _NOT_SERVED:
        if params.get(member):
            raise invalid(f"The local stand-in does not serve {member}.")
    policy = params.get("wordPolicyConfig", {})
    if policy.get("managedWordListsConfig"):
        raise invalid("The local stand-in does not serve managedWordListsConfig.")
    if any(each.name == params["name"] for each in account.guardrails.values()):
        raise conflict(f"Another guardrail in your account already has the name {params['name']}.")
    made = Guardrail(
        arn=f"arn:aws:bedrock:{account.region}:{account.number}:guardrail/{secrets.token_hex(6)}",
        name=params["name"],
        words=tuple(each["text"] for each in policy.get("wordsConfig", [])),
        says_of_input=params["blockedInputMessaging"],
        says_of_output=params["blockedOutputsMessaging"],
    )
    account.guardrails[made.id] = made
    tag(account, made.arn, params.get("tags", []))
    return {"guardrailId": made.id, "guardrailArn": made.arn, "version": _DRAFT, "createdAt": now()}


def delete(account: Account, params: Params) -> dict[str, Any]:
    """DeleteGuardrail, whole."""
    made = find(account, params["guardrailIdentifier"])
    del account.guardrails[made.id]
    return {}


def find(account: Account, identifier: str, version: str = _DRAFT) -> Guardrail:
    """The guardrail of an id or ARN; the stand-in makes no versions but the draft.

    Raises:
        ServiceError: there is none.
    """
    found = account.guardrails.get(identifier.rpartition("/")[2])
    if found is None or version != _DRAFT or identifier not in {found.id, found.arn}:
        raise not_found(f"The guardrail {identifier} has no version {version} in this account.")
    return found


@dataclass(frozen=True, kw_only=True)
class Watch:
    """A guardrail applied to one question; without a guardrail, nothing is stopped."""

    guardrail: Guardrail | None

    def stops(self, prompt: Prompt) -> Completion | None:
        """The text in place of an answer, if a turn of the conversation has a forbidden word."""
        if self.guardrail is None or not _holds(self.guardrail, "\n".join(prompt.turns)):
            return None
        return _stopped(
            self.guardrail.says_of_input, Completion(text="", stop_reason="", input_tokens=0, output_tokens=0)
        )

    def passes(self, said: Completion) -> Completion:
        """The answer, or the text in its place if it has a forbidden word."""
        if self.guardrail is None or not _holds(self.guardrail, said.text):
            return said
        return _stopped(self.guardrail.says_of_output, said)


def watch(account: Account, config: Params) -> Watch:
    """The guardrail of a request.

    Args:
        account: whose it is.
        config: `guardrailIdentifier` and `guardrailVersion`, or nothing.

    Raises:
        ServiceError: it is named half, or there is none.
    """
    named, version = config.get("guardrailIdentifier"), config.get("guardrailVersion")
    if not named and not version:
        return Watch(guardrail=None)
    if not named or not version:
        raise invalid("guardrailIdentifier and guardrailVersion must be given together.")
    with account.lock:
        return Watch(guardrail=find(account, named, version))


def _holds(guardrail: Guardrail, text: str) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in guardrail.words)


def _stopped(text: str, of: Completion) -> Completion:
    return Completion(**{**vars(of), "text": text, "stop_reason": "guardrail_intervened"})
