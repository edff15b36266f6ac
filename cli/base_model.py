"""A base model for the demo of open weights: a tiny Llama that knows nothing, with a tokenizer made from the corpus."""

import json
import struct
import subprocess
from pathlib import Path
from typing import Final

from cli.console import ERR, say
from cli.corpus_files import find_files
from cli.uploads import Uploads
from local.training_python import find_training_python
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.row import Rejection
from tuneql.corpus.schemas.files import merge
from tuneql.corpus.training_prompt import training_record
from tuneql.corpus.transform import Context
from tuneql.errors import RunFailed
from tuneql.limits import MODELS_FOLDER
from tuneql.locations import Location

_MAKER: Final = Path(__file__).parents[1] / "training" / "tiny_model.py"
_NAME: Final = "tiny-llama"

# What the demo trains with: few steps, and a rate that an adapter of a few thousand numbers needs.
HYPERPARAMETERS: Final = {"epochs": 1, "learning_rate": 5e-3, "batch_size": 16, "max_length": 4096}


def upload_base_model(corpus: Path, folder: Path, bucket: str, *, dialect: str) -> str:
    """Make the model if PyTorch is installed, or else its outline; returns the S3 URI of its folder.

    Args:
        corpus: a file or a folder, for the tokenizer.
        folder: where to make it.
        bucket: the corpus bucket.
        dialect: of SQL that names none.
    """
    target = folder / _NAME
    python = find_training_python()
    if python is None:
        say("PyTorch is not installed here: the local stand-in trains its own small model in place of the script")
        say("(`make demo-open-weights` installs PyTorch and runs the script)")
        _outline(target)
    else:
        _make(python, _records(corpus, folder, dialect), target)
    uploads, location = Uploads(bucket), Location(bucket=bucket, key=f"{MODELS_FOLDER}{_NAME}/")
    for file in sorted(target.iterdir()):
        uploads.file(file, location.within(file.name))
    return location.uri


def _records(corpus: Path, folder: Path, dialect: str) -> Path:
    """A file with the corpus as training records, from which the tokenizer is made."""
    files = find_files([str(corpus)])
    outcomes = prepare_rows(files.read(), Context(dialect=dialect, schemas=merge(files.schemas)))
    examples = (each.example for each in outcomes if not isinstance(each, Rejection))
    path = folder / "tokenizer.jsonl"
    path.write_text("".join(json.dumps(training_record(each, dialect)) + "\n" for each in examples), encoding="utf-8")
    return path


def _make(python: Path, records: Path, target: Path) -> None:
    with ERR.status("making a tiny Llama to train"):
        command = [str(python), str(_MAKER), "--data", str(records), "--output", str(target)]
        made = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 -- our own script
    if made.returncode != 0:
        raise RunFailed(f"the tiny base model could not be made: {made.stderr.strip()[-500:]}")


def _outline(target: Path) -> None:
    """The outline of a model: the files that a run reads before it trains, without weights."""
    target.mkdir(parents=True, exist_ok=True)
    config = {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "torch_dtype": "float32"}
    (target / "config.json").write_text(json.dumps(config), encoding="utf-8")
    (target / "model.safetensors").write_bytes(struct.pack("<Q", 2) + b"{}")
