"""Wheels for the Lambda functions, downloaded once by `make install`, so that synth needs no network.

    python -m stacks.assets.wheels

A folder of wheels is complete when its stamp matches the requirements file; then nothing is downloaded.
"""

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from tuneql.errors import InvalidInput

ROOT: Final = Path(__file__).resolve().parents[2]
ASSETS: Final = ("workflow", "api")

# For Python 3.13 on Graviton, whatever machine this is.
_PLATFORM: Final = (
    "--only-binary=:all:", "--platform", "manylinux2014_aarch64", "--python-version", "3.13", "--implementation", "cp",
    "--no-deps", "--disable-pip-version-check", "--quiet",
)  # fmt: skip


def requirements_file(asset: str, root: Path = ROOT) -> Path:
    """The pinned requirements of an asset."""
    return root / "lambdas" / f"{asset}.txt"


def wheel_files(asset: str, root: Path = ROOT) -> tuple[Path, ...]:
    """The downloaded wheels of an asset, by name.

    Raises:
        InvalidInput: they were never downloaded, or for other requirements.
    """
    folder = _folder(asset, root)
    if not _is_complete(asset, root):
        rule = f"does not hold the wheels that {requirements_file(asset, root).name} pins"
        raise InvalidInput(field="wheels", value=str(folder), rule=rule, remedy="run `make install`")
    return tuple(sorted(folder.glob("*.whl")))


def require_wheels() -> None:
    """Fail before synth if wheels are missing: an error raised while CDK bundles would come wrapped in JavaScript's.

    Raises:
        InvalidInput: as `wheel_files`.
    """
    for asset in ASSETS:
        wheel_files(asset)


def download(asset: str, root: Path = ROOT) -> bool:
    """Download the wheels of an asset; False if they are there already."""
    if _is_complete(asset, root):
        return False
    folder = _folder(asset, root)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    command = [sys.executable, "-m", "pip", "download", *_PLATFORM]
    subprocess.run([*command, "-r", requirements_file(asset, root), "-d", folder], check=True)  # noqa: S603 - our own list
    _stamp(folder).write_text(_digest(asset, root), encoding="ascii")
    return True


def _folder(asset: str, root: Path) -> Path:
    return root / "build" / "wheels" / asset


def _stamp(folder: Path) -> Path:
    return folder / "requirements.sha256"


def _is_complete(asset: str, root: Path) -> bool:
    stamp = _stamp(_folder(asset, root))
    return stamp.is_file() and stamp.read_text(encoding="ascii") == _digest(asset, root)


def _digest(asset: str, root: Path) -> str:
    return hashlib.sha256(requirements_file(asset, root).read_bytes()).hexdigest()


def main() -> None:
    """Download what is missing, for every asset."""
    for asset in ASSETS:
        state = "downloaded" if download(asset) else "already there"
        sys.stderr.write(f"wheels for lambdas/{asset}.txt: {state}\n")


if __name__ == "__main__":
    main()
