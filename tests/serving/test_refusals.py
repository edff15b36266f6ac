"""What a model says in words, and what of it a caller may read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serving.endpoint import ASKED, GOOD, ask
from tuneql.prompt import CANNOT_ANSWER
from tuneql.serving.refusals import refusal

SHOWN = [
    ("CANNOT ANSWER: no table tells the weather.", "no table tells the weather."),
    ("cannot answer: no table tells the weather.", "no table tells the weather."),
    ("**CANNOT ANSWER:** ages are there,\n  wages are not", "ages are there, wages are not"),
    ("CANNOT ANSWER - which year is meant?", "which year is meant?"),
    ("CANNOT ANSWER: the column wage_1 isn't there", "the column wage_1 isn't there"),
    ("CANNOT ANSWER: die Tabellen enthalten keine Löhne", "die Tabellen enthalten keine Löhne"),
    ("CANNOT ANSWER: <b>no\x00\x1b[31m table</b>", "b no 31m table /b"),
    ('```json\n{"sql": "CANNOT ANSWER: no table tells the weather."}\n```', "no table tells the weather."),
    ("CANNOT ANSWER:" + " no" * 1000, " ".join(["no"] * 1000)[:200]),
]
HIDDEN = [
    "CANNOT ANSWER:",
    "CANNOT ANSWER: \n",
    "CANNOT ANSWER: but SELECT salary FROM secrets might do",
    "CANNOT ANSWER: try `secrets`",
    "CANNOT ANSWER: select name from head",
    "CANNOT ANSWER: Drop Table head",
    "CANNOT ANSWER: first this; then that",
]
NOT_SAID = [GOOD, "SELECT 'CANNOT ANSWER: x'", "I am afraid that the sea is rather rough today.", "", "CANNOT ANSWERS"]


@pytest.mark.parametrize(("text", "reason"), SHOWN)
def test_a_reason_is_one_short_line_of_plain_text(text: str, reason: str) -> None:
    assert str(refusal(text)) == reason


@pytest.mark.parametrize("text", HIDDEN)
def test_a_reason_that_looks_like_sql_is_not_shown(text: str) -> None:
    assert str(refusal(text)) == "it gave no reason that can be shown"


@pytest.mark.parametrize("text", NOT_SAID)
def test_an_answer_without_the_words_is_not_a_refusal(text: str) -> None:
    assert refusal(text) is None


@given(st.text(max_size=500))
def test_any_reason_is_fit_to_be_shown(text: str) -> None:
    reason = str(refusal(f"{CANNOT_ANSWER} {text}"))
    assert 0 < len(reason) <= 200
    assert reason.isprintable()
    assert not set("<>{}`;$\\") & set(reason)


def test_a_question_that_cannot_be_answered_is_a_problem_of_its_own() -> None:
    found, model = ask(ASKED, f"{CANNOT_ANSWER} no table tells the weather.", repairs=1)
    assert (found.status, found.body["type"]) == (422, "/errors/cannot-answer")
    assert found.body["detail"] == "The model says: no table tells the weather."
    assert len(model.prompts) == 1


def test_a_model_that_answers_in_words_is_offered_to_decline() -> None:
    found, model = ask(ASKED, "Sorry, I know nothing of that.", f"{CANNOT_ANSWER} there are no wages", repairs=1)
    assert found.body["type"] == "/errors/cannot-answer"
    assert CANNOT_ANSWER in model.prompts[1].turns[-1]
    assert CANNOT_ANSWER not in model.prompts[0].system + model.prompts[0].user
