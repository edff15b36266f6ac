import pytest

from tuneql.evaluation.judge import Opinions
from tuneql.evaluation.metrics import Metrics, summarise
from tuneql.evaluation.report.wording import judge_words, paired_words, rows_words, sample_words, summary
from tuneql.evaluation.samples import Sample
from tuneql.evaluation.score import Score
from tuneql.release.paired import Paired


def metrics(right: int, of: int = 10, **facts: object) -> Metrics:
    plain = {
        "id": "q", "question": "?", "dialect": "sqlite", "db_id": None, "gold_sql": "a", "predicted_sql": "b",
        "hardness": "easy",
    }  # fmt: skip
    return summarise(Score.model_validate(plain | {"correct": n < right} | facts) for n in range(of))


def paired(gained: int, lost: int, p: float) -> Paired:
    difference = (gained - lost) / 100
    return Paired(
        questions=100, gained=gained, lost=lost, difference=difference, ci95=(-0.1, 0.3), p_value=p, p_worse=p
    )


def sample(total: int, lonely: int | None, shown: int, width: int = 1) -> Sample:
    return Sample(columns=("n",), rows=(("7",),) * shown, width=width, total=total, lonely=lonely)


def test_the_summary_says_how_many_and_against_whom() -> None:
    found = summary({"candidate": metrics(8), "base": metrics(3), "champion": metrics(8)}, "execution_accuracy")
    assert found == (
        "Of 10 held-out questions, 80.0% are answered with the right rows by the candidate (95% interval 49.0% to "
        "94.3%): 50.0 points more than the base and as many as the champion."
    )
    assert summary({"candidate": metrics(0, of=0)}, "execution_accuracy") == ""


def test_the_summary_of_a_single_question_is_a_sentence() -> None:
    found = summary({"predictions": metrics(1, of=1, exact_match=True)}, "exact_match")
    assert found.startswith("Of 1 held-out question, 100.0% is answered with the gold's SQL by the predictions (95%")


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (paired(12, 10, 0.83), "chance alone does as much between equally good models (two-sided p = 0.83)"),
        (paired(30, 2, 1e-6), "(two-sided p < 0.001): the candidate is better."),
        (paired(2, 30, 0.012), "(two-sided p = 0.012): the champion is better."),
    ],
)
def test_a_paired_comparison_says_what_to_make_of_it(found: Paired, says: str) -> None:
    words = paired_words(found)
    assert says.casefold() in words.casefold()
    assert f"gains {found.gained} that the champion has wrong, and loses {found.lost} that it has right" in words


def test_a_judge_that_gave_no_mark_is_not_one_that_gave_0() -> None:
    some = " ".join(judge_words(Opinions(asked=9, judged=8, mean=31.4, kind=2, errors={"no_score": 1})))
    assert "marked 8 of them with 31 of 100 on average. 2 have 70 or more" in some
    assert "Without a mark, which is not 0: no score (1)." in some
    none = " ".join(judge_words(Opinions(asked=1, judged=0, mean=None, kind=0, errors={"model_error": 1})))
    assert "gave no mark" in none


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (metrics(1, rows="given"), "databases that were given."),
        (metrics(1, rows="generated"), "No rows were given"),
        (metrics(1, robust_correct=True), "on 12 further databases as well"),
        (metrics(1, gold_error="no such table"), "Left out, as their gold SQL does not run: 10."),
        (metrics(1), ""),
    ],
)
def test_says_whose_rows_are_compared(found: Metrics, says: str) -> None:
    assert says in " ".join(rows_words(found, 12))


@pytest.mark.parametrize(
    ("found", "says"),
    [
        (sample(0, 0, 0), "gold: no rows"),
        (sample(1, 1, 1), "gold: its one row is not in the prediction"),
        (sample(1, 0, 0), "gold: its one row is in the prediction"),
        (sample(2, 2, 2), "gold: none of 2 rows is in the prediction"),
        (sample(24, 24, 5), "gold: none of 24 rows is in the prediction; the first 5"),
        (sample(24, 3, 3), "gold: 3 of 24 rows are not in the prediction"),
        (sample(24, 0, 0, width=9), "gold: all 24 rows are in the prediction"),
        (sample(24, 9, 5, width=9), "gold: 9 of 24 rows are not in the prediction; the first 5; 1 of 9 columns"),
        (sample(24, None, 5), "gold: 24 rows, from where the two part"),
    ],
)
def test_says_what_a_sample_is(found: Sample, says: str) -> None:
    assert sample_words(found, "gold", "prediction") == says
