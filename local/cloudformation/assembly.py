"""Reads the synthesized cloud assembly (`cdk.out`): its stacks in order, with their file assets."""

import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, Final

from tuneql.errors import InvalidInput

# The earliest time that a zip archive can hold, for all files, so that equal folders make equal archives.
ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class FileAsset:
    """A file or folder that goes to the asset bucket before its stack is created.

    Attributes:
        source: the file or folder in the assembly.
        packaging: "file" for a file as it is, "zip" for a folder as an archive.
        bucket: the bucket's name, with placeholders filled in.
        key: the object's key, which has the content's hash in it.
    """

    source: Path
    packaging: str
    bucket: str
    key: str

    def read(self) -> bytes:
        """The object's bytes; equal contents give equal bytes."""
        return zip_folder(self.source) if self.packaging == "zip" else self.source.read_bytes()


@dataclass(frozen=True, kw_only=True)
class Stack:
    """A stack of the assembly: its name, template file and parameters, and the stacks and assets before it."""

    id: str
    name: str
    template: Path
    parameters: Mapping[str, str]
    assets: tuple[FileAsset, ...]


def read_assembly(directory: Path, *, account: str, region: str) -> tuple[Stack, ...]:
    """The stacks of an assembly in the order in which they can be created.

    Raises:
        InvalidInput: there is no manifest, or a stack is bound to another region.
    """
    artifacts = _read_manifest(directory)["artifacts"]
    fill = {"${AWS::AccountId}": account, "${AWS::Region}": region, "${AWS::Partition}": "aws"}
    graph = {name: artifact.get("dependencies", ()) for name, artifact in artifacts.items()}
    return tuple(
        _stack(directory, name, artifacts, fill, region)
        for name in TopologicalSorter(graph).static_order()
        if artifacts[name]["type"] == "aws:cloudformation:stack"
    )


def zip_folder(folder: Path) -> bytes:
    """A folder as a zip archive with fixed order, times and modes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), ZIP_EPOCH)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED, compresslevel=1)
    return buffer.getvalue()


def _read_manifest(directory: Path) -> dict[str, Any]:
    path = directory / "manifest.json"
    if not path.is_file():
        raise InvalidInput(
            field="assembly",
            value=str(directory),
            rule="must be a folder with a manifest.json",
            remedy="synthesize the app first (make synth)",
        )
    manifest: dict[str, Any] = json.loads(path.read_text())
    return manifest


def _stack(directory: Path, name: str, artifacts: Mapping[str, Any], fill: Mapping[str, str], region: str) -> Stack:
    artifact = artifacts[name]
    _check_region(name, artifact.get("environment", ""), region)
    properties = artifact["properties"]
    manifests = (artifacts[other] for other in artifact.get("dependencies", ()))
    return Stack(
        id=name,
        name=properties.get("stackName", name),
        template=directory / properties["templateFile"],
        parameters=properties.get("parameters", {}),
        assets=tuple(_assets(directory, manifests, fill)),
    )


def _check_region(stack: str, environment: str, region: str) -> None:
    bound_to = environment.rpartition("/")[2]
    if bound_to not in ("", "unknown-region", region):
        raise InvalidInput(
            field=f"assembly.{stack}.region",
            value=bound_to,
            rule=f"must be the local account's region, {region}",
            remedy="synthesize for that region or start the account in the stack's",
        )


def _assets(directory: Path, artifacts: Iterable[Mapping[str, Any]], fill: Mapping[str, str]) -> Iterator[FileAsset]:
    for artifact in artifacts:
        if artifact["type"] == "cdk:asset-manifest":
            manifest = json.loads((directory / artifact["properties"]["file"]).read_text())
            for asset in manifest.get("files", {}).values():
                yield from _destinations(directory, asset, fill)


def _destinations(directory: Path, asset: Mapping[str, Any], fill: Mapping[str, str]) -> Iterator[FileAsset]:
    source = asset["source"]
    for destination in asset["destinations"].values():
        yield FileAsset(
            source=directory / source["path"],
            packaging=source.get("packaging", "file"),
            bucket=_filled(destination["bucketName"], fill),
            key=_filled(destination["objectKey"], fill),
        )


def _filled(text: str, fill: Mapping[str, str]) -> str:
    for placeholder, value in fill.items():
        text = text.replace(placeholder, value)
    return text
