"""Converse, ConverseStream and InvokeModel."""

import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from local.bedrock import deployments, event_stream
from local.bedrock.account import Account, Deployment, Params
from local.bedrock.errors import invalid, not_found, not_ready, throttled
from local.bedrock.foundation_models import named
from local.bedrock.model.answering import Model
from local.service_model import to_json
from tuneql.limits import NOVA_MICRO
from tuneql.tokens import CHARACTERS_PER_TOKEN, estimate_tokens

# Amazon Nova user guide, "What is Amazon Nova": the longest output of the understanding models.
MAX_TOKENS: Final = 10_000
NONSENSE: Final = "I am afraid that the sea is rather rough today."
_THROTTLED_EVERY: Final = 3
_NOT_READY_FIRST: Final = 3
_BASE_IDS: Final = frozenset({NOVA_MICRO.inference_id, f"us.{NOVA_MICRO.inference_id}"})


@dataclass(frozen=True, kw_only=True)
class Completion:
    """What a model said, and what that took."""

    text: str
    stop_reason: str
    input_tokens: int
    output_tokens: int
    latency_ms: int

    @property
    def usage(self) -> dict[str, int]:
        """As Converse reports it."""
        total = self.input_tokens + self.output_tokens
        return {"inputTokens": self.input_tokens, "outputTokens": self.output_tokens, "totalTokens": total}


def converse(account: Account, params: Params) -> dict[str, Any]:
    """Converse."""
    completion = complete(account, params)
    return {
        "output": {"message": {"role": "assistant", "content": [{"text": completion.text}]}},
        "stopReason": completion.stop_reason,
        "usage": completion.usage,
        "metrics": {"latencyMs": completion.latency_ms},
    }


def converse_stream(account: Account, params: Params) -> Iterator[bytes]:
    """ConverseStream: the encoded events, a word at a time. Errors are raised before the first."""
    completion = complete(account, params)
    return (event_stream.event(name, to_json(body)) for name, body in _events(completion))


def _events(completion: Completion) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "messageStart", {"role": "assistant"}
    for piece in re.findall(r"\s*\S+\s*$|\s*\S+", completion.text):
        yield "contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": piece}}
    yield "contentBlockStop", {"contentBlockIndex": 0}
    yield "messageStop", {"stopReason": completion.stop_reason}
    yield "metadata", {"usage": completion.usage, "metrics": {"latencyMs": completion.latency_ms}}


def invoke_model(account: Account, params: Params) -> dict[str, Any]:
    """InvokeModel, with Nova's own body: Converse's members, and `max_new_tokens` for `maxTokens`."""
    try:
        body = json.loads(params.get("body", b""))
        config = dict(body.get("inferenceConfig", {}))
        messages, system = body["messages"], body.get("system", [])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise invalid(f"Malformed input request: {error}; please reformat your input and try again.") from error
    config |= {"maxTokens": config.pop("max_new_tokens")} if "max_new_tokens" in config else {}
    request = {"modelId": params["modelId"], "messages": messages, "system": system, "inferenceConfig": config}
    answer = converse(account, request)
    data = to_json({name: answer[name] for name in ("output", "stopReason", "usage")})
    return {"body": data, "contentType": "application/json"}


def complete(account: Account, params: Params) -> Completion:
    """Ask the model that a request names.

    Raises:
        ServiceError: what Bedrock would refuse, or what a fault refuses.
    """
    with account.lock:
        _throttle(account)
        model, deployment = _model(account, params["modelId"])
        system, user, everything = _prompt(params)
        if deployment is not None:
            _warm(account, deployment)
    started = time.perf_counter()
    nonsense = deployment is not None and _answers_nonsense(account, deployment)
    text = NONSENSE if nonsense else model.answer(system, user)
    elapsed = round(1000 * (time.perf_counter() - started))
    cut, reason = _cut(text, params.get("inferenceConfig", {}))
    return Completion(
        text=cut,
        stop_reason=reason,
        input_tokens=estimate_tokens(everything),
        output_tokens=estimate_tokens(cut),
        latency_ms=elapsed,
    )


def _throttle(account: Account) -> None:
    account.invocations += 1
    every_third = account.invocations % _THROTTLED_EVERY == 0
    if account.faults.active("throttled") or (account.faults.active("throttling") and every_third):
        raise throttled("Too many requests, please wait before trying again.")


