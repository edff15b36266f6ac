"""Writes a statement: a skeleton with its slots filled."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from local.bedrock.model.linking import Filled
from local.bedrock.model.skeleton import Skeleton, Slot
from local.bedrock.model.statement import Reading


class Habits:
    """How tables are called for short in the training data."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        counts: dict[str, Counter[str]] = {}
        for reading in readings:
            for variable, alias in reading.aliases.items():
                if alias:
                    counts.setdefault(reading.tables[variable].name.lower(), Counter())[alias] += 1
        self._aliases = {table: found.most_common(1)[0][0] for table, found in counts.items()}

    def alias(self, table: str, taken: Iterable[str]) -> str:
        """A short name for a table that is not yet taken."""
        wanted = self._aliases.get(table.lower(), table[:1].lower())
        used = set(taken)
        numbered = (f"{wanted}{number}" for number in range(2, len(used) + 3))
        return next(name for name in (wanted, *numbered) if name not in used)


def write(skeleton: Skeleton, filled: Filled, habits: Habits) -> str:
    """The statement's text, spaced as its parts were in training."""
    aliases = _aliases(skeleton, filled, habits)
    texts = [
        (" " if piece.space and (index or number) else "") + _text(piece.slot, piece.text, filled, aliases)
        for number, part in enumerate(skeleton.parts)
        for index, piece in enumerate(part.pieces)
    ]
    return "".join(texts).strip()


def _aliases(skeleton: Skeleton, filled: Filled, habits: Habits) -> dict[str, str]:
    """A name for each table that has an alias, and the table's own for the others."""
    pieces = [piece for part in skeleton.parts for piece in part.pieces]
    declared: dict[str, str] = {}
    for before, piece in pairwise(pieces):
        slot = piece.slot
        if slot and slot.kind == "alias" and slot.name not in declared and _declares(before.slot, before.text):
            fixed = piece.text if piece.text[:1] in "tT" and piece.text[1:].isdigit() else ""
            declared[slot.name] = fixed or habits.alias(filled.tables[slot.name].name, declared.values())
    return {name: declared.get(name, table.name) for name, table in filled.tables.items()}


def _declares(slot: Slot | None, text: str) -> bool:
    return text.upper() == "AS" or (slot is not None and slot.kind == "table")


def _text(slot: Slot | None, text: str, filled: Filled, aliases: Mapping[str, str]) -> str:
    if slot is None or slot.kind == "output":
        return text
    if slot.kind == "table":
        return filled.tables[slot.name].name
    if slot.kind == "alias":
        return aliases[slot.name]
    if slot.kind == "column":
        return filled.columns[slot.name].name
    value = filled.literals[slot.name].text
    return f"{slot.before}{value.replace(chr(39), chr(39) * 2)}{slot.after}"
