import json
from collections.abc import Callable

import pytest

from tuneql.aws.objects import MemoryObjects
from tuneql.errors import TrainingFailed
from tuneql.workflow.run import Run
from tuneql.workflow.training_results import TrainingSummary, summarise_training

HEADER = "step_number,epoch_number,training_loss,perplexity\n"


def objects_of(run: Run, losses: list[str]) -> MemoryObjects:
    rows = "".join(f"{step},0,{loss},1\n" for step, loss in enumerate(losses))
    return MemoryObjects({run.location("training/job/step_wise_training_metrics.csv"): (HEADER + rows).encode()})


def test_the_summary_holds_the_losses_and_what_they_say(make_run: Callable[..., Run]) -> None:
    run = make_run()
    objects = objects_of(run, [str(2.0 - step / 10) for step in range(15)])
    summary = summarise_training(run, objects)
    assert (summary.steps, summary.first_loss, summary.last_loss) == (15, 2.0, pytest.approx(0.6))
    assert summary.reading is not None
    assert summary.reading.verdict == "still falling"
    written = objects.read(run.location("training/summary.json"))
    assert TrainingSummary.model_validate_json(written) == summary


def test_a_training_that_left_no_losses_is_no_failure(make_run: Callable[..., Run]) -> None:
    assert summarise_training(make_run(), MemoryObjects()) == TrainingSummary(method="bedrock")


def test_what_was_billed_is_kept_for_the_report(make_run: Callable[..., Run]) -> None:
    run, objects = make_run(), MemoryObjects()
    assert summarise_training(run, objects, billed_seconds=5_400).billed_seconds == 5_400
    assert json.loads(objects.read(run.location("training/summary.json")))["billed_seconds"] == 5_400


def test_a_model_of_no_numbers_is_not_deployed(make_run: Callable[..., Run]) -> None:
    run = make_run()
    with pytest.raises(TrainingFailed) as raised:
        summarise_training(run, objects_of(run, ["2.0", "1.5", "nan", "nan"]))
    assert "no number in 2 of 4 steps, first (nan) in step 2; lower the learning rate" in str(raised.value)
    assert "step_wise_training_metrics.csv" in str(raised.value)


def test_a_first_loss_that_is_no_number_stays_out_of_the_state(make_run: Callable[..., Run]) -> None:
    run = make_run()
    assert summarise_training(run, objects_of(run, ["nan", *["1.5"] * 20])).first_loss == 1.5
