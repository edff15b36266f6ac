"""Tells in which clause of a statement each token stands."""

from collections.abc import Sequence
from typing import Final

from local.bedrock.model.sql_tokens import Token
from local.bedrock.model.words import word_list

CLAUSES: Final = frozenset({"SELECT", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "WINDOW", "QUALIFY"})
SET_OPERATIONS: Final = frozenset({"UNION", "INTERSECT", "EXCEPT", "MINUS"})
_INFIX: Final = frozenset(
    word_list(
        "AND OR NOT IN IS LIKE ILIKE BETWEEN AS ASC DESC ON JOIN LEFT RIGHT INNER OUTER FULL CROSS NATURAL USING "
        "BY NULL THEN ELSE END WHEN CASE DISTINCT ALL OVER PARTITION NULLS FIRST LAST EXISTS ESCAPE COLLATE INTERVAL "
        "SELECT"
    )
)


def clauses_of(tokens: Sequence[Token]) -> list[str]:
    """The clause of each token; WHOLE for all if the statement has a set operation or WITH."""
    words = [token.text.upper() for token in tokens]
    depth, clause, found = 0, "", []
    for at, word in enumerate(words):
        depth += (word == "(") - (word == ")")
        if depth == 0 and (word in CLAUSES or _begins_unknown(tokens, at)):
            clause = word
        found.append(clause)
    flat = [word for word, where in zip(words, _depths(tokens), strict=True) if where == 0]
    whole = bool(SET_OPERATIONS & set(flat)) or flat[:1] != ["SELECT"] or len(set(found)) < len(runs(found))
    return ["WHOLE"] * len(words) if whole else found


def runs(values: Sequence[str]) -> list[tuple[int, int]]:
    """Where runs of equal values begin and end."""
    starts = [at for at in range(len(values)) if at == 0 or values[at] != values[at - 1]]
    return list(zip(starts, [*starts[1:], len(values)], strict=True))


def _depths(tokens: Sequence[Token]) -> list[int]:
    depth, found = 0, []
    for token in tokens:
        depth -= token.text == ")"
        found.append(depth)
        depth += token.text == "("
    return found


def _begins_unknown(tokens: Sequence[Token], at: int) -> bool:
    """A word of the dialect's own that begins a clause: after an operand, before a number."""
    if not 0 < at < len(tokens) - 1:
        return False
    before, token, after = tokens[at - 1 : at + 2]
    operand = before.kind != "sign" or before.text == ")"
    return token.kind == "word" and operand and after.kind == "number" and token.text.upper() not in _INFIX
