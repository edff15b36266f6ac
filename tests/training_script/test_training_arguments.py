import json
import math
from pathlib import Path

import pytest

pytest.importorskip("torch")

from open_weights.arguments import read_settings
from open_weights.errors import InvalidSettings
from open_weights.metrics import append, begin
from open_weights.schedule import learning_rate

GIVEN = ["--model", "m", "--data", "d", "--output", "o"]
SAGEMAKER = {
    "SM_CHANNEL_MODEL": "/opt/ml/input/data/model",
    "SM_CHANNEL_TRAIN": "/opt/ml/input/data/train",
    "SM_CHANNEL_VAL": "/opt/ml/input/data/val",
    "SM_MODEL_DIR": "/opt/ml/model",
    "SM_OUTPUT_DATA_DIR": "/opt/ml/output/data",
}


def test_what_is_left_out_has_its_default() -> None:
    settings = read_settings(GIVEN, {})
    assert (settings.learning_rate, settings.epochs, settings.lora_rank, settings.lora_alpha) == (2e-4, 3, 16, 32)
    assert settings.metrics_folder == Path("o.metrics")
    assert settings.checkpoint_folder == Path("o.checkpoints")


def test_in_sagemaker_the_folders_are_where_it_puts_them() -> None:
    settings = read_settings([], SAGEMAKER)
    assert settings.model == "/opt/ml/input/data/model"
    assert settings.data == Path("/opt/ml/input/data/train")
    assert settings.validation == Path("/opt/ml/input/data/val")
    assert settings.output == Path("/opt/ml/model")
    assert settings.metrics_folder == Path("/opt/ml/output/data")
    assert settings.checkpoint_folder == Path("/opt/ml/checkpoints")


def test_the_command_line_beats_hyperparameters() -> None:
    hyperparameters = {"epochs": 5, "learning_rate": 1e-5, "packing": "false", "lora-rank": "8"}
    settings = read_settings(["--epochs", "7"], {**SAGEMAKER, "SM_HPS": json.dumps(hyperparameters)})
    assert (settings.epochs, settings.learning_rate, settings.packing, settings.lora_rank) == (7, 1e-5, False, 8)


@pytest.mark.parametrize("flag", ["--learning-rate", "--learning_rate"])
def test_names_as_the_toolkit_passes_them(flag: str) -> None:
    assert read_settings([*GIVEN, flag, "1e-3"], {}).learning_rate == 1e-3


REFUSED = [
    ({"epochs": 0}, "epochs: 0 must be 1 to 100"),
    ({"epochs": "three"}, "epochs: 'three' is not of type int"),
    ({"learning_rate": "nan"}, "learning_rate: 'nan' must be"),
    ({"schedule": "step"}, "schedule: 'step' must be one of cosine, linear, constant"),
    ({"packing": "maybe"}, "packing: 'maybe' is not of type bool"),
    ({"lr": 1}, "lr: is not a setting"),
    ({"max_length": 9000}, "max_length: 9000 is over micro_batch_tokens, 8192"),
]


@pytest.mark.parametrize(("hyperparameters", "message"), REFUSED)
def test_what_is_out_of_range_is_refused(hyperparameters: dict[str, object], message: str) -> None:
    with pytest.raises(InvalidSettings, match=message):
        read_settings(GIVEN, {"SM_HPS": json.dumps(hyperparameters)})


def test_what_is_missing_is_named() -> None:
    with pytest.raises(InvalidSettings, match="data: is missing; give --data"):
        read_settings(["--model", "m", "--output", "o"], {})


@pytest.mark.parametrize("schedule", ["cosine", "linear", "constant"])
def test_the_learning_rate_rises_to_its_peak_and_decays(schedule: str) -> None:
    rates = [learning_rate(n, steps=100, peak=1.0, warmup_ratio=0.1, schedule=schedule) for n in range(100)]
    assert rates[:10] == sorted(rates[:10])
    assert max(rates) == rates[10] == 1.0
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert rates[-1] == pytest.approx(1.0 if schedule == "constant" else 0.0, abs=0.02)


def test_metrics_have_the_layout_of_bedrocks_files(tmp_path: Path) -> None:
    begin(tmp_path, "training", [(0, 0, 2.0)])
    append(tmp_path, "training", (1, 0, 1000.0))
    begin(tmp_path, "validation", [(1, 0, 1.5)])
    assert (tmp_path / "step_wise_training_metrics.csv").read_text() == (
        f"step_number,epoch_number,training_loss,perplexity\n0,0,2.000000,{math.exp(2):.6f}\n1,0,1000.000000,inf\n"
    )
    assert (tmp_path / "validation_metrics.csv").read_text() == (
        f"step_number,epoch_number,validation_loss,perplexity\n1,0,1.500000,{math.exp(1.5):.6f}\n"
    )
