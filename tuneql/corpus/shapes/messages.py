"""Messages: a role, with a text or with blocks of text."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

ROLES: Final = {
    "system": "system", "developer": "system",
    "user": "user", "human": "user",
    "assistant": "assistant", "gpt": "assistant", "model": "assistant", "bot": "assistant",
}  # fmt: skip


def role_of(name: object) -> str | None:
    """Who speaks: system, user or assistant, by any of their names."""
    return ROLES.get(str(name).lower())


def text_of(content: Any) -> Any:
    """The text of a message: itself, or the texts of its blocks; anything else as it is, to be refused."""
    if not isinstance(content, Sequence) or isinstance(content, str):
        return content
    texts = [block.get("text") if isinstance(block, Mapping) else block for block in content]
    return "\n".join(map(str, texts)) if all(isinstance(text, str) for text in texts) else content


def spoken(value: Any, *, by_assistant: bool) -> list[Any]:
    """What a field says: its text; or the texts of its messages, if all are the assistant's, or none is.

    TRL's prompts and completions are lists of messages.
    """
    if not isinstance(value, list) or not value or not all(isinstance(each, Mapping) for each in value):
        return [value]
    are_right = all((role_of(each.get("role")) == "assistant") is by_assistant for each in value)
    return [text_of(each.get("content")) for each in value] if are_right else [value]
