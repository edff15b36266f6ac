import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import app as cdk_app
from stacks.assets.contents import SERVICES, contents, source_files, write
from stacks.assets.wheels import ASSETS
from stacks.constructs.stages import STAGES
from tuneql.errors import InvalidInput
from tuneql.training.open_weights.script import script_files

ROOT = Path(cdk_app.__file__).resolve().parent

_READ_AT_RUN_TIME = ("training/requirements.txt", "tuneql/sql/guard/read_only/functions/")

# Lambda takes 250 MB unzipped; a small asset starts sooner.
MEGABYTES = {"workflow": 25, "api": 15}


@pytest.fixture(scope="module", params=ASSETS)
def asset(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def made() -> Mapping[str, Mapping[str, bytes]]:
    """The files of each asset."""
    return {name: contents(name) for name in ASSETS}


@pytest.fixture
def deployed(asset: str, made: Mapping[str, Mapping[str, bytes]]) -> Mapping[str, bytes]:
    """The files of the asset."""
    return made[asset]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A repository with what assets are made of, to change."""
    for folder in ("lambdas", "tuneql", "dialects", "training"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "wheels").symlink_to(ROOT / "build" / "wheels")
    return tmp_path


def test_assets_are_the_same_wherever_they_are_made_but_for_what_was_changed(
    asset: str, copy: Path, deployed: Mapping[str, bytes]
) -> None:
    """CDK hashes what is put out: with other bytes there, other code is deployed."""
    changed = copy / "tuneql" / "errors.py"
    changed.write_bytes(changed.read_bytes() + b"\n")
    for cache in (copy / "training" / ".mypy_cache" / "3.11", copy / "tuneql" / ".ruff_cache"):
        cache.mkdir(parents=True, exist_ok=True)
        (cache / "cache.db").write_bytes(b"of a tool")
    elsewhere = contents(asset, copy)
    assert list(elsewhere) == list(deployed)
    assert {name for name, data in elsewhere.items() if data != deployed[name]} == {"tuneql/errors.py"}
    assert not any(str(copy).encode() in data for data in elsewhere.values())


@pytest.mark.parametrize(
    ("file", "assets"),
    [
        ("tuneql/prompt.py", {"workflow", "api"}),
        ("tuneql/sql/guard/read_only/functions/mysql.txt", {"workflow", "api"}),
        ("tuneql/workflow/names.py", {"workflow"}),
        ("training/open_weights/loss.py", {"workflow"}),
        ("training/tiny_model.py", set()),
        ("lambdas/plan/handler.py", {"workflow"}),
        ("lambdas/api/handler.py", {"api"}),
        ("dialects/kestrel.py", {"workflow", "api"}),
    ],
)
def test_a_source_is_in_the_assets_that_need_it(
    made: Mapping[str, Mapping[str, bytes]], file: str, assets: set[str]
) -> None:
    assert {name for name in ASSETS if file in made[name]} == assets


def test_other_requirements_need_other_wheels(asset: str, copy: Path) -> None:
    requirements = copy / "lambdas" / f"{asset}.txt"
    requirements.write_text(requirements.read_text() + "attrs==26.1.0\n")
    with pytest.raises(InvalidInput, match="run `make install`"):
        contents(asset, copy)


def test_missing_wheels_are_one_clear_message(asset: str, copy: Path) -> None:
    (copy / "build" / "wheels").unlink()
    with pytest.raises(InvalidInput, match=rf"{asset}\.txt pins; run `make install`"):
        contents(asset, copy)


def test_wheels_are_for_the_runtime(deployed: Mapping[str, bytes]) -> None:
    tags = {
        line.removeprefix("Tag: ")
        for name, data in deployed.items()
        if name.endswith(".dist-info/WHEEL")
        for line in data.decode().splitlines()
        if line.startswith("Tag: ")
    }
    assert tags
    assert all(tag.endswith("-none-any") or ("cp313" in tag and tag.endswith("aarch64")) for tag in tags)


def test_nothing_superfluous_is_deployed(deployed: Mapping[str, bytes]) -> None:
    for name in deployed:
        assert not {"__pycache__", "tests"}.intersection(name.split("/"))
        assert not name.endswith((".pyc", ".in"))
        assert not name.endswith(".txt") or name.startswith(_READ_AT_RUN_TIME)


def test_the_training_script_is_deployed_whole_and_alone(made: Mapping[str, Mapping[str, bytes]]) -> None:
    deployed = {name for name in made["workflow"] if name.startswith("training/")}
    assert deployed == {f"training/{name}" for name in script_files()}


def test_assets_are_small(asset: str, deployed: Mapping[str, bytes]) -> None:
    assert sum(map(len, deployed.values())) < MEGABYTES[asset] * 10**6


def test_every_stage_has_its_handler(made: Mapping[str, Mapping[str, bytes]]) -> None:
    deployed = made["workflow"]
    assert [stage.folder for stage in STAGES if f"lambdas/{stage.folder}/handler.py" not in deployed] == []
    assert not any(name.startswith(("lambdas/api/", "lambdas/authorizer/")) for name in deployed)


def test_the_api_gets_no_more_of_the_library_than_it_imports() -> None:
    files = {path.as_posix() for path in source_files("api", ROOT)}
    assert {"lambdas/__init__.py", "lambdas/api/handler.py", "tuneql/prompt.py", "dialects/kestrel.py"} <= files
    assert {"lambdas/authorizer/handler.py", "tuneql/serving/playground.html"} <= files
    assert not any(name.startswith(("lambdas/plan/", "tuneql/corpus/read")) for name in files)


def test_the_pruned_sdk_makes_a_client_of_every_service(
    tmp_path: Path, made: Mapping[str, Mapping[str, bytes]]
) -> None:
    sdk = ("boto3", "botocore", "jmespath", "dateutil", "s3transfer", "six.py", "urllib3")
    write({name: data for name, data in made["workflow"].items() if name.split("/")[0] in sdk}, tmp_path)
    script = f"""
import boto3, json
clients = [boto3.client(name, region_name="us-east-1") for name in {sorted(SERVICES)!r}]
print(json.dumps([boto3.__file__, *[client.meta.service_model.service_name for client in clients]]))
"""
    run = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{script}"],
        capture_output=True,
        text=True,
        check=True,
        env={"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"},
    )
    path, *services = json.loads(run.stdout)
    assert path.startswith(str(tmp_path))
    assert services == sorted(SERVICES)


def test_the_authorizer_finds_all_it_imports_in_its_asset(tmp_path: Path) -> None:
    """Other functions run from their assets in the whole runs (tests/end_to_end).

    Libraries come from the tests' environment: the asset's are for another machine.
    """
    sources = source_files("api", ROOT)
    write({path.as_posix(): (ROOT / path).read_bytes() for path in sources}, tmp_path)
    lines = [f"import sys; sys.path.insert(0, {str(tmp_path)!r})", "import lambdas.authorizer.handler"]
    script = "\n".join([*lines, "import tuneql; print(tuneql.__file__)"])
    run = subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=False, env={})
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith(str(tmp_path))
