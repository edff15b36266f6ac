"""What goes into a Lambda asset: our sources and the wheels, as a mapping of paths to bytes.

Nothing here depends on the machine: no time stamps, no absolute paths, one order. The same inputs give the same asset.
"""

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from stacks.assets.closure import import_closure
from stacks.assets.wheels import ROOT, wheel_files

# The services that the workflow calls. botocore has the models of four hundred others, 25 MB of them.
SERVICES: Final = frozenset(
    {
        "bedrock",
        "bedrock-runtime",
        "comprehend",
        "s3",
        "sagemaker",
        "service-quotas",
        "sns",
        "ssm",
        "stepfunctions",
        "sts",
    }
)

# The functions of the `api` asset: the endpoint, the authorizer of tokens, and the one that asks a shadow.
_API_FUNCTIONS: Final = ("api", "authorizer", "shadow")

_DROPPED_FOLDERS: Final = frozenset({"__pycache__", "tests", "examples"})
_METADATA: Final = frozenset({"METADATA", "RECORD", "WHEEL"})  # what is installed, in which version, for which machine
_FOR_DEVELOPERS: Final = frozenset({"tiny_model.py", "mypy.ini", "requirements.in"})
_SDKS: Final = frozenset({"boto3", "botocore"})


def contents(asset: str, root: Path = ROOT) -> Mapping[str, bytes]:
    """Every file of an asset, by its path inside, in order.

    Args:
        asset: `workflow` or `api`.
        root: the repository.

    Raises:
        InvalidInput: when the wheels were not downloaded.
    """
    files = {path.as_posix(): (root / path).read_bytes() for path in source_files(asset, root)}
    for wheel in wheel_files(asset, root):
        files.update(_unpacked(wheel))
    return dict(sorted(files.items()))


def source_files(asset: str, root: Path = ROOT) -> tuple[Path, ...]:
    """Our own files in an asset, relative to `root`."""
    return tuple(sorted(_api_sources(root) if asset == "api" else _workflow_sources(root)))


def write(files: Mapping[str, bytes], into: Path) -> None:
    """Write files below a folder, readable by the user that Lambda runs functions under."""
    for name, data in files.items():
        target = into / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        target.chmod(0o644)


def _workflow_sources(root: Path) -> Iterator[Path]:
    for package in ("lambdas", "tuneql", "dialects"):
        yield from (path for path in _package(package, root) if not _is_of_api(path))
    # StartTraining hands the script to SageMaker; nothing here imports it.
    yield from (path for path in _package("training", root) if path.name not in _FOR_DEVELOPERS)


def _api_sources(root: Path) -> Iterator[Path]:
    """The handlers, what they import of the library, and all dialects, which are imported by name at run time."""
    imported = import_closure(*(f"lambdas.{function}.handler" for function in _API_FUNCTIONS), root=root)
    packages = {path.parent for path in imported if path.name == "__init__.py"}
    data = (path for path in _package("tuneql", root) if path.suffix != ".py" and path.parent in packages)
    yield Path("lambdas/__init__.py")
    for function in _API_FUNCTIONS:
        yield from _package(f"lambdas/{function}", root)
    yield from _package("dialects", root)
    yield from (path for path in imported if path.parts[0] == "tuneql")
    yield from data


def _is_of_api(path: Path) -> bool:
    return path.parts[0] == "lambdas" and path.parts[1] in _API_FUNCTIONS


def _package(package: str, root: Path) -> Iterator[Path]:
    """The files of a package, without the requirements beside the handlers."""
    for path in (root / package).rglob("*"):
        relative = path.relative_to(root)
        is_requirements = relative.parent == Path("lambdas") and path.suffix != ".py"
        if path.is_file() and not is_requirements and _is_wanted(relative.parts):
            yield relative


def _unpacked(wheel: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.infolist():
            place = None if member.is_dir() else _place(PurePosixPath(member.filename))
            if place is not None:
                yield place.as_posix(), archive.read(member)


def _place(path: PurePosixPath) -> PurePosixPath | None:
    """Where a wheel's file goes; None if it is not deployed."""
    top, *rest = path.parts
    if top.endswith(".dist-info"):
        return path if rest[-1] in _METADATA else None
    if top.endswith(".data"):
        return PurePosixPath(*rest[1:]) if rest[0] in {"purelib", "platlib"} else None
    if top in _SDKS and rest[0] == "data" and len(rest) > 2 and rest[1] not in SERVICES:  # noqa: PLR2004 - data/<service>/
        return None
    return path if _is_wanted(path.parts) else None


def _is_wanted(parts: tuple[str, ...]) -> bool:
    return not _DROPPED_FOLDERS.intersection(parts[:-1]) and not any(part.startswith(".") for part in parts)
