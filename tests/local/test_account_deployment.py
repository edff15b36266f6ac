import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from local.account import LocalAccount
from local.cloudformation.assembly import read_assembly, zip_folder
from local.faults import FAULTS, Faults
from local.functions.worker import foreign_modules
from local.synth import synthesize
from tuneql.errors import InvalidInput


def versioned(assembly: Any, kit: Any, version: str) -> dict[str, Any]:
    code = assembly.asset(f"code-{version}", {"main.py": f"def handler(event, context):\n    return {version!r}\n"})
    return {"Role": kit.role(), "Tell": kit.function(code, role="Role")}


def test_an_update_replaces_warm_processes(account: LocalAccount, assembly: Any, kit: Any) -> None:
    answers = []
    for version in ("one", "two"):
        account.deploy(assembly.stack("Main", versioned(assembly, kit, version)))
        answers.append(kit.invoke(account, kit.physical(account, "Tell"), {})[0])
    assert answers == ["one", "two"]


def test_stacks_are_created_in_order_and_see_each_others_exports(
    account: LocalAccount, kit: Any, tmp_path: Path
) -> None:
    written = kit.assembly(tmp_path)
    consumer = {"Value": {"Type": "AWS::SSM::Parameter", "Properties": {
        "Type": "String", "Value": {"Fn::ImportValue": "Producer:Topic"}, "Tags": {"a": "b"}}}}  # fmt: skip
    output = {"Name": {"Value": {"Ref": "Value"}}}
    written.stack("Consumer", consumer, output, after=("Producer",))
    topic = {"Topic": {"Type": "AWS::SNS::Topic"}}
    folder = written.stack(
        "Producer", topic, {"Topic": {"Value": {"Ref": "Topic"}, "Export": {"Name": "Producer:Topic"}}}
    )
    outputs = account.deploy(folder).outputs
    parameter = account.client("ssm").get_parameter(Name=outputs["Consumer"]["Name"])["Parameter"]
    assert parameter["Value"] == outputs["Producer"]["Topic"]


def test_types_that_moto_does_not_know_are_no_obstacle(account: LocalAccount, kit: Any, tmp_path: Path) -> None:
    alarm = {"Alarm": {"Type": "AWS::CloudWatch::Unheard", "Properties": {}}, "Topic": {"Type": "AWS::SNS::Topic"}}
    assert account.deploy(kit.assembly(tmp_path).stack("Odd", alarm)).outputs == {"Odd": {}}


def test_the_same_folder_makes_the_same_archive(tmp_path: Path) -> None:
    for name in ("b.py", "a/c.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")
    before = zip_folder(tmp_path)
    os.utime(tmp_path / "b.py", (0, 0))
    (tmp_path / "b.py").chmod(0o600)
    assert zip_folder(tmp_path) == before


def test_a_folder_without_a_manifest_is_no_assembly(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match=r"manifest\.json"):
        read_assembly(tmp_path, account="123456789012", region="us-east-1")


def test_a_stack_of_another_region_is_refused(kit: Any, tmp_path: Path) -> None:
    folder = kit.assembly(tmp_path).stack("Main", {}, environment="aws://123456789012/eu-west-1")
    with pytest.raises(InvalidInput, match="eu-west-1"):
        read_assembly(folder, account="123456789012", region="us-east-1")


def test_an_environment_is_all_that_a_client_needs(account: LocalAccount) -> None:
    script = "import boto3; print(boto3.client('sts').get_caller_identity()['Account'])"
    environment = {"PATH": os.environ["PATH"], **account.environment}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "123456789012\n"


def test_there_is_one_account_in_a_process(account: LocalAccount, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="already"), LocalAccount(directory=tmp_path):
        pass


def test_faults_are_switched_by_name() -> None:
    name = next(iter(FAULTS))
    faults = Faults([name])
    assert faults.active(name)
    faults.disable(name)
    assert not faults.active(name)
    with pytest.raises(InvalidInput, match="must be the name of a fault"):
        faults.enable("no-such-fault")


def wheel(folder: Path, name: str, version: str, tag: str) -> None:
    metadata = folder / f"{name}-{version}.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "WHEEL").write_text(f"Wheel-Version: 1.0\nTag: {tag}\n")
    (metadata / "RECORD").write_text(f"{name}/__init__.py,,\n{metadata.name}/RECORD,,\n")


def test_wheels_for_another_machine_are_taken_from_the_host(tmp_path: Path) -> None:
    wheel(tmp_path / "asset", "pure", "1.0", "py3-none-any")
    wheel(tmp_path / "asset", "compiled", "2.0", "cp313-cp313-manylinux_2_17_other64")
    wheel(tmp_path / "host", "compiled", "2.0", "cp311-cp311-manylinux_2_17_x86_64")
    assert list(foreign_modules(tmp_path / "asset", tmp_path / "host")) == ["compiled"]


def test_a_wheel_for_another_machine_needs_the_same_version_on_the_host(tmp_path: Path) -> None:
    wheel(tmp_path / "asset", "compiled", "2.0", "cp313-cp313-manylinux_2_17_other64")
    wheel(tmp_path / "host", "compiled", "1.9", "cp311-cp311-manylinux_2_17_x86_64")
    with pytest.raises(ImportError, match=r"compiled 2\.0 .* has compiled-1\.9 installed; install compiled==2\.0"):
        list(foreign_modules(tmp_path / "asset", tmp_path / "host"))


APP = """
import json, os, sys
from pathlib import Path
context = json.loads(os.environ["CDK_CONTEXT_JSON"])
if "refuse" in context["tuneql"]:
    sys.exit("settings.refuse: must not be there")
aws = [name for name in os.environ if name.startswith("AWS_")]
seen = {"context": context, "aws": aws, "node": os.environ["JSII_NODE"]}
Path(os.environ["CDK_OUTDIR"]).mkdir()
(Path(os.environ["CDK_OUTDIR"]) / "seen.json").write_text(json.dumps(seen))
"""


def test_synthesis_gets_the_merged_context_and_no_aws_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_PROFILE", "mine")
    (tmp_path / "app.py").write_text(APP)
    (tmp_path / "cdk.json").write_text(json.dumps({"context": {"flag": True, "tuneql": {"stage": "dev", "budget": 1}}}))
    out = synthesize(out=tmp_path / "out", overrides={"budget": 2}, root=tmp_path)
    seen = json.loads((out / "seen.json").read_text())
    assert seen["context"] == {"flag": True, "tuneql": {"stage": "dev", "budget": 2}}
    assert seen["aws"] == []
    assert Path(seen["node"]).is_file()


def test_what_the_app_refuses_is_told_in_its_words(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP)
    with pytest.raises(InvalidInput, match=r"settings\.refuse: must not be there"):
        synthesize(out=tmp_path / "out", overrides={"refuse": 1}, root=tmp_path)
