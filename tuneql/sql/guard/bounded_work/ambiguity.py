r"""Tells whether a repeated group of a regular expression matches one text in several ways: `(a|aa)+`, `(a+)+`.

The rounds of a group are written out, with each item as often as it may occur, at most three times. If a round can be
another one, or several others together, the ways to match a text double with each of them. If something separates the
rounds, as the point does in `(\d+\.)+`, there is only one way.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, islice, product
from typing import Final

_ITEM: Final = re.compile(r"(\\[pP]\{\w+\}|\\.|\[\^?\]?(?:\[:\w+:\]|[^\]])*\]|.)([*+?]|\{[\d,]+\})?[?+]?", re.DOTALL)
_MOST_ROUNDS: Final = 40
_MOST_TIMES: Final = 3
_WITHOUT_END: Final = 1000
_HOW_OFTEN: Final = {"": (1, 1), "?": (0, 1), "*": (0, _WITHOUT_END), "+": (1, _WITHOUT_END)}
# The characters that tell items apart; the first stands for a group within that has been judged.
_CHARACTERS: Final = "\ue000\n" + "".join(map(chr, range(32, 127)))
_CLASSES: Final = re.compile(r"\[:(\w+):\]|\\[pP]\{\w+\}")
_CLASS: Final = {"digit": r"\d", "space": r"\s", "upper": "A-Z", "lower": "a-z", "alpha": "a-zA-Z"}

# What Python's own patterns may one day read otherwise within brackets, and warn of.
_RESERVED: Final = re.compile(r"(?<!^)\[|([&|~-])(?=\1)")

_Round = tuple[str, ...]


def is_ambiguous(body: str) -> bool:
    """Whether rounds may be taken for one another.

    Args:
        body: what is between a group's parentheses, without groups in it.
    """
    rounds = [each for each in islice(_rounds(body), _MOST_ROUNDS) if each]
    if any(len(one) == len(other) and _overlap(one, other) for one, other in combinations(rounds, 2)):
        return True
    return any(_is_of_others(each, rounds) for each in rounds)


def is_unbounded(times: str) -> bool:
    """Whether an item, or a group, with `*`, `+`, `{2,}` or the like behind it may be there any number of times."""
    return times[:1] in {"*", "+"} or times.endswith(",}")


def _rounds(body: str) -> Iterator[_Round]:
    for alternative in _alternatives(body):
        counts = [range(*_times(how_often)) for _, how_often in alternative]
        for chosen in product(*counts):
            yield tuple(what for (what, _), count in zip(alternative, chosen, strict=True) for _ in range(count))


def _alternatives(body: str) -> list[list[tuple[str, str]]]:
    """The items of each alternative, with what says how often they are there."""
    found: list[list[tuple[str, str]]] = [[]]
    for item in _ITEM.finditer(body):
        if item[1] == "|":
            found.append([])
        else:
            found[-1].append((item[1], item[2] or ""))
    return found


def _times(how_often: str) -> tuple[int, int]:
    """From how many times on, and up to how many, without the last."""
    least, comma, most = how_often.strip("{}").partition(",")
    low, high = _HOW_OFTEN.get(how_often) or (int(least or 0), int(most or _WITHOUT_END) if comma else int(least or 0))
    low = min(low, _MOST_TIMES)
    return low, min(high, low + _MOST_TIMES - 1) + 1


def _is_of_others(whole: _Round, rounds: list[_Round]) -> bool:
    """Whether a round may be several others, one after the other."""
    reached = [0]
    for start in reached:  # which grows meanwhile
        ends = {start + len(each) for each in rounds if _overlap(each, whole[start : start + len(each)])}
        reached += sorted(end for end in ends if end not in reached and (start or end < len(whole)))
    return len(whole) in reached


def _overlap(one: _Round, other: _Round) -> bool:
    """Whether two rounds may be the same text."""
    return len(one) == len(other) and all(
        a == b or not _matched(a).isdisjoint(_matched(b)) for a, b in zip(one, other, strict=True)
    )


@lru_cache(maxsize=1024)
def _matched(item: str) -> frozenset[str]:
    """The characters that an item stands for, of those that are told apart here."""
    known = _CLASSES.sub(lambda found: _CLASS.get(found[1] or "", r"\w"), item)
    try:
        pattern = re.compile(_RESERVED.sub(r"\\\g<0>", known), re.DOTALL)
    except re.error:
        return frozenset(item)
    return frozenset(each for each in _CHARACTERS if pattern.fullmatch(each))
