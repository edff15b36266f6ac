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
    ],
)
def test_options_that_cannot_be_run_are_refused_at_once(
    tuneql: Callable[..., Ran], tmp_path: Path, options: tuple[str, ...], says: str
) -> None:
    ran = tuneql("run", "--corpus", tmp_path / "there-is-no-account-to-upload-it-to.jsonl", *options)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"tuneql: {says}")
    assert len(ran.err.splitlines()) == 1
