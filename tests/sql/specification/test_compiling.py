"""Specifications and the SQL that they compile to, or the reason why they do not."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.case_files import read_cases
from tuneql.errors import InvalidInput
from tuneql.parsing import parse_as
from tuneql.sql.guard import check
from tuneql.sql.schemas.schema import Schema, parse_schema
from tuneql.sql.specification import QuerySpec, compile_spec
from tuneql.sql.transpiling import transpile_schema

DDL = Path(__file__).with_name("schema.sql").read_text("utf-8")
COMPILED = read_cases(__file__, "compiled.jsonl")
REFUSED = read_cases(__file__, "refused.jsonl")


@cache
def schema(dialect: str) -> Schema:
    return parse_schema(transpile_schema(DDL, source="sqlite", target=dialect), dialect)


def shown(case: dict[str, Any]) -> str:
    return str(case.get("sql") or f"{case['field']} {case['says']}")[:80]


@pytest.mark.parametrize("case", COMPILED, ids=shown)
def test_what_a_specification_means(case: dict[str, Any]) -> None:
    dialect = case["dialect"]
    spec = parse_as(QuerySpec, case["spec"])
    sql = compile_spec(spec, schema=schema(dialect), dialect=dialect)
    assert sql == case["sql"]
    assert check(sql, schema=schema(dialect), dialect=dialect).sql == sql
    assert compile_spec(QuerySpec.model_validate_json(spec.text), schema=schema(dialect), dialect=dialect) == sql


@pytest.mark.parametrize("case", REFUSED, ids=shown)
def test_what_makes_no_query_is_named_by_its_path(case: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as found:
        compile_spec(parse_as(QuerySpec, case["spec"], inside="spec"), schema=schema("postgres"), dialect="postgres")
    assert found.value.field == case["field"]
    assert case["says"] in str(found.value)


@pytest.mark.parametrize("case", [*COMPILED, *REFUSED], ids=shown)
def test_what_was_written_is_what_is_read_back(case: dict[str, Any]) -> None:
    """Words in capitals and short forms apart, JSON goes in and comes out."""
    try:
        spec = QuerySpec.model_validate(case["spec"])
    except ValueError:
        return
    assert json.loads(spec.text).keys() == case["spec"].keys()
    assert QuerySpec.model_validate_json(spec.text) == spec
