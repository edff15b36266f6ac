"""Preference records (direct preference optimization), read for the answers that they prefer.

In Nova's format the last turn has `candidates`, one `preferred` and one `non-preferred`. Source: Amazon Nova user
guide, "Direct preference optimization".
"""

import json
from collections.abc import Mapping
from typing import Any, Final

LABELS: Final = frozenset({"preferred", "non-preferred"})


def preferred(data: bytes) -> bytes:
    """The same JSON Lines as conversations that end with the preferred answer.

    If a record prefers nothing, its last turn is emptied, so that the rules of records refuse it.
    """
    return b"\n".join(_conversation(line) if line.strip() else line for line in data.split(b"\n"))


def _conversation(line: bytes) -> bytes:
    try:
        record = json.loads(line)
        *turns, last = record["messages"]
        record["messages"] = [*turns, {"role": last["role"], "content": _answer(last.get("candidates"))}]
    except (ValueError, KeyError, TypeError, AttributeError):
        return line
    return json.dumps(record, ensure_ascii=False).encode()


def _answer(candidates: Any) -> Any:
    if not isinstance(candidates, list) or not all(isinstance(each, Mapping) for each in candidates):
        return []
    by_label = {each.get("preferenceLabel"): each.get("content") for each in candidates}
    return by_label["preferred"] if set(by_label) == LABELS and len(candidates) == len(LABELS) else []
