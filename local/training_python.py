"""The Python with PyTorch, if there is one: it trains and serves open-weight models in the local account."""

import os
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

from tuneql.errors import InvalidInput

VARIABLE: Final = "TUNEQL_TRAINING_PYTHON"
# What `make test-training` makes.
ENVIRONMENT: Final = Path(__file__).parents[1] / ".venv-training"
_PACKAGES: Final = ("torch", "transformers", "peft")
# The packages are searched for but not imported, which would take ten seconds; a broken one fails when it is used.
_CHECK: Final = f"import importlib.util, sys; sys.exit(not all(map(importlib.util.find_spec, {_PACKAGES})))"


def find_training_python() -> Path | None:
    """The interpreter that `TUNEQL_TRAINING_PYTHON` names; else that of `.venv-training`, if it has PyTorch.

    Returns:
        None if there is no such interpreter, or if the variable is empty.

    Raises:
        InvalidInput: the variable names no file.
    """
    named = os.environ.get(VARIABLE)
    if named is None:
        return _of_environment()
    if named and not Path(named).is_file():
        remedy = "name the interpreter of an environment with PyTorch, or unset the variable"
        raise InvalidInput(field=VARIABLE, value=named, rule="must be a file", remedy=remedy)
    return Path(named).absolute() if named else None


@cache
def _of_environment() -> Path | None:
    python = ENVIRONMENT / "bin" / "python"
    if not python.is_file():
        return None
    command = [str(python), "-c", _CHECK]
    found = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 -- an interpreter and our own text
    return python if found.returncode == 0 else None
