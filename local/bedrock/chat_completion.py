"""OpenAI's ChatCompletion format, in which InvokeModel asks imported models.

Source: Amazon Bedrock user guide, "Invoke your imported model" (API formats of models imported after November 2025).
It serves the members that change a greedy answer. Sampling is accepted without effect, since the local account always
gives the most likely answer.
"""

import json
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from local.bedrock.completion import Completion, Prompt
from local.bedrock.errors import invalid
from local.protocol.json_text import read_json

_ROLES: Final = ("user", "assistant")
_STOPS: Final = 4  # sequences that OpenAI takes at most
_FINISH: Final = {
    "end_turn": "stop",
    "stop_sequence": "stop",
    "max_tokens": "length",
    "guardrail_intervened": "content_filter",
}


def read_body(data: bytes) -> Prompt:
    """The prompt in a body.

    Raises:
        ServiceError: ValidationException, with everything that is wrong.
    """
    body = _json(data)
    if problems := [*_unknown(body, MEMBERS, "#"), *_missing(body, ("messages",), "#"), *_wrong(body)]:
        message = f"{len(problems)} schema violation(s) found: {'; '.join(problems)}"
        raise invalid(f"Malformed input request: {message}. Please reformat your input and try again.")
    system = [each["content"] for each in body["messages"] if each["role"] == "system"]
    turns = [each["content"] for each in body["messages"] if each["role"] != "system"]
    stop = body.get("stop") or []
    return Prompt(
        system=system[0] if system else "",
        turns=tuple(turns),
        max_tokens=body.get("max_tokens", body.get("max_completion_tokens")),
        stops=(stop,) if isinstance(stop, str) else tuple(stop),
    )


def body_of(completion: Completion, model: str) -> dict[str, Any]:
    """The body of the response."""
    usage = {
        "prompt_tokens": completion.input_tokens,
        "completion_tokens": completion.output_tokens,
        "total_tokens": completion.input_tokens + completion.output_tokens,
    }
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": completion.text},
        "finish_reason": _FINISH[completion.stop_reason],
    }
    return {
        "id": f"chatcmpl-{uuid.uuid4().hex}",
        "object": "chat.completion",
        "created": int(time.time()),
        "model": model,
        "choices": [choice],
        "usage": usage,
    }


def _json(data: bytes) -> dict[str, Any]:
    try:
        body = read_json(data)
    except ValueError as error:
        raise invalid(f"Malformed input request: {error}; please reformat your input and try again.") from error
    if not isinstance(body, dict):
        raise invalid("Malformed input request: expected a JSON object; please reformat your input and try again.")
    return body


def _unknown(value: Mapping[str, Any], known: Mapping[str, Any], where: str) -> Iterator[str]:
    yield from (f"{where}: extraneous key [{name}] is not permitted" for name in value if name not in known)


def _missing(value: Mapping[str, Any], required: tuple[str, ...], where: str) -> Iterator[str]:
    yield from (f"{where}: required key [{name}] not found" for name in required if name not in value)


def _wrong(body: Mapping[str, Any]) -> Iterator[str]:
    for name, check in MEMBERS.items():
        if name in body:
            yield from (f"#/{name}{problem}" for problem in check(body[name]))


def _messages(value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        yield ": must be a list of objects"
        return
    for index, each in enumerate(value):
        yield from _message(each, f"/{index}")
    roles = [each.get("role") for each in value]
    turns = roles[1:] if roles[:1] == ["system"] else roles
    if turns != [_ROLES[index % 2] for index in range(len(turns))] or len(turns) % 2 == 0:
        yield ": must be at most one system message, then user and assistant in turn, from a user's to a user's"


def _message(message: Mapping[str, Any], where: str) -> Iterator[str]:
    yield from _unknown(message, dict.fromkeys(("role", "content")), where)
    yield from _missing(message, ("role", "content"), where)
    content = message.get("content", "-")
    if not isinstance(content, str) or not content.strip():
        yield f"{where}/content: must be a text that is not blank"


def _number(low: float, high: float) -> Callable[[Any], Iterator[str]]:
    def check(value: Any) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            yield f": must be a number from {low:g} to {high:g}"

    return check


def _count(value: Any) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        yield ": must be a whole number, 1 or more"


def _whole(value: Any) -> Iterator[str]:
    if isinstance(value, bool) or not isinstance(value, int):
        yield ": must be a whole number"


def _name(value: Any) -> Iterator[str]:
    if not isinstance(value, str):
        yield ": must be a text"


def _stop(value: Any) -> Iterator[str]:
    sequences = [value] if isinstance(value, str) else value
    texts = isinstance(sequences, list) and all(isinstance(each, str) and each for each in sequences)
    if not texts or len(sequences) > _STOPS:
        yield f": must be a text that is not empty, or a list of at most {_STOPS}"


def _only(expected: Any) -> Callable[[Any], Iterator[str]]:
    def check(value: Any) -> Iterator[str]:
        if value != expected or isinstance(value, bool) != isinstance(expected, bool):
            yield f": the local stand-in serves {json.dumps(expected)} only"

    return check


MEMBERS: Final[Mapping[str, Callable[[Any], Iterator[str]]]] = {
    "messages": _messages,
    "max_tokens": _count,
    "max_completion_tokens": _count,
    "temperature": _number(0, 2),
    "top_p": _number(0, 1),
    "seed": _whole,
    "stop": _stop,
    "model": _name,
    "user": _name,
    "n": _only(1),
    "stream": _only(expected=False),
}
