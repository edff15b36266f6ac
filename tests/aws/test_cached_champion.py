"""The record of the champion that a process of the endpoint keeps."""

from dataclasses import replace

from tests.serving.endpoint import CHAMPION
from tuneql.aws.lean.pointer import FRESH_SECONDS, CachedReader
from tuneql.aws.pointer import MemoryPointer


def test_it_is_read_again_in_the_background_and_the_next_look_waits_for_it() -> None:
    pointer, clock, later = MemoryPointer(CHAMPION), [0.0], replace(CHAMPION, run="later-1234abcd")
    reader = CachedReader(pointer, now=lambda: clock[0])
    assert reader.read() == CHAMPION
    pointer.write(later)
    clock[0] += FRESH_SECONDS
    assert reader.read() == CHAMPION
    clock[0] += 1
    assert [reader.read(), reader.read()] == [CHAMPION, later]
