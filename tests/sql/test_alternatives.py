import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.errors import InvalidInput
from tuneql.sql.alternatives import MOST, alternatives

CASES = {
    "SELECT a FROM t": ("SELECT a FROM t",),
    "SELECT {a, b} FROM t": ("SELECT a, b FROM t", "SELECT a FROM t", "SELECT b FROM t"),
    "SELECT {a}, c FROM t": ("SELECT a, c FROM t",),
    "SELECT {f(a, b), c AS d}, COUNT(*) FROM t GROUP BY {}": (
        "SELECT f(a, b), c AS d, COUNT(*) FROM t GROUP BY f(a, b), c",
        "SELECT f(a, b), COUNT(*) FROM t GROUP BY f(a, b)",
        "SELECT c AS d, COUNT(*) FROM t GROUP BY c",
    ),
    "SELECT {a, b} FROM t JOIN (SELECT {c} FROM u) ON TRUE;": (
        "SELECT a, b FROM t JOIN (SELECT c FROM u) ON TRUE",
        "SELECT a FROM t JOIN (SELECT c FROM u) ON TRUE",
        "SELECT b FROM t JOIN (SELECT c FROM u) ON TRUE",
    ),
    "SELECT a FROM t; SELECT {b} FROM t;": ("SELECT a FROM t", "SELECT b FROM t"),
    "SELECT '{a, b};' FROM t": ("SELECT '{a, b};' FROM t",),
    "SELECT {'a': 1} FROM t": ("SELECT {'a': 1} FROM t",),
    "SELECT a -- {b}; c\nFROM t": ("SELECT a -- {b}; c\nFROM t",),
    "SELECT {*} FROM t": ("SELECT {*} FROM t",),
    ";": (";",),
}


@pytest.mark.parametrize(("gold", "statements"), CASES.items())
def test_writes_out_what_a_gold_stands_for(gold: str, statements: tuple[str, ...]) -> None:
    assert alternatives(gold) == statements


def test_refuses_a_gold_that_stands_for_too_many() -> None:
    with pytest.raises(InvalidInput, match=f"more than {MOST}"):
        alternatives(f"SELECT {{{', '.join('abcdefghij')}}} FROM t")


@given(st.text(alphabet="{}();,:'\"ab- *"))
def test_any_text_stands_for_something(gold: str) -> None:
    try:
        found = alternatives(gold)
    except InvalidInput:
        return
    assert found
    assert len(found) <= MOST
