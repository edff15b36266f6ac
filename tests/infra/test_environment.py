"""Functions are given the variables that their handlers read: none is missing, and none is there for nothing."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import app as cdk_app

ROOT = Path(cdk_app.__file__).resolve().parent
LAMBDAS = ROOT / "lambdas"
# Where the endpoint's handler has its variables read; what few deployments have is read with `get`.
BACKEND = ROOT / "tuneql" / "aws" / "lean" / "backend.py"


def _functions(templates: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for template in templates.values():
        for resource in template["Resources"].values():
            if resource["Type"] == "AWS::Lambda::Function":
                yield resource["Properties"]


def test_variables_are_those_that_the_handlers_read(templates: Mapping[str, Any]) -> None:
    given, read = {}, {}
    for function in _functions(templates):
        folder = function["Handler"].split(".")[1]
        source = (LAMBDAS / folder / "handler.py").read_text()
        if "read_backend(os.environ)" in source:
            source += BACKEND.read_text()
        given[folder] = set(function.get("Environment", {}).get("Variables", {}))
        read[folder] = set(re.findall(r'environ(?:ment)?\["(\w+)"\]', source))
    assert given == read


def test_every_handler_has_a_function_and_no_function_lacks_one(templates: Mapping[str, Any]) -> None:
    handlers = {f"lambdas.{path.parent.name}.handler.handler" for path in LAMBDAS.glob("*/handler.py")}
    handlers.remove("lambdas.authorizer.handler.handler")  # with `authorization: jwt` only; see test_callers.py
    handlers.remove("lambdas.retrain.handler.handler")  # with `retraining` only; see test_retraining.py
    handlers.remove("lambdas.shadow.handler.handler")  # with `challenger_share` only; see test_challengers.py
    assert {function["Handler"] for function in _functions(templates)} == handlers
