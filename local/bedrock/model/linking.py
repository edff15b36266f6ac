"""The candidates for a slot, and their features in the linking model.

A feature is a tuple of strings and small numbers; each has one weight (`weights.py`). Static features depend on the
slot and the candidate, dynamic ones also on what was filled before, so the former are computed once per question.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from local.bedrock.model.ddl import Column, Table
from local.bedrock.model.question import NOWHERE, Mention, Question, Span, value_name
from local.bedrock.model.skeleton import Slot

Feature = tuple[Hashable, ...]
_MANY_VALUES: Final = 40


@dataclass(frozen=True, eq=False)
class Value:
    """A value that may fill a literal: its text, how it was found, and the places of its words."""

    text: str
    kinds: tuple[str, ...]
    places: frozenset[int]


Candidate = Table | Column | Value


@dataclass(frozen=True)
class Filled:
    """What is filled so far, by the name of the variable, and the places of the question that it explains."""

    tables: Mapping[str, Table] = field(default_factory=dict)
    columns: Mapping[str, Column] = field(default_factory=dict)
    literals: Mapping[str, Value] = field(default_factory=dict)
    used: frozenset[int] = frozenset()
    last: int = -1

    def fill(self, question: Question, slot: Slot, candidate: Candidate) -> "Filled":
        """The same with one more."""
        if isinstance(candidate, Value):
            return replace(self, literals={**self.literals, slot.name: candidate}, used=self.used | candidate.places)
        places = question.mentions[candidate].places
        last = max(places) if places else self.last
        used = self.used | places
        if isinstance(candidate, Table):
            return replace(self, tables={**self.tables, slot.name: candidate}, used=used)
        return replace(self, columns={**self.columns, slot.name: candidate}, used=used, last=last)


def candidates(question: Question, slot: Slot, filled: Filled) -> tuple[Candidate, ...]:
    """What may fill a slot; empty if nothing can."""
    if slot.kind == "table":
        return (filled.tables[slot.table],) if slot.table else question.tables
    if slot.kind == "column":
        return filled.tables[slot.table].columns
    return tuple(_values(question, slot, filled.columns.get(slot.column)))


def _values(question: Question, slot: Slot, column: Column | None) -> Iterator[Value]:
    text = slot.before.startswith("'")
    spans = (
        [*question.spans, *question.tails] if text else [s for s in question.spans if s.kind in ("number", "numeral")]
    )
    if text and column is not None:
        spans = [*question.value_spans(column, slot.function), *spans]
        unsaid = question.values_of(column, slot.function)
        spans += [Span("unsaid", value, frozenset()) for value in unsaid if len(unsaid) <= _MANY_VALUES]
    grouped: dict[str, list[Span]] = {}
    for span in spans:
        grouped.setdefault(span.text, []).append(span)
    for value, same in grouped.items():
        kinds = tuple(dict.fromkeys(span.kind for span in same))
        yield Value(value, kinds, same[0].places)


def static(question: Question, slot: Slot, candidate: Candidate, column: Column | None) -> Iterator[Feature]:
    """Features of a candidate on its own. `column` is the one that a literal is compared with."""
    if isinstance(candidate, Table):
        return _table(question, slot, candidate)
    if isinstance(candidate, Column):
        return _column(question, slot, candidate)
    return _value(question, slot, candidate, column)


def dynamic(question: Question, slot: Slot, candidate: Candidate, filled: Filled) -> Iterator[Feature]:
    """Features of a candidate beside what is filled."""
    if isinstance(candidate, Table):
        return _table_beside(question, slot, candidate, filled)
    if isinstance(candidate, Column):
        return _column_beside(question, slot, candidate, filled)
    return _value_beside(question, slot, candidate, filled)


def _table(question: Question, slot: Slot, table: Table) -> Iterator[Feature]:
    name, step = table.name.lower(), slot.role[1]
    share = _bucket(question.mentions[table])
    yield "t", share
    yield "t", step, share
    yield "t.id", step, name
    yield from (("t.a", each, name) for each in question.content)
    yield "t.columns", max(_bucket(question.mentions[column]) for column in table.columns)
    yield "t.value", any(question.value_spans(column) for column in table.columns)
    yield "t.rank", step, slot.role[0], question.table_ranks.get(table, 9)
    yield from (("t.capital", left, name) for left in question.before_capitals)


def _table_beside(question: Question, slot: Slot, table: Table, filled: Filled) -> Iterator[Feature]:
    others = list(filled.tables.values())
    if others:
        yield "t.again", any(other is table for other in others)
        yield "t.fk", slot.role[1], _points(table, others[-1]), _points(others[-1], table)
        yield "t.near", any(_points(table, other) or _points(other, table) for other in others)
    mention = question.mentions[table]
    yield "t.used", _bucket(mention), bool(mention.places) and mention.places <= filled.used


def _points(table: Table, other: Table) -> bool:
    return any(c.references is not None and c.references[0] == other.name.lower() for c in table.columns)


def _column(question: Question, slot: Slot, column: Column) -> Iterator[Feature]:
    clause, function, before, after = slot.role
    table, name = column.table.lower(), column.name.lower()
    mention = question.mentions[column]
    share = _bucket(mention)
    yield "c", share
    yield "c", clause, share
    yield "c.id", clause, function, name
    yield "c.id", table, name
    yield "c.id", function, table, name
    yield "c.kind", clause, function, before, column.kind
    yield "c.kind", clause, after, column.kind
    for use in slot.uses:
        yield "c.use", use, share
        yield "c.use.kind", use, column.kind, column.primary
    yield "c.key", clause, function, column.primary, column.references is not None
    yield "c.hint", min(3, sum(each in column.hints for each in question.content))
    yield "c.value", after, bool(question.value_spans(column))
    yield from (("c.a", each, table, name) for each in question.content)
    yield from (("c.s", each, column.stems[-1:]) for each in question.content)
    if after == "=":
        yield from (("c.capital", left, table, name) for left in question.before_capitals)
    yield from _around(question, f"{clause} {function}", mention)


def _around(question: Question, where: str, mention: Mention) -> Iterator[Feature]:
    if not mention.places:
        return
    first, last = min(mention.places), max(mention.places)
    stems = question.stems
    yield "c.left", where, stems[first - 1] if first else "^"
    yield "c.left2", where, " ".join(stems[max(0, first - 2) : first])
    yield "c.right", where, stems[last + 1] if last + 1 < len(stems) else "$"


def _column_beside(question: Question, slot: Slot, column: Column, filled: Filled) -> Iterator[Feature]:
    clause, _, _, after = slot.role
    mention = question.mentions[column]
    used = bool(mention.places) and mention.places <= filled.used
    yield "c.used", _bucket(mention), used
    yield "c.again", clause, any(other is column for other in filled.columns.values())
    if mention.places:
        yield "c.order", clause, min(mention.places) > filled.last
    if slot.partner[0]:
        yield "c.join", _join(slot, column, filled), column.primary
    free = [span for span in question.value_spans(column) if not span.places <= filled.used]
    yield "c.free", clause, after, bool(free)
    if after in ("=", "IN", "LIKE", "<", ">", "<=", ">=", "<>", "!="):
        yield (
            "c.types",
            after,
            column.kind,
            tuple(sorted({span.kind for span in question.spans if not span.places <= filled.used}))[:3],
        )


def _join(slot: Slot, column: Column, filled: Filled) -> str:
    """How a column fits the column that it is equated with, or the table of that one while it is not known."""
    variable, owner = slot.partner
    other, table = filled.columns.get(variable), filled.tables.get(owner)
    options = [other] if other else list(table.columns) if table else []
    if any(_references(column, each) for each in options):
        return "foreign"
    if any(_references(each, column) for each in options):
        return "pointed"
    return "namesake" if any(each.name.lower() == column.name.lower() for each in options) else "stranger"


def _references(column: Column, other: Column) -> bool:
    if column.references is None or column.references[0] != other.table.lower():
        return False
    return column.references[1] == other.name.lower() or (not column.references[1] and other.primary)


def _value(question: Question, slot: Slot, value: Value, column: Column | None) -> Iterator[Feature]:
    clause, function, before, _ = slot.role
    name = value_name(column, slot.function) if column else ""
    kind = column.kind if column else ""
    for each in value.kinds:
        yield "l", each, slot.before
        yield "l", each, clause, function, before
        yield "l", each, kind, before
        yield "l.column", each, name
    yield "l.all", value.kinds
    yield "l.words", clause, min(4, len(value.places))
    if column is not None and ("known" in value.kinds or "unsaid" in value.kinds):
        yield "l.id", name, value.text
        yield from (("l.a", each, name, value.text) for each in question.content)
    if value.places:
        first, last = min(value.places), max(value.places)
        yield "l.left", before, question.stems[first - 1] if first else "^"
        yield "l.left", kind, question.stems[first - 1] if first else "^"
        yield "l.left2", before, " ".join(question.stems[max(0, first - 2) : first])
        yield "l.right", before, question.stems[last + 1] if last + 1 < len(question.stems) else "$"


def _value_beside(question: Question, slot: Slot, value: Value, filled: Filled) -> Iterator[Feature]:
    fresh = bool(value.places) and not value.places & filled.used
    yield "l.fresh", value.kinds[0], fresh
    taken = frozenset().union(*(other.places for other in filled.literals.values()))
    yield "l.taken", bool(value.places & taken), any(other.text == value.text for other in filled.literals.values())
    previous = [min(other.places) for other in filled.literals.values() if other.places]
    if previous and value.places:
        yield "l.order", min(value.places) > previous[-1]
    column = filled.columns.get(slot.column)
    mention = question.mentions[column] if column is not None else NOWHERE
    if mention.places and value.places:
        gap = min(value.places) - max(mention.places)
        yield "l.gap", max(-3, min(6, gap))


def _bucket(mention: Mention) -> int:
    return 0 if not mention.share else 1 if mention.share < 1 else 2
