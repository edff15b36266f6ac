import math
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.errors import RunFailed
from tuneql.training.curves.curve import Point, read_step_metrics

HEADER = "step_number,epoch_number,training_loss,perplexity\n"
PLAIN = HEADER + "0,0,2.5,12.18\n1,0,1.5,4.48\n2,1,0.5,1.65\n"


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
        (HEADER + "nan,0,1,1\n", "line 2: step_number is 'nan', which is not a finite number"),
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


@pytest.mark.parametrize("text", ["nan", "NaN", "inf", "-inf"])
def test_losses_that_are_no_numbers_are_kept_apart(text: str) -> None:
    found = read_step_metrics(PLAIN + f"3,1,{text},{text}\n", source="metrics.csv")
    assert (found.steps, len(found.finite)) == (4, 3)
    assert not math.isfinite(found.last_loss)
