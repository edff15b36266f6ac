r"""Tells whether a repeated group of a regular expression matches one text in several ways: `(a|aa)+`, `(a+)+`.

A round is what a group matches once, as a sequence of items: of `(ab?)+`, the rounds are `a` and `ab`. All rounds are
listed, with each item as often as it may occur, at most three times. If two rounds can match the same text, or one can
match the text of several others, the number of ways doubles with each of them. If something separates the rounds, as
the point does in `(\d+\.)+`, there is only one way.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, islice, product
from typing import Final

_ITEM: Final = re.compile(r"(\\[pP]\{\w+\}|\\.|\[\^?\]?(?:\[:\w+:\]|[^\]])*\]|.)([*+?]|\{[\d,]+\})?[?+]?", re.DOTALL)
_MOST_ROUNDS: Final = 40
_MOST_TIMES: Final = 3
_UNBOUNDED: Final = 1000
_HOW_OFTEN: Final = {"": (1, 1), "?": (0, 1), "*": (0, _UNBOUNDED), "+": (1, _UNBOUNDED)}
# The characters by which items are compared; the first replaces an inner group that was already checked.
_CHARACTERS: Final = "\ue000\n" + "".join(map(chr, range(32, 127)))
_CLASSES: Final = re.compile(r"\[:(\w+):\]|\\[pP]\{\w+\}")
_CLASS: Final = {"digit": r"\d", "space": r"\s", "upper": "A-Z", "lower": "a-z", "alpha": "a-zA-Z"}

# Signs within brackets whose meaning may change in Python's own patterns, which warn of them.
_RESERVED: Final = re.compile(r"(?<!^)\[|([&|~-])(?=\1)")

_Round = tuple[str, ...]


def is_ambiguous(body: str) -> bool:
    """Whether a repeated group can match one text in several ways.

    Args:
        body: the contents of the group's parentheses, without inner groups.
    """
    rounds = [each for each in islice(_rounds(body), _MOST_ROUNDS) if each]
    if any(len(one) == len(other) and _overlap(one, other) for one, other in combinations(rounds, 2)):
        return True
    return any(_is_concatenation(each, rounds) for each in rounds)


def is_unbounded(times: str) -> bool:
    """Whether a quantifier is without an upper limit: `*`, `+`, `{2,}`."""
    return times[:1] in {"*", "+"} or times.endswith(",}")


def _rounds(body: str) -> Iterator[_Round]:
    """All rounds of a group."""
    for alternative in _alternatives(body):
        counts = [range(*_times(how_often)) for _, how_often in alternative]
        for chosen in product(*counts):
            yield tuple(what for (what, _), count in zip(alternative, chosen, strict=True) for _ in range(count))


def _alternatives(body: str) -> list[list[tuple[str, str]]]:
    """The items of each alternative, with their quantifiers, or ""."""
    found: list[list[tuple[str, str]]] = [[]]
    for item in _ITEM.finditer(body):
        if item[1] == "|":
            found.append([])
        else:
            found[-1].append((item[1], item[2] or ""))
    return found


def _times(how_often: str) -> tuple[int, int]:
    """The range of a quantifier: how often an item occurs at least, and one more than at most."""
    least, comma, most = how_often.strip("{}").partition(",")
    low, high = _HOW_OFTEN.get(how_often) or (int(least or 0), int(most or _UNBOUNDED) if comma else int(least or 0))
    low = min(low, _MOST_TIMES)
    return low, min(high, low + _MOST_TIMES - 1) + 1


def _is_concatenation(whole: _Round, rounds: list[_Round]) -> bool:
    """Whether a round can match the text of several others, one after another."""
    reached = [0]
    for start in reached:  # which grows during the loop
        ends = {start + len(each) for each in rounds if _overlap(each, whole[start : start + len(each)])}
        reached += sorted(end for end in ends if end not in reached and (start or end < len(whole)))
    return len(whole) in reached


def _overlap(one: _Round, other: _Round) -> bool:
    """Whether two rounds can match the same text."""
    return len(one) == len(other) and all(
        a == b or not _matched(a).isdisjoint(_matched(b)) for a, b in zip(one, other, strict=True)
    )


@lru_cache(maxsize=1024)
def _matched(item: str) -> frozenset[str]:
    """The characters of `_CHARACTERS` that an item matches."""
    known = _CLASSES.sub(lambda found: _CLASS.get(found[1] or "", r"\w"), item)
    try:
        pattern = re.compile(_RESERVED.sub(r"\\\g<0>", known), re.DOTALL)
    except re.error:
        return frozenset(item)
    return frozenset(each for each in _CHARACTERS if pattern.fullmatch(each))
