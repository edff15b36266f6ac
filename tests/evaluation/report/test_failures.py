from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tuneql.evaluation.report.failures import differences, worth_reading
from tuneql.evaluation.score import Score


def score(name: str, **facts: Any) -> Score:
    plain = {
        "id": name, "question": "?", "dialect": "sqlite", "db_id": None, "gold_sql": "SELECT 1",
        "predicted_sql": "SELECT 2", "hardness": "easy",
    }  # fmt: skip
    return Score.model_validate(plain | facts)


def test_what_was_lost_comes_first_then_the_easiest() -> None:
    mine = [
        score("a", correct=False, hardness="hard"),
        score("b", correct=False, hardness="easy"),
        score("c", correct=False, hardness="extra"),
        score("d", correct=True),
    ]
    theirs = [score("c", correct=True), score("a", correct=False)]
    found = worth_reading(mine, theirs, name="champion")
    assert [(each.score.id, each.lost_to) for each in found] == [("c", "champion"), ("b", None), ("a", None)]


def test_answers_that_are_right_on_the_given_rows_alone_come_after_the_wrong_ones() -> None:
    mine = [score("lucky", correct=True, robust_correct=False), score("wrong", correct=False, hardness="extra")]
    found = worth_reading(mine, [score("lucky", correct=True)], marks={"wrong": 85})
    assert [(each.score.id, each.is_lucky, each.mark) for each in found] == [
        ("wrong", False, 85),
        ("lucky", True, None),
    ]
    assert found[1].lost_to is None


def test_keeps_no_more_than_asked() -> None:
    assert len(worth_reading([score(str(n), correct=False) for n in range(20)], limit=3)) == 3


def test_without_rows_the_text_decides_and_failing_gold_is_nobodys_fault() -> None:
    scores = [score("a", exact_match=False), score("b", exact_match=True), score("c", gold_error="x"), score("d")]
    assert [each.score.id for each in worth_reading(scores)] == ["a"]


def test_marks_words_that_differ() -> None:
    gold, predicted = differences("SELECT a, b FROM t", "select a FROM  t WHERE x")
    assert [each.text for each in gold if each.differs] == [", b"]
    assert [each.text for each in predicted if each.differs] == ["WHERE x"]


def test_white_space_around_what_differs_is_not_marked() -> None:
    gold, predicted = differences("SELECT a", " \tSELECT b\n ")
    assert [each.text for each in gold if each.differs] == ["a"]
    assert [each.text for each in predicted if each.differs] == ["b"]


@given(st.text(max_size=200), st.text(max_size=200))
def test_segments_together_are_the_statements(gold: str, predicted: str) -> None:
    left, right = differences(gold, predicted)
    assert "".join(each.text for each in left) == gold
    assert "".join(each.text for each in right) == predicted


@given(st.text(max_size=200))
def test_nothing_differs_from_itself(sql: str) -> None:
    assert not any(each.differs for side in differences(sql, sql) for each in side)
