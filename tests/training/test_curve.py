from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.errors import RunFailed
from tuneql.training.curve import Curve, Point, describe, read_step_metrics

HEADER = "step_number,epoch_number,training_loss,perplexity\n"
PLAIN = HEADER + "0,0,2.5,12.18\n1,0,1.5,4.48\n2,1,0.5,1.65\n"


def curve(*losses: float) -> Curve:
    return Curve(points=tuple(Point(step=step, epoch=0, loss=loss) for step, loss in enumerate(losses)))


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.replace("\n", "\r\n"),
        "\ufeff" + PLAIN,
        "\n\n" + PLAIN.replace("1,0,1.5", "\n \n,,,\n1,0,1.5"),
        PLAIN.replace("step_number", " Step_Number ").replace("training_loss", "TRAINING_LOSS"),
        "job," + PLAIN.strip().replace("\n", "\nx,"),
        PLAIN.replace("0,0,2.5,12.18", "0, 0.0, 2.5 ,12.18"),
        HEADER + "2,1,0.5,1.65\n0,0,2.5,12.18\n1,0,1.5,4.48\n",
    ],
    ids=["plain", "crlf", "bom", "blank lines", "case", "other column", "spaces", "unordered"],
)
def test_reads_a_metrics_file_however_it_is_laid_out(text: str) -> None:
    found = read_step_metrics(text, source="metrics.csv")
    assert [(point.step, point.loss) for point in found.points] == [(0, 2.5), (1, 1.5), (2, 0.5)]
    assert (found.first_loss, found.last_loss, found.steps) == (2.5, 0.5, 3)
    assert found.points[0].perplexity == 12.18


def test_reads_validation_loss_and_does_without_perplexity() -> None:
    text = "step_number,epoch_number,validation_loss\n9,0,1.25\n"
    assert read_step_metrics(text, source="v.csv", loss="validation_loss").points == (
        Point(step=9, epoch=0, loss=1.25),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "metrics.csv: has no rows"),
        (HEADER, "metrics.csv: has no rows"),
        ("<html>", "metrics.csv: has no rows"),
        ("a,b\n1,2\n", "metrics.csv, line 1: has no step_number, epoch_number, training_loss"),
        (HEADER + "0,0\n", "metrics.csv, line 2: has no training_loss"),
        (HEADER + "0,0,2.5,1\n\n1,0,many,1\n", "metrics.csv, line 4: training_loss is 'many'"),
        (HEADER + "0,0,nan,1\n", "line 2: training_loss is 'nan', which is not a finite number"),
        (HEADER + "0,0,,1\n", "line 2: training_loss is ''"),
        (HEADER + "1.5,0,1,1\n", "line 2: step_number is '1.5', which is not a whole number"),
        (HEADER + "-1,0,1,1\n", "line 2: step_number is '-1'"),
    ],
)
def test_refuses_garbage_and_says_where(text: str, message: str) -> None:
    with pytest.raises(RunFailed) as raised:
        read_step_metrics(text, source="metrics.csv")
    assert message in str(raised.value)


@given(st.text())
def test_any_text_is_a_curve_or_a_failed_run(text: str) -> None:
    for body in (text, HEADER + text):
        with suppress(RunFailed):
            assert read_step_metrics(body, source="metrics.csv").steps >= 1


@pytest.mark.parametrize(
    ("training", "validation", "sentence"),
    [
        (curve(2.5, 0.5), None, "Training loss fell from 2.5 to 0.5 over 2 steps."),
        (curve(2.5, 0.5), curve(2.0, 0.6), "over 2 steps, and validation loss ended at 0.6."),
        (curve(2.5, 0.5), curve(1.0, 0.6, 0.9), "lowest (0.6) at step 1 and ended at 0.9: it overfits"),
        (curve(2.0, 2.0), None, "stayed flat"),
        (curve(1.0, 3.0), None, "rose from 1 to 3"),
        (curve(0.0, 0.0), None, "stayed flat"),
        (curve(*[2.0] * 20, *[1.0] * 20), None, "fell from 2 to 1 over 40 steps (means of the first and last 2)"),
    ],
)
def test_describes_a_curve_in_one_sentence(training: Curve, validation: Curve | None, sentence: str) -> None:
    found = describe(training, validation)
    assert sentence in found
    assert found.endswith(".")
