"""Takes a statement apart, as a language model reads it: known names become slots, all else stays."""

from dataclasses import dataclass, replace
from typing import Final

from local.bedrock.model.clauses import CLAUSES, clauses_of, runs
from local.bedrock.model.ddl import Column, Table
from local.bedrock.model.question import Question
from local.bedrock.model.scopes import Occurrence, scopes_of
from local.bedrock.model.skeleton import Part, Piece, Skeleton, Slot, make_part
from local.bedrock.model.sql_tokens import Token, tokenize

_EQUATING: Final = (["="], ["IN", "(", "SELECT"], ["NOT", "IN", "(", "SELECT"])
_COMPARED: Final = frozenset({"AND", "OR", "WHERE", "HAVING", "ON", "WHEN", "THEN", "SELECT", "BY"})


@dataclass(frozen=True)
class Reading:
    """A statement, taken apart: its skeleton, and what filled each slot.

    Attributes:
        tables, columns, literals: by the name of the variable.
        aliases: what was written for each alias.
    """

    skeleton: Skeleton
    tables: dict[str, Table]
    columns: dict[str, Column]
    literals: dict[str, str]
    aliases: dict[str, str]
    outputs: dict[str, str]


class _Reader:
    """Takes one statement apart. Used once."""

    def __init__(self, sql: str, tables: tuple[Table, ...], question: Question) -> None:
        self.tokens = tokenize(sql)
        self.question = question
        self.known = {table.name.lower(): table for table in tables}
        self.clauses = clauses_of(self.tokens)
        self.scopes = scopes_of(self.tokens)
        self.slots: dict[int, Slot] = {}
        self.counts: dict[str, int] = {}
        self.owners: dict[str, Occurrence] = {}
        self.variables: dict[tuple[str, str], str] = {}
        self.outputs: dict[str, str] = {}
        self.reading = Reading(Skeleton(()), {}, {}, {}, {}, {})

    def read(self) -> Reading:
        for at in range(len(self.tokens)):
            self._table(at)
        for at in range(len(self.tokens)):
            if at not in self.slots:
                self._column(at)
        for at in list(self.slots):
            self._equate(at)
        for at in range(len(self.tokens)):
            self._output(at)
        for at in range(len(self.tokens)):
            self._literal(at)
        return replace(self.reading, skeleton=Skeleton(self._parts()))

    def _word(self, at: int) -> str:
        return self.tokens[at].text.upper() if 0 <= at < len(self.tokens) else ""

    # Slots

    def _table(self, at: int) -> None:
        token = self.tokens[at]
        table = self.known.get(token.name) if token.kind in ("word", "quoted") else None
        if table is None or not (self._word(at - 1) in ("FROM", "JOIN") or self._lists_tables(at)):
            return
        scope = self.scopes[at]
        place = self._alias_place(at)
        alias = self.tokens[place].name if place else ""
        same = next((each.variable for each in scope.reach() if each.table is table), "")
        name = self._new("T", at)
        names = frozenset({alias} if alias else {table.name.lower()})
        self.owners[name] = Occurrence(name, table, alias, names)
        scope.tables.append(self.owners[name])
        self.slots[at] = Slot(
            "table", name, table=same, role=(self.clauses[at], self._word(at - 1), str(len(scope.tables)))
        )
        self.reading.tables[name] = table
        if place:
            self.slots[place] = Slot("alias", name)
            self.reading.aliases[name] = self.tokens[place].text

    def _lists_tables(self, at: int) -> bool:
        return (
            self._word(at - 1) == ","
            and (at - 2 in self.slots or at - 3 in self.slots)
            and self.scopes[at].tables != []
        )

    def _alias_place(self, at: int) -> int:
        """Where the alias of the table at `at` is; 0 if it has none. Without AS, it must be used as a qualifier."""
        place = at + 2 if self._word(at + 1) == "AS" else at + 1
        if place >= len(self.tokens) or self.tokens[place].kind != "word":
            return 0
        name = self.tokens[place].name
        used = any(t.name == name and self._word(i + 1) == "." for i, t in enumerate(self.tokens))
        return place if used or place == at + 2 else 0

    def _column(self, at: int) -> None:
        token = self.tokens[at]
        if token.kind not in ("word", "quoted") or self._word(at + 1) in ("(", "."):
            return
        qualified = self._word(at - 1) == "."
        owner = self.scopes[at].named(self.tokens[at - 2].name) if qualified else self._unqualified(at)
        column = owner.table.column(token.name) if owner else None
        if owner is None or column is None or (not qualified and self._word(at - 1) == "AS"):
            return
        if qualified:
            self.slots[at - 2] = Slot("alias", owner.variable)
            if not owner.alias:
                self.reading.aliases.setdefault(owner.variable, "")
        variable = self.variables.setdefault((owner.variable, column.name), "") or self._new("C", at)
        self.variables[owner.variable, column.name] = variable
        self.slots[at] = Slot(
            "column", variable, table=owner.variable, role=self._role(at, at - 2 if qualified else at)
        )
        self.reading.columns[variable] = column

    def _equate(self, at: int) -> None:
        """Tell two columns of each other that are joined by `=`, `IN (SELECT` or `NOT IN (SELECT`."""
        first = self.slots[at]
        words = [self._word(at + step) for step in range(1, 5)]
        skipped = next((len(sign) for sign in _EQUATING if words[: len(sign)] == sign), 0)
        place = at + skipped + 1
        place += 2 if self._word(place + 1) == "." else 0
        other = self.slots.get(place)
        if first.kind == "column" and skipped and other and other.kind == "column":
            self.slots[at] = replace(first, partner=(other.name, other.table))
            self.slots[place] = replace(other, partner=(first.name, first.table))

    def _unqualified(self, at: int) -> Occurrence | None:
        """Whose column a bare name is: a table's in reach, or, over a subquery, that of the column it hands on."""
        name = self.tokens[at].name
        handed = (self.owners[owner] for owner, column in self.variables if column.lower() == name)
        return self.scopes[at].having(name) or next(handed, None)

    def _output(self, at: int) -> None:
        token = self.tokens[at]
        if at in self.slots or token.kind not in ("word", "quoted"):
            return
        named = self._word(at - 1) == "AS" and self.clauses[at] != "FROM"
        if (named and self._word(at + 1) != "(") or token.name in self.outputs:
            if token.name not in self.outputs:
                self.outputs[token.name] = self._new("O", at)
                self.reading.outputs[self.outputs[token.name]] = token.text
            self.slots[at] = Slot("output", self.outputs[token.name])

    def _literal(self, at: int) -> None:
        token = self.tokens[at]
        if token.kind not in ("string", "number"):
            return
        compared = self._compared(at)
        column, function = (compared.name, compared.role[1]) if compared else ("", "")
        bare, before, after = _unwrap(token)
        seen = self.question.says(bare) or (token.kind == "string" and column != "" and bare != "")
        if not seen:
            return
        name = self._new("L", at)
        self.slots[at] = Slot(
            "literal",
            name,
            column=column,
            function=function,
            before=before,
            after=after,
            role=self._role(at, at),
        )
        self.reading.literals[name] = bare

    def _compared(self, at: int) -> Slot | None:
        """The nearest column before a literal, in the same condition."""
        for place in range(at - 1, max(-1, at - 14), -1):
            slot = self.slots.get(place)
            if slot and slot.kind == "column":
                return slot
            if self._word(place) in _COMPARED and not (self._word(place) == "AND" and self._between(place)):
                return None
        return None

    def _between(self, at: int) -> bool:
        return any(self._word(place) == "BETWEEN" for place in range(max(0, at - 8), at))

    def _new(self, kind: str, at: int) -> str:
        base = f"{kind}{self.clauses[at]}"
        self.counts[base] = self.counts.get(base, 0) + 1
        return f"{base}{self.counts[base]}"

    def _role(self, at: int, start: int) -> tuple[str, ...]:
        """Clause, function around, and the tokens before and after that are not names."""
        depth, function, place = 0, "", start - 1
        while place >= 0 and self._word(place) not in CLAUSES:
            depth += (self._word(place) == ")") - (self._word(place) == "(")
            if depth < 0 and self.tokens[place - 1].kind == "word":
                function = f"{self._word(place - 1)}{self._argument(place, start)}"
                break
            place -= 1
        return self.clauses[at], function, self._beside(start - 1, at), self._beside(at + 1, at)

    def _beside(self, place: int, at: int) -> str:
        """The token next to a slot, if it is in the same clause and not a name."""
        same = 0 <= place < len(self.tokens) and self.clauses[place] == self.clauses[at]
        return self._word(place) if same and place not in self.slots else ""

    def _argument(self, opened: int, at: int) -> int:
        return sum(self._word(place) == "," for place in range(opened, at))

    # Parts

    def _parts(self) -> tuple[Part, ...]:
        parts = []
        for start, end in runs(self.clauses):
            pieces = tuple(
                Piece(self.tokens[at].text, self.tokens[at].space, self.slots.get(at)) for at in range(start, end)
            )
            parts.append(make_part(self.clauses[start], pieces))
        return tuple(parts)


def _unwrap(token: Token) -> tuple[str, str, str]:
    """A literal without its marks: the text, and what is written before and after it."""
    if token.kind == "number":
        return token.text, "", ""
    text = token.text[1:-1].replace("''", "'")
    bare = text.strip("%")
    before, after = ("%" if text.startswith("%") else ""), ("%" if bare and text.endswith("%") else "")
    return bare, f"'{before}", f"{after}'"


def read_statement(sql: str, tables: tuple[Table, ...], question: Question) -> Reading:
    """Take a statement apart."""
    return _Reader(sql, tables, question).read()