def _model(account: Account, identifier: str) -> tuple[Model, Deployment | None]:
    if ":custom-model-deployment/" in identifier:
        deployment = deployments.find(account, identifier)
        if deployment.status == "Failed":
            raise invalid(f"The deployment {identifier} has failed and cannot be invoked.")
        model = account.models[deployment.model_arn].model
        assert model is not None  # noqa: S101 -- only active models are deployed
        return model, deployment
    if ":custom-model/" in identifier:
        raise invalid(
            f"Invocation of model ID {identifier} with on-demand throughput isn't supported. "
            "Retry your request with the ARN of a custom model deployment."
        )
    return _foundation_model(account, identifier), None


def _foundation_model(account: Account, identifier: str) -> Model:
    model = named(identifier).rpartition("inference-profile/")[2]
    if model == NOVA_MICRO.training_id:
        raise not_found(f"Model {model} cannot be invoked; use {NOVA_MICRO.inference_id}.")
    if model not in _BASE_IDS:
        raise invalid(f"The provided model identifier {identifier} is invalid.")
    return account.base


def _warm(account: Account, deployment: Deployment) -> None:
    """A deployment that is not active is not ready, and one that is new is loaded by its first request."""
    if deployment.status != "Active":
        raise not_ready(f"The deployment {deployment.arn} is not active yet. Wait, and try your request again.")
    deployment.invocations += 1
    slow = deployment.invocations <= _NOT_READY_FIRST and account.faults.active("model-not-ready")
    if deployment.invocations == 1 or slow or account.faults.active("never-ready"):
        raise not_ready("The model is not ready for inference. Wait, and try your request again.")


def _answers_nonsense(account: Account, deployment: Deployment) -> bool:
    champion = deployments.is_champion(deployment.name)
    return account.faults.active("bad-answers") or (champion and account.faults.active("bad-champion"))


def _prompt(params: Params) -> tuple[str, str, str]:
    """System text, last user text, and all text together (for counting tokens)."""
    for member in ("toolConfig", "guardrailConfig", "promptVariables", "outputConfig", "additionalModelRequestFields"):
        if params.get(member):
            raise invalid(f"The local stand-in does not serve {member}.")
    if params.get("inferenceConfig", {}).get("maxTokens", 0) > MAX_TOKENS:
        raise invalid(f"The maximum tokens you requested exceeds the model limit of {MAX_TOKENS}.")
    turns = params.get("messages", [])
    expected = ["user", "assistant"] * (len(turns) // 2) + ["user"]
    if [turn.get("role") for turn in turns] != expected:
        raise invalid("A conversation must start and end with a user message and alternate user and assistant.")
    system = _text("system", params.get("system", []), required=False)
    texts = [_text(f"messages.{index}.content", turn.get("content", [])) for index, turn in enumerate(turns)]
    return system, texts[-1], "\n".join([system, *texts])


def _text(where: str, blocks: list[Any], *, required: bool = True) -> str:
    if required and not blocks:
        raise invalid(f"The content field at {where} is empty. Add a ContentBlock and try again.")
    for index, block in enumerate(blocks):
        if not isinstance(block, dict) or set(block) != {"text"}:
            raise invalid(f"This model supports text only; {where}.{index} is {', '.join(block) or 'empty'}.")
        if not isinstance(block["text"], str) or not block["text"].strip():
            raise invalid(f"The text field in the ContentBlock object at {where}.{index} is blank. Add text to it.")
    return "\n".join(block["text"] for block in blocks)


def _cut(text: str, config: Mapping[str, Any]) -> tuple[str, str]:
    """The text up to a stop sequence or to `maxTokens`, whichever comes first, and why it ends there."""
    ends = [text.find(sequence) for sequence in config.get("stopSequences", []) if sequence in text]
    stopped, reason = (text[: min(ends)], "stop_sequence") if ends else (text, "end_turn")
    limit = config.get("maxTokens", MAX_TOKENS)
    if estimate_tokens(stopped) > limit:
        return stopped[: int(limit * CHARACTERS_PER_TOKEN)], "max_tokens"
    return stopped, reason
