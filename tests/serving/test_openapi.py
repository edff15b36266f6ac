"""The OpenAPI document: the committed one, with examples that are what they say."""

import json
from pathlib import Path
from typing import Any

import pytest
from openapi_spec_validator import validate
from pydantic import TypeAdapter

from tuneql.serving import answers, messages
from tuneql.serving.examples import EXAMPLES
from tuneql.serving.openapi import document
from tuneql.serving.problems import KINDS, Problem

GOLDEN = Path(__file__).parent / "openapi.json"
MODELS = {
    name: kind
    for module in (messages, answers)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and kind.__module__ == module.__name__
}
PARTS = {"Usage", "FieldError", "Problem", "QuerySpec", "Output", "Filter", "Having", "Order", "Join", "On"}
CASES = [(name, title) for name, examples in EXAMPLES.items() if name != "Problem" for title in examples]


def test_the_document_is_the_committed_one() -> None:
    """After a change that is meant, write `json.dumps(document(), indent=2)` into the golden file."""
    assert document() == json.loads(GOLDEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("authorization", "scheme", "page"),
    [("iam", "sigv4", None), ("api-key", "api_key", [{}, {"api_key": []}]), ("jwt", "jwt", [{}, {"jwt": []}])],
)
def test_the_document_is_openapi_and_says_how_callers_of_this_deployment_get_in(
    authorization: str, scheme: str, page: list[Any] | None
) -> None:
    found = document("/stage", authorization)
    validate(found)  # type: ignore[arg-type]  # a dict is a mapping with hashable keys
    assert (found["servers"][0]["url"], found["security"]) == ("/stage", [{scheme: []}])
    assert list(found["components"]["securitySchemes"]) == [scheme]
    assert found["paths"]["/"]["get"].get("security") == page
    assert "security" not in found["paths"]["/sql"]["post"]


@pytest.mark.parametrize(("name", "title"), CASES)
def test_examples_are_of_their_types(name: str, title: str) -> None:
    adapter = TypeAdapter[Any](MODELS[name])
    found = adapter.validate_json(json.dumps(EXAMPLES[name][title]))
    assert set(EXAMPLES[name][title]) <= set(adapter.dump_python(found, by_alias=True))


def test_every_body_and_every_answer_has_an_example() -> None:
    described = set(document()["components"]["schemas"]) - PARTS
    assert described == set(EXAMPLES) - {"Problem"}


def test_every_problem_that_can_be_is_in_the_document() -> None:
    text = json.dumps(document())
    assert [kind.type for kind in KINDS if f": {kind.type}" not in text] == []


def test_problems_in_the_document_are_problems() -> None:
    for methods in document()["paths"].values():
        for method in (each for name, each in methods.items() if name != "parameters"):
            for status, response in method["responses"].items():
                problems = response.get("content", {}).get("application/problem+json", {}).get("examples", {})
                found = [Problem.model_validate(each["value"]) for each in problems.values()]
                assert {each.status for each in found} <= {int(status)}
                assert all(each.detail for each in found)
