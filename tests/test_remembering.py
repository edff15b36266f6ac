"""Values that are remembered within limits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.remembering import Remembered

Texts = Remembered[str, str]


def remembered(*, most: int = 3, size: int = 100) -> Texts:
    return Texts(most=most, size=size, weigh=lambda _, text: len(text))


def known(texts: Texts) -> str:
    return "".join(key for key in "abcd" if key in texts)


@pytest.mark.parametrize(("limits", "text"), [({}, "x"), ({"size": 9}, "xxx")])
def test_those_that_were_not_used_for_longest_are_forgotten(limits: dict[str, int], text: str) -> None:
    texts = remembered(**limits)
    for key in "abc":
        texts.add(key, text)
    texts.get("a")
    texts.add("d", text)
    assert known(texts) == "acd"


def test_the_newest_stays_however_large() -> None:
    texts = remembered(size=5)
    texts.add("a", "x")
    texts.add("b", "x" * 6)
    assert known(texts) == "b"


def test_a_value_that_comes_twice_takes_its_room_once() -> None:
    texts = remembered(size=4)
    for key in ("a", "b", "b", "b"):
        texts.add(key, "xx")
    assert known(texts) == "ab"


def test_what_is_forgotten_makes_room() -> None:
    texts = remembered(size=4)
    texts.add("a", "xx")
    texts.add("b", "xx")
    texts.forget("a")
    texts.forget("a")
    texts.add("c", "xx")
    assert known(texts) == "bc"


def test_a_value_is_made_once() -> None:
    texts, made = remembered(), iter("xy")
    assert [texts.made(key, lambda: next(made)) for key in "aab"] == ["x", "x", "y"]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.text("x", max_size=5))))
def test_more_than_the_newest_never_exceeds_the_limits(added: list[tuple[str, str]]) -> None:
    texts, last = remembered(most=2, size=6), dict[str, str]()
    for key, text in added:
        texts.add(key, text)
        last[key] = text
        kept = known(texts)
        assert key in kept
        assert len(kept) <= 2
        assert len(kept) == 1 or sum(len(last[each]) for each in kept) <= 6
        assert all(texts.get(each) == last[each] for each in kept)
