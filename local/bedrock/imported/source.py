"""What a model import reads: the folder of a model in S3, checked, and what answers for it.

Source: Amazon Bedrock user guide, "Import a customized model into Amazon Bedrock" (files, architectures, regions).
"""

import importlib.util
import json
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath
from types import ModuleType
from typing import Any, Final

from local.bedrock.account import Account
from local.bedrock.imported.weights import Weights
from local.bedrock.model.answering import Model
from local.bedrock.objects import Objects, split_uri
from tuneql.errors import InvalidInput

RULES: Final = Path(__file__).parents[3] / "training/check_export.py"
NO_PYTORCH: Final = (
    "The model can be imported, but the local account needs PyTorch and transformers to serve its weights: "
    "`make test-training` installs them into .venv-training, or name another interpreter in TUNEQL_TRAINING_PYTHON."
)
_GPT_OSS: Final = "GptOssForCausalLM"
_GPT_OSS_REGION: Final = "us-east-1"


class ImportFailedError(Exception):
    """A folder cannot be imported; the message is for `failureMessage`."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """What was read.

    Attributes:
        architecture: `model_type` of config.json, such as `llama`.
        model: what answers.
    """

    architecture: str
    model: Model | Weights


def read_source(account: Account, uri: str) -> Source:
    """Read the folder at an S3 URI.

    A model that the local account trained itself is in escrow under the URI, and the folder then needs only its
    config.json. A folder without one, an empty or a missing one above all, fails with the message that Bedrock's users
    report of such jobs: CreateModelImportJob documents no error for it, and its role first reads S3 within the job.

    Raises:
        ImportFailedError: the folder cannot be imported, or not be served.
    """
    config = _config(account.objects, uri)
    _check_architecture(config, account.region)
    model = account.escrow.find(uri) or _weights(account, uri)
    return Source(architecture=str(config.get("model_type", "")), model=model)


def _config(objects: Objects, uri: str) -> Mapping[str, Any]:
    bucket, prefix = _folder(uri)
    try:
        config = json.loads(objects.get(bucket, f"{prefix}config.json"))
    except KeyError:
        raise ImportFailedError(
            f"Amazon Bedrock could not find the expected file {uri.rstrip('/')}/config.json. Make sure the model is in "
            "Hugging Face format and that the file exists."
        ) from None
    except ValueError:
        config = None
    if not isinstance(config, dict):
        raise ImportFailedError("config.json: is not a JSON object")
    return config


def _check_architecture(config: Mapping[str, Any], region: str) -> None:
    named = config.get("architectures")
    taken = export_rules().ARCHITECTURES
    if not any(named == [each] for each in taken):
        raise ImportFailedError(f"config.json: architectures is {named}; taken are {', '.join(sorted(taken))}")
    if named == [_GPT_OSS] and region != _GPT_OSS_REGION:
        raise ImportFailedError(f"config.json: {_GPT_OSS} is imported in {_GPT_OSS_REGION} only")


def _weights(account: Account, uri: str) -> Weights:
    with ExitStack() as ending:
        folder = Path(tempfile.mkdtemp(prefix="tuneql-imported-model-"))
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        _download(account.objects, uri, folder / "model")
        if problems := _problems(folder / "model"):
            raise ImportFailedError("; ".join(problems))
        python = _python(account)
        return Weights(folder, python, ending.pop_all())


def _python(account: Account) -> Path:
    try:
        python = account.find_python()
    except InvalidInput as error:
        raise ImportFailedError(str(error)) from error
    if python is None:
        raise ImportFailedError(NO_PYTORCH)
    return python


def _download(objects: Objects, uri: str, folder: Path) -> None:
    bucket, prefix = _folder(uri)
    for key in objects.list(bucket, prefix):
        parts = PurePosixPath(key.removeprefix(prefix)).parts
        if not parts or key.endswith("/"):
            continue  # a marker that consoles leave for an empty folder
        if ".." in parts or key.removeprefix(prefix).startswith("/"):
            raise ImportFailedError(f"{key}: is no name of a model's file")
        path = folder.joinpath(*parts)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(objects.get(bucket, key))


def _problems(folder: Path) -> list[str]:
    """What the rules of an export say. They are our script's own, so that it and this account agree."""
    problems: list[str] = export_rules().check_export(folder)
    return problems


@cache
def export_rules() -> ModuleType:
    """The module `training/check_export.py`, which needs nothing but Python."""
    spec = importlib.util.spec_from_file_location("check_export", RULES)
    if spec is None or spec.loader is None:
        raise ImportError(f"{RULES} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _folder(uri: str) -> tuple[str, str]:
    """Bucket and prefix of a folder: the prefix ends with a slash, so that `model` does not take in `model-2`."""
    bucket, key = split_uri(uri)
    return bucket, f"{key.rstrip('/')}/" if key.rstrip("/") else ""
