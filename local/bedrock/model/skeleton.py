"""Skeletons: statements without their tables, columns and values, in parts that can be recombined.

`SELECT v.name FROM vessels AS v WHERE v.seats > 300` becomes the parts

    SELECT @alias:f1 . @column:SELECT1/f1
    FROM @table:f1 AS @alias:f1
    WHERE @alias:f1 . @column:WHERE1/f1 > @literal:WHERE1

Variables are named after the clause that they first appear in, so that a WHERE of one statement fits the SELECT of
another. Keywords, functions and signs are kept as they are written, whatever the dialect.
"""

from dataclasses import dataclass, replace
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that is filled from the schema or from the question.

    Attributes:
        kind: `table`, `alias`, `column`, `literal` or `output` (a name given to an output column).
        name: of the variable: clause and number.
        table: of a column: the variable of its table; of a table: the variable that it equals, or "".
        column: of a literal: the variable of the column that it is compared with, or "".
        function: of a literal: the function that is around that column, or "".
        before, after: what is written around a literal: quotation marks and wild cards.
        role: where the slot stands: clause, function, and the tokens beside it.
        partner: of a column: the column that it is equated with, by variable, and the variable of that one's table.
        uses: of a column: the roles of all places where its variable stands.
    """

    kind: str
    name: str
    table: str = ""
    column: str = ""
    function: str = ""
    before: str = ""
    after: str = ""
    role: tuple[str, ...] = ()
    partner: tuple[str, str] = ("", "")
    uses: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What makes a slot the same in two statements; the role follows from the tokens around."""
        return f"@{self.kind}:{self.name}/{self.table}{self.column}{self.before}{self.after}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A token of a skeleton: text as written, or a slot."""

    text: str
    space: bool
    slot: Slot | None = None


@dataclass(frozen=True)
class Part:
    """A clause of a skeleton, or a whole skeleton that is not cut into clauses.

    Attributes:
        needs: variables that other parts must have.
        has: variables that begin in it.
        styles: whether its columns of the outer tables are qualified; both, if some are.
    """

    clause: str
    pieces: tuple[Piece, ...]
    key: str
    needs: frozenset[str]
    has: frozenset[str]
    styles: frozenset[bool]

    @cached_property
    def units(self) -> tuple[str, ...]:
        """What the part is made of: itself, its words, each also with its clause, and how many names it has."""
        words = {piece.text.upper() for piece in self.pieces if piece.slot is None and piece.text[0].isalpha()}
        columns = {piece.slot.name for piece in self.pieces if piece.slot and piece.slot.kind == "column"}
        tables = sum(1 for piece in self.pieces if piece.slot and piece.slot.kind == "table")
        counts = (f"{self.clause} columns {len(columns)}", f"{self.clause} tables {tables}")
        return (self.key, *sorted(words), *(f"{self.clause} {word}" for word in sorted(words)), *counts)


@dataclass(frozen=True)
class Skeleton:
    """Parts in the order in which they are written."""

    parts: tuple[Part, ...]

    @property
    def key(self) -> tuple[str, ...]:
        """Equal for equal skeletons."""
        return tuple(part.key for part in self.parts)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """What must be filled: tables first, then columns and literals as they are written, each variable once."""
        found: dict[tuple[str, str], list[Slot]] = {}
        for slot in (piece.slot for part in self.parts for piece in part.pieces if piece.slot):
            found.setdefault((slot.kind, slot.name), []).append(slot)
        merged = [_merged(same) for same in found.values()]
        tables = [slot for slot in merged if slot.kind == "table"]
        return (*tables, *(slot for slot in merged if slot.kind in ("column", "literal")))

    def fits(self) -> bool:
        """Whether every variable that a part needs begins in another, and all name columns in the same way."""
        needs = frozenset().union(*(part.needs for part in self.parts))
        has = frozenset().union(*(part.has for part in self.parts))
        styles = {style for part in self.parts for style in part.styles}
        return needs <= has and len(styles) < 2  # noqa: PLR2004 -- with tables' names or without


def _merged(same: list[Slot]) -> Slot:
    """One slot for all the places of a variable."""
    uses = tuple(sorted({" ".join(slot.role) for slot in same}))
    partner = next((slot.partner for slot in same if slot.partner[0]), ("", ""))
    return replace(same[0], uses=uses, partner=partner)


def make_part(clause: str, pieces: tuple[Piece, ...]) -> Part:
    """A part, with what it needs and has worked out."""
    names = [f"{p.slot.kind}:{p.slot.name}" for p in pieces if p.slot and p.slot.kind != "alias"]
    names += [f"table:{p.slot.name}" for p in pieces if p.slot and p.slot.kind == "alias"]
    names += [f"table:{p.slot.table}" for p in pieces if p.slot and p.slot.table]
    own = frozenset(name for name in names if name.rstrip("0123456789").endswith(clause))
    key = " ".join(piece.slot.key if piece.slot else piece.text.upper() for piece in pieces)
    outer = [at for at, piece in enumerate(pieces) if piece.slot and piece.slot.table.startswith("TFROM")]
    styles = frozenset(at > 0 and pieces[at - 1].text == "." for at in outer if _is_column(pieces[at]))
    return Part(clause, pieces, key, frozenset(names) - own, own, styles)


def _is_column(piece: Piece) -> bool:
    return piece.slot is not None and piece.slot.kind == "column"
