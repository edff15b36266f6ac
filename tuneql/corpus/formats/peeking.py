"""Looks at the beginning of a stream without losing it."""

from collections.abc import Iterable, Iterator
from itertools import chain


def peek(blocks: Iterable[bytes], size: int) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes of a stream, at least `size` if there are as many, and the whole stream."""
    rest = iter(blocks)
    head = b""
    for block in rest:
        head += block
        if len(head) >= size:
            break
    return head, chain([head] if head else [], rest)
