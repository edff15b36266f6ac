"""Converse, ConverseStream and InvokeModel."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from local.bedrock import chat_completion, event_stream, imported_models
from local.bedrock.account import Account
from local.bedrock.completion import Completion, Prompt, complete
from local.bedrock.errors import invalid
from local.bedrock.guardrails import watch
from local.bedrock.resources import ImportedModel, Params
from local.protocol.json_text import read_json
from local.protocol.service_model import to_json


def converse(account: Account, params: Params) -> dict[str, Any]:
    """Converse."""
    completion = _converse(account, params)
    return {
        "output": {"message": {"role": "assistant", "content": [{"text": completion.text}]}},
        "stopReason": completion.stop_reason,
        "usage": completion.usage,
        "metrics": {"latencyMs": completion.latency_ms},
    }


def converse_stream(account: Account, params: Params) -> dict[str, Any]:
    """ConverseStream: the encoded events, one for each word."""
    events = _events(_converse(account, params))
    encoded = b"".join(event_stream.event(name, to_json(body)) for name, body in events)
    return {"stream": encoded, "contentType": event_stream.CONTENT_TYPE}


def _converse(account: Account, params: Params) -> Completion:
    identifier = params["modelId"]
    if _is_imported(identifier):
        with account.lock:
            _check_chat(imported_models.find(account, identifier))
    guard, prompt = watch(account, params.get("guardrailConfig", {})), _prompt(params)
    return guard.stops(prompt) or guard.passes(complete(account, identifier, prompt))


def _is_imported(identifier: str) -> bool:
    return ":imported-model/" in identifier


def _check_chat(model: ImportedModel) -> None:
    if not imported_models.takes_converse(model):
        raise invalid(
            "This action doesn't support the model that you provided. Try again with a supported text or chat model."
        )


def _events(completion: Completion) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "messageStart", {"role": "assistant"}
    for piece in re.findall(r"\s*\S+\s*$|\s*\S+", completion.text):
        yield "contentBlockDelta", {"contentBlockIndex": 0, "delta": {"text": piece}}
    yield "contentBlockStop", {"contentBlockIndex": 0}
    yield "messageStop", {"stopReason": completion.stop_reason}
    yield "metadata", {"usage": completion.usage, "metrics": {"latencyMs": completion.latency_ms}}


def invoke_model(account: Account, params: Params) -> dict[str, Any]:
    """InvokeModel, with OpenAI's body for an imported model and Nova's own for any other."""
    identifier, data = params["modelId"], params.get("body", b"")
    guarded = {name: params[name] for name in ("guardrailIdentifier", "guardrailVersion") if name in params}
    if _is_imported(identifier):
        said = _invoke_imported(account, identifier, data, guarded)
    else:
        answer = converse(account, {"modelId": identifier, **_novas(data), "guardrailConfig": guarded})
        said = {name: answer[name] for name in ("output", "stopReason", "usage")}
        said |= _action(answer["stopReason"], guarded)
    return {"body": to_json(said), "contentType": "application/json"}


def _invoke_imported(account: Account, identifier: str, data: bytes, guarded: Params) -> dict[str, Any]:
    guard, prompt = watch(account, guarded), chat_completion.read_body(data)
    said = guard.stops(prompt) or guard.passes(complete(account, identifier, prompt))
    return chat_completion.body_of(said, identifier) | _action(said.stop_reason, guarded)


def _action(stop_reason: str, guarded: Params) -> dict[str, str]:
    """What a guardrail adds to the body of an answer."""
    done = "INTERVENED" if stop_reason == "guardrail_intervened" else "NONE"
    return {"amazon-bedrock-guardrailAction": done} if guarded else {}


def _novas(data: bytes) -> Params:
    """Nova's body as Converse's parameters: its members are the same, except for `max_new_tokens`."""
    try:
        body = read_json(data)
        config = dict(body.get("inferenceConfig", {}))
        messages, system = body["messages"], body.get("system", [])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise invalid(f"Malformed input request: {error}; please reformat your input and try again.") from error
    config |= {"maxTokens": config.pop("max_new_tokens")} if "max_new_tokens" in config else {}
    return {"messages": messages, "system": system, "inferenceConfig": config}


def _prompt(params: Params) -> Prompt:
    for member in ("toolConfig", "promptVariables", "outputConfig", "additionalModelRequestFields"):
        if params.get(member):
            raise invalid(f"The local stand-in does not serve {member}.")
    turns, config = params.get("messages", []), params.get("inferenceConfig", {})
    expected = ["user", "assistant"] * (len(turns) // 2) + ["user"]
    if [turn.get("role") for turn in turns] != expected:
        raise invalid("A conversation must start and end with a user message and alternate user and assistant.")
    return Prompt(
        system=_text("system", params.get("system", []), required=False),
        turns=tuple(_text(f"messages.{index}.content", turn.get("content", [])) for index, turn in enumerate(turns)),
        max_tokens=config.get("maxTokens"),
        stops=tuple(config.get("stopSequences", [])),
    )


def _text(where: str, blocks: list[Any], *, required: bool = True) -> str:
    if required and not blocks:
        raise invalid(f"The content field at {where} is empty. Add a ContentBlock and try again.")
    for index, block in enumerate(blocks):
        if not isinstance(block, dict) or set(block) != {"text"}:
            raise invalid(f"This model supports text only; {where}.{index} is {', '.join(block) or 'empty'}.")
        if not isinstance(block["text"], str) or not block["text"].strip():
            raise invalid(f"The text field in the ContentBlock object at {where}.{index} is blank. Add text to it.")
    return "\n".join(block["text"] for block in blocks)
