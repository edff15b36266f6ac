"""`tuneql run`: what is wrong with its options is said before anything is uploaded or started."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import Ran

OPEN = ("--method", "sagemaker-open-weights")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--method", "magic"), "method: 'magic' is not 'bedrock', 'sagemaker-nova' or 'sagemaker-open-weights'"),
        (OPEN, "base_model: None is needed where the method is 'sagemaker-open-weights'"),
        ((*OPEN, "--base-model", "./llama"), "base_model: './llama' is not an S3 URI"),
        (("--base-model", "s3://theirs/models/llama/"), "base_model: 's3://theirs/models/llama/' means nothing"),
        (("--examples", "0"), "evaluation.examples: 0 is below the limit of 1"),
        (("--robust", "101"), "evaluation.robust: 101 is over the limit of 100"),
        (("--budget-usd", "-1"), "budget_usd: -1.0 is below the limit of 0"),
        (("--gate", "minimum_accuracy"), "gate: 'minimum_accuracy' is not key=value"),
        (("--set", "epochs"), "set: 'epochs' is not key=value"),
        (("--set", "epochs=9"), "hyperparameters.epochs: 9 is over the limit of 5"),
        (("--gate", "minimum=1"), "evaluation.gate.minimum: 1 is not a known key"),
        (("--preparation", "limits=9"), "preparation.limits: 9 is not a known key"),
        (("--preparation", "synthetic_by=model"), "preparation.synthetic_by: 'model' is for the command line"),
    ],
)
def test_options_that_cannot_be_run_are_refused_at_once(
    tuneql: Callable[..., Ran], tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    ran = tuneql("run", "--corpus", tmp_path / "there-is-no-account-to-upload-it-to.jsonl", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"tuneql: {says}")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("option", "name", "says"),
    [
        ("--corpus", "missing.jsonl", "corpus: '{}' does not exist"),
        ("--corpus", "empty.jsonl", "corpus: '{}' is empty"),
        ("--schemas", "missing.sql", "schemas: '{}' does not exist"),
        ("--databases", "missing", "databases: '{}' does not exist"),
    ],
)
def test_files_that_are_not_here_are_refused_at_once(
    tuneql: Callable[..., Ran], tmp_path: Path, option: str, name: str, says: str
) -> None:
    (tmp_path / "empty.jsonl").touch()
    ran = tuneql("run", "--corpus", "s3://theirs/corpus.jsonl", option, tmp_path / name)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"tuneql: {says.format(tmp_path / name)}")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--databases", "here"), "databases: 'here' is for a corpus of your own"),
        (("--dialect", "postgres"), "dialect: 'postgres' is for a corpus of your own"),
        (("--corpus", "missing.jsonl"), "corpus: 'missing.jsonl' does not exist"),
        (("--method", "magic"), "method: 'magic' is not 'bedrock'"),
        (("--fault", "flood"), "fault: 'flood' must be the name of a fault"),
    ],
)
def test_a_demo_that_cannot_be_is_refused_before_the_account_is_made(
    tuneql: Callable[..., Ran], options: tuple[str, ...], says: str
) -> None:
    ran = tuneql("demo", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"tuneql: {says}")
