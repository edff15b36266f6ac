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
    """The text of a message, or the texts of its blocks; anything else unchanged, to be refused later."""
    if not isinstance(content, Sequence) or isinstance(content, str):
        return content
    texts = [block.get("text") if isinstance(block, Mapping) else block for block in content]
    return "\n".join(map(str, texts)) if all(isinstance(text, str) for text in texts) else content


def spoken(value: Any, *, by_assistant: bool) -> list[Any]:
    """A field's text; or the texts of its messages, as in TRL's prompts and completions.

    They must all be the assistant's, or none of them, as the caller expects.
    """
    if not isinstance(value, list) or not value or not all(isinstance(each, Mapping) for each in value):
        return [value]
    are_right = all((role_of(each.get("role")) == "assistant") is by_assistant for each in value)
    return [text_of(each.get("content")) for each in value] if are_right else [value]
