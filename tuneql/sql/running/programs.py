"""Tells whether SQLite makes the same program of two queries: then they give the same rows, whatever the tables hold.

A statement is compiled for the virtual machine, and `EXPLAIN` lists the instructions (sqlite.org/opcode.html). What
they do depends only on themselves and the tables: for one schema, equal programs are the same query. Statistics and
indexes decide which of several right programs is made, so one database is enough for its schema. Different programs
prove nothing.

Cursors are only names for what is open: two programs that differ only in these names are the same. A query's cursors
are numbered by the positions of its tables in FROM, even if a subquery is merged into the query around it.
"""

import re
from collections.abc import Sequence
from typing import Any, Final

Program = tuple[tuple[Any, ...], ...]
"""Instructions: a name and five operands each, with cursors numbered by first use."""

# Instructions whose first operand is a cursor.
_FIRST: Final = """
    Close Column ColumnsUsed Count Delete FinishSeek Found IdxDelete IdxGE IdxGT IdxInsert IdxLE IdxLT IdxRowid
    IfEmpty IfNoHope IfNotOpen IfSizeBetween IfSmaller Insert Last NewRowid Next NoConflict NotExists NotFound NullRow
    Offset OpenAutoindex OpenEphemeral OpenPseudo OpenRead Prev ReopenIdx ResetSorter Rewind RowData Rowid SeekEnd
    SeekGE SeekGT SeekHit SeekLE SeekLT SeekRowid SeekScan Sequence SequenceTest Sort SorterCompare SorterInsert
    SorterNext SorterOpen SorterSort VColumn VFilter VNext VOpen
"""

# Instructions with only registers, addresses and numbers.
_NONE: Final = """
    Add AddImm Affinity AggFinal AggInverse AggStep AggStep1 AggValue And BeginSubrtn BitAnd BitNot BitOr Blob Cast
    ClrSubtype CollSeq Compare Concat Copy DecrJumpZero Divide ElseEq EndCoroutine Eq Filter FilterAdd Function Ge
    GetSubtype Gosub Goto Gt Halt HaltIfNull If IfNot IfNotZero IfPos Init InitCoroutine Int64 IntCopy Integer IsNull
    IsTrue IsType Jump Le Lt MakeRecord Move Multiply MustBeInt Ne Not NotNull Null OffsetLimit Once Or Permutation
    PureFunc Real RealAffinity Remainder ResultRow Return RowSetAdd RowSetRead RowSetTest SCopy SetSubtype ShiftLeft
    ShiftRight SoftNull String String8 Subtract Transaction Yield ZeroOrNull
"""

_CURSORS: Final = {
    **dict.fromkeys(_FIRST.split(), (True, False, False)),
    **dict.fromkeys(_NONE.split(), (False, False, False)),
    "OpenDup": (True, True, False),
    "DeferredSeek": (True, False, True),
    "SorterData": (True, False, True),
}
"""By instruction, which of its first three operands are cursors."""

# Remarks, which do nothing; their operands have names and the like.
_REMARKS: Final = frozenset({"Explain", "Noop"})

# `EXPLAIN` writes a number with a fraction in sixteen digits, which do not always distinguish it from its neighbours.
_LONG_NUMBER: Final = re.compile(r"[\d._]{16}")

# The longest program that is compared, in instructions.
LONGEST: Final = 2_000


def program_of(sql: str, explained: Sequence[tuple[Any, ...]]) -> Program | None:
    """The program of a query; None if the list of instructions does not show everything.

    Args:
        sql: the query.
        explained: the rows of `EXPLAIN`: address, instruction, operands 1 to 5, and a comment.
    """
    numbers: dict[int, int] = {}
    found: list[tuple[Any, ...]] = []
    for _, name, first, second, third, fourth, fifth, _ in explained:
        if name in _REMARKS:
            found.append((name,))
            continue
        roles = _CURSORS.get(name)
        if roles is None or _is_hidden(name, fourth, sql):
            return None
        if roles[0]:
            first = numbers.setdefault(first, len(numbers))  # noqa: PLW2901 -- renamed
        if roles[1]:
            second = numbers.setdefault(second, len(numbers))  # noqa: PLW2901
        if roles[2]:
            third = numbers.setdefault(third, len(numbers))  # noqa: PLW2901
        found.append((name, first, second, third, fourth, fifth))
    return tuple(found)


def _is_hidden(name: str, fourth: str | None, sql: str) -> bool:
    """Whether an instruction does not show everything that it does.

    A function with any number of arguments does not show their number, and a blob is shown up to its first zero.
    """
    if name in {"Function", "PureFunc"}:
        return str(fourth).endswith("(-1)")
    if name == "Blob":
        return fourth is not None
    return name == "Real" and _LONG_NUMBER.search(sql) is not None
