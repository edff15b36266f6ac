"""Exact duplicates, up to spacing, letter case of the question, and a semicolon at the end."""

from collections.abc import Iterable

from tuneql.corpus.keys import Keys


def first_of_each(keys: Iterable[Keys]) -> list[bool]:
    """For each row whether it is the first with its content."""
    seen: set[str] = set()
    firsts = []
    for each in keys:
        firsts.append(each.content not in seen)
        seen.add(each.content)
    return firsts
