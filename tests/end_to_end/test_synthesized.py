"""What `python app.py` leaves behind, which is what is deployed."""

import json

from tests.end_to_end.assemblies import Assemblies


def test_all_stacks_are_synthesized_with_the_settings_of_the_context(assemblies: Assemblies) -> None:
    artifacts = json.loads((assemblies.plain / "manifest.json").read_text())["artifacts"]
    stacks = {n: a["properties"] for n, a in artifacts.items() if a["type"] == "aws:cloudformation:stack"}
    assert {name: properties["stackName"] for name, properties in stacks.items()} == {
        "Data": "tuneql-test-data",
        "Training": "tuneql-test-training",
        "Inference": "tuneql-test-inference",
    }
    assert '\\"Seconds\\":1,' in (assemblies.plain / "Training.template.json").read_text()


def test_the_flags_of_the_context_file_count_where_the_command_line_gives_none(assemblies: Assemblies) -> None:
    template = (assemblies.plain / "Training.template.json").read_text()
    assert "Fn::ImportValue" in template
    assert "Fn::GetStackOutput" not in template


def test_two_assets_one_for_the_workflow_and_one_for_the_api(assemblies: Assemblies) -> None:
    folders = {path.name for path in assemblies.plain.iterdir() if path.is_dir()}
    assert len(folders) == 2
    found = {name: {child.name for child in (assemblies.plain / name).iterdir()} for name in folders}
    assert sum("boto3" in children for children in found.values()) == 1
    assert all({"lambdas", "tuneql", "dialects", "sqlglot", "pydantic"} <= children for children in found.values())


def test_all_functions_of_a_stack_run_from_its_one_asset(assemblies: Assemblies) -> None:
    for stack, count in (("Training", 24), ("Inference", 2)):
        functions = [
            found["Properties"]
            for found in json.loads((assemblies.plain / f"{stack}.template.json").read_text())["Resources"].values()
            if found["Type"] == "AWS::Lambda::Function"
        ]
        assert len(functions) == count
        assert len({function["Code"]["S3Key"] for function in functions}) == 1
        assert {(function["Runtime"], *function["Architectures"]) for function in functions} == {
            ("python3.13", "arm64")
        }
        assert {function["LoggingConfig"]["LogFormat"] for function in functions} == {"JSON"}
