"""Conversations: a system message, what the user asks, what the assistant answers.

In the forms of OpenAI's fine-tuning files (`messages` of `role` and `content`), of ShareGPT (`conversations` of `from`
and `value`), and of Bedrock's customization jobs (`bedrock-conversation-2024`), which our own files have, too.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tuneql.corpus.schemas.schemas import Schemas
from tuneql.corpus.shapes.instruction import from_texts
from tuneql.corpus.shapes.messages import role_of, text_of
from tuneql.corpus.shapes.shape import Fields, Record, Refused, Shape


@dataclass(frozen=True, kw_only=True)
class Turns:
    """The names of the fields of turns, and of role and text in a turn."""

    turns: str
    role: str
    text: str

    def likeness(self, record: Record) -> int:
        """2 if there are turns, so that fields beside them do not outweigh them."""
        return 2 * (self.turns in record)

    def read(self, record: Record, schemas: Schemas) -> Fields | Refused:
        """The fields; the schema is in what the system or the user says, or beside."""
        turns = _parsed(record.get(self.turns))
        if not isinstance(turns, list) or not all(isinstance(turn, Mapping) for turn in turns):
            return Refused(reason="wrong-type", detail=f"field {self.turns} is no list of objects")
        said = [(role_of(turn.get(self.role)), text_of(turn.get(self.text))) for turn in turns]
        roles = [role for role, _ in said if role != "system"]
        if roles != ["user", "assistant"]:
            detail = f"field {self.turns} has turns of {_listed(roles)}; one of user and one of assistant are expected"
            return Refused(reason="unknown-turns", detail=detail)
        texts = [text_of(record["system"])] if record.get("system") else []
        texts += [text for role, text in said if role != "assistant"]
        answer = next(text for role, text in said if role == "assistant")
        names = {"question": self.turns, "sql": f"{self.turns} of the assistant"}
        return from_texts(texts, answer, record, schemas, names)


def _parsed(turns: Any) -> Any:
    """The turns; in a table of text they are JSON."""
    if not isinstance(turns, str):
        return turns
    try:
        return json.loads(turns)
    except (ValueError, RecursionError):
        return None


def _listed(roles: Sequence[str | None]) -> str:
    return ", ".join(str(role or "unknown") for role in roles[:6]) or "nobody"


def likeness_of_bedrock(record: Record) -> int:
    """3 for the name of the format, so that it outweighs its own `messages`."""
    return 3 * (record.get("schemaVersion") == "bedrock-conversation-2024")


_MESSAGES: Final = Turns(turns="messages", role="role", text="content")
_CONVERSATIONS: Final = Turns(turns="conversations", role="from", text="value")

CHAT: Final = Shape(
    name="chat", fields="messages of role and content", likeness=_MESSAGES.likeness, read=_MESSAGES.read
)
SHARE_GPT: Final = Shape(
    name="sharegpt",
    fields="conversations of from and value",
    likeness=_CONVERSATIONS.likeness,
    read=_CONVERSATIONS.read,
)
BEDROCK: Final = Shape(
    name="bedrock-conversation-2024",
    fields="schemaVersion, system and messages",
    likeness=likeness_of_bedrock,
    read=_MESSAGES.read,
)
