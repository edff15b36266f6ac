import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.sql.template import masked, masked_text, template


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("SELECT a FROM t WHERE b = 'x'", "select A from T where B='y'; -- other"),
        ('SELECT a FROM t WHERE b = "x"', "SELECT a FROM t WHERE b = 'y'"),
        ("SELECT a FROM t LIMIT 3", "SELECT a FROM t LIMIT 30"),
        ("SELECT a FROM t WHERE b IN (1)", "SELECT a FROM t WHERE b IN (1, 2, -3)"),
        ("SELECT a FROM t WHERE b > -1", "SELECT a FROM t WHERE b > 2.5"),
        ('SELECT "a" FROM "t"', "SELECT a FROM t"),
        ("SELECT a FROM t WHERE (((", "select a  from t where ((("),
    ],
)
def test_one_template_for_what_differs_in_values(first: str, second: str) -> None:
    assert template(first, "sqlite") == template(second, "sqlite")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("SELECT a FROM t", "SELECT b FROM t"),
        ("SELECT a FROM t WHERE b = 1", "SELECT a FROM t WHERE b > 1"),
        ("SELECT a FROM t WHERE b = 1", "SELECT a FROM t WHERE b = c"),
        ("SELECT a FROM t", "SELECT DISTINCT a FROM t"),
        ("SELECT a FROM t ORDER BY a", "SELECT a FROM t ORDER BY a DESC"),
    ],
)
def test_queries_that_differ_in_more_than_values_have_different_templates(first: str, second: str) -> None:
    assert template(first, "sqlite") != template(second, "sqlite")


@pytest.mark.own_dialect
def test_custom_dialects_keep_their_words() -> None:
    assert template("SELECT season(day) FROM trips TAKE 3", "kestrel") == "SELECT SEASON(day) FROM trips TAKE ?"


@given(sql=st.text(max_size=60))
def test_any_text_has_a_template(sql: str) -> None:
    assert isinstance(template(sql, "sqlite"), str)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


TEXTS = st.sampled_from(("x", "it's", "", "a, 'b'", "1", "-- no", '"n"'))
VALUES = st.one_of(st.integers(-99, 99).map(str), st.floats(0, 9, width=16).map(str), TEXTS.map(quoted))


@given(values=st.lists(VALUES, min_size=4, max_size=4))
def test_text_in_one_style_has_the_template_that_its_tree_has(values: list[str]) -> None:
    one, two, three, four = values
    sql = f'SELECT t1.col_2, "Col 3" FROM t1 WHERE a > {one} AND "Col 3" IN ({two}, {three}) AND b - 1 = {four}'
    shape, found = masked_text(sql, "sqlite")
    assert shape == template(sql, "sqlite").lower()
    assert set(found) == set(masked(sql, "sqlite")[1])


def test_escapes_are_the_dialects() -> None:
    assert (
        masked_text(r"SELECT a FROM t WHERE b = 'it\'s' AND c = 'd'", "mysql")[0]
        == "select a from t where b = ? and c = ?"
    )
    assert (
        masked_text(r"SELECT a FROM t WHERE b = 'c:\' AND c = 'd'", "sqlite")[0]
        == "select a from t where b = ? and c = ?"
    )
