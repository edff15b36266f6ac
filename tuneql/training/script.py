"""The script that trains open weights: its files lie beside this package, in the repository as in a Lambda asset."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parents[2] / "training"
_SHIPPED: Final = ("train.py", "check_export.py", "start.sh", "requirements.txt", "open_weights/*.py")


def script_files() -> Mapping[str, bytes]:
    """What a training job of open weights is sent, by its path in the channel `code`."""
    found = sorted(path for pattern in _SHIPPED for path in _FOLDER.glob(pattern))
    return {path.relative_to(_FOLDER).as_posix(): path.read_bytes() for path in found}
