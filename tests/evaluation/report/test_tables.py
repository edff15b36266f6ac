from typing import Any

import pytest

from tuneql.evaluation.formats import percent
from tuneql.evaluation.metrics import summarise
from tuneql.evaluation.report.tables import Line, answer_lines, error_lines, spending_lines
from tuneql.evaluation.score import Score


def score(**facts: Any) -> Score:
    plain = {
        "id": "q", "question": "?", "dialect": "sqlite", "db_id": None, "gold_sql": "a", "predicted_sql": "b",
        "hardness": "easy", "correct": True,
    }  # fmt: skip
    return Score.model_validate(plain | facts)


def by_measure(lines: Any) -> dict[str, Line]:
    return {line.measure: line for line in lines}


ARMS = [
    summarise([
        score(binds=False, hallucinated_tables=["ship"], hallucinated_columns=["nam", "nam"], error="no_such_table",
              correct=False, subset_correct=False, input_tokens=800, output_tokens=200),
        score(binds=True, efficiency=0.5, subset_correct=True, input_tokens=800, output_tokens=200),
    ]),
    summarise([score(refused=True, error="refused"), score(forbidden=True, error="not_read_only")]),
]  # fmt: skip


def test_counts_come_with_what_they_mean() -> None:
    lines = by_measure(answer_lines(ARMS))
    assert lines["statements that would write"].cells == ("0", "1")
    assert lines["answers in words"].cells == ("0", "1")
    assert lines["answers with made-up names"].cells == ("1", "—")
    assert lines["answers with made-up names"].note == "column nam (2), table ship (1)"
    assert (lines["efficiency"].cells, lines["efficiency"].note[-19:]) == (("0.50", "—"), "over 1 right answer")
    assert lines["subset accuracy"].cells == ("50.0%", "—")


def test_errors_are_named_in_the_taxonomys_words_the_most_frequent_first() -> None:
    lines = error_lines(ARMS)
    assert [(line.measure, line.cells) for line in lines] == [
        ("no such table", ("1", "0")), ("not read only", ("0", "1")), ("refused", ("0", "1")),
    ]  # fmt: skip
    assert lines[0].note == "it names a table that the schema does not have"


def test_a_right_answer_pays_for_the_wrong_ones() -> None:
    lines = by_measure(spending_lines(ARMS))
    assert lines["tokens of an answer"].cells == ("1,000", "—")
    assert lines["tokens per right answer"].cells == ("2,000", "—")
    assert lines["cost of 1,000 answers"].cells == ("$0.056", "—")
    assert lines["cost of 1,000 right answers"].cells == ("$0.112", "—")


def test_what_was_measured_of_nobody_has_no_line() -> None:
    assert list(spending_lines([ARMS[1]])) == []
    assert "efficiency" not in by_measure(answer_lines([ARMS[1]]))


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.0, "0.0%"), (0.0001, "<0.1%"), (0.0005, "0.1%"), (0.8341, "83.4%"), (0.9999, ">99.9%"), (1.0, "100.0%")],
)
def test_only_all_are_shown_as_all_and_only_none_as_none(share: float, text: str) -> None:
    assert percent(share) == text
