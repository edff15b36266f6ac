"""The open weights from which a run starts: a folder in S3, in the layout of models on Hugging Face."""

import json
from collections.abc import Mapping
from typing import Any, Final, Protocol

from pydantic import BaseModel

from tuneql.errors import InvalidInput
from tuneql.limits import IMPORT_WEIGHT_BYTES, MODELS_FOLDER, OPEN_WEIGHTS_ARCHITECTURES
from tuneql.locations import Location

FIELD: Final = "base_model"
_CONFIG: Final = "config.json"
_INDEX: Final = "model.safetensors.index.json"
_SINGLE: Final = "model.safetensors"
_BYTES: Final[Mapping[str, int]] = {"float32": 4, "float16": 2, "bfloat16": 2}


class BaseWeights(BaseModel, frozen=True):
    """A base model.

    Attributes:
        location: of its folder.
        architecture: e.g. LlamaForCausalLM.
        parameters: how many, computed from the size of the weights and their type.
    """

    location: Location
    architecture: str
    parameters: int


class Files(Protocol):
    """The part of `tuneql.ports.Objects` that is needed."""

    def size(self, location: Location, *, field: str) -> int:
        """How many bytes the object has; raises InvalidInput for `field` if there is none."""

    def read(self, location: Location) -> bytes:
        """The whole object."""


def read_base_weights(folder: Location, files: Files) -> BaseWeights:
    """Read the description in a model's folder, without its weights.

    Raises:
        InvalidInput: training jobs may not read it, or Bedrock's Custom Model Import does not accept such a model.
    """
    if not folder.key.startswith(MODELS_FOLDER):
        raise _refused(
            folder.uri,
            f"is not under {MODELS_FOLDER} of the corpus bucket",
            f"upload it to {MODELS_FOLDER}<name>/ there",
        )
    config = _json(folder, _CONFIG, files)
    architectures = config.get("architectures") or ["none"]
    if architectures[0] not in OPEN_WEIGHTS_ARCHITECTURES:
        raise _refused(
            architectures[0],
            "is not an architecture that the training script and Bedrock's Custom Model Import both support",
            f"choose a model of {', '.join(OPEN_WEIGHTS_ARCHITECTURES)}",
        )
    size = _weight_bytes(folder, files)
    if size >= IMPORT_WEIGHT_BYTES:
        raise _refused(
            f"{size / 1e9:.0f} GB of weights", "are over Custom Model Import's 200 GB", "choose a smaller one"
        )
    parameters = size // _BYTES.get(str(config.get("torch_dtype", config.get("dtype"))), 2)
    return BaseWeights(location=folder, architecture=architectures[0], parameters=parameters)


def _weight_bytes(folder: Location, files: Files) -> int:
    """The size of the weights; a model of several files has an index with the sum."""
    try:
        files.size(folder.within(_INDEX), field=FIELD)
    except InvalidInput:
        return files.size(folder.within(_SINGLE), field=FIELD)
    return int(_json(folder, _INDEX, files).get("metadata", {}).get("total_size", 0))


def _json(folder: Location, name: str, files: Files) -> dict[str, Any]:
    location = folder.within(name)
    files.size(location, field=FIELD)
    try:
        content = json.loads(files.read(location))
    except ValueError as error:
        raise _refused(location.uri, f"is not JSON ({error})", "upload the model again") from None
    if not isinstance(content, dict):
        raise _refused(location.uri, "is not a JSON object", "upload the model again")
    return content


def _refused(value: object, rule: str, remedy: str) -> InvalidInput:
    return InvalidInput(field=FIELD, value=value, rule=rule, remedy=remedy)
