"""The endpoint as one would write it plainly: boto3, powertools and the library, all imported and made up front.

The baseline of `benchmarks/serving.py`. It does for `POST /sql` what `lambdas/api` does, with the same parts: it reads
the champion and the registered schema, asks with the same prompt, checks with the same guard, and answers the same.
"""

import json
import os
import time
from dataclasses import asdict
from typing import Any

import boto3
import sqlglot
from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayRestResolver

from tuneql.parsing import parse_as
from tuneql.pricing.queries import query_cost_usd
from tuneql.prompt import build_prompt
from tuneql.release.champion import Champion
from tuneql.serving.answers import RegisteredSchema, SqlAnswer, Usage
from tuneql.serving.messages import SqlRequest
from tuneql.sql.answer_text import extract_sql
from tuneql.sql.guard import check
from tuneql.sql.schemas.schema import parse_schema

logger = Logger(service="tuneql")
app = APIGatewayRestResolver()
bedrock = boto3.client("bedrock-runtime")
ssm = boto3.client("ssm")
s3 = boto3.client("s3")
logger.info("ready", extra={"sqlglot": sqlglot.__version__})  # type: ignore[attr-defined]  # it is not in sqlglot's __all__


@app.post("/sql")  # type: ignore[untyped-decorator]  # mypy does not read powertools
def sql() -> dict[str, Any]:
    """Answer a question."""
    began = time.monotonic()
    asked = parse_as(SqlRequest, app.current_event.json_body)
    champion = read_champion()
    ddl, version = read_schema(asked)
    schema = parse_schema(ddl, champion.dialect)
    prompt = build_prompt(
        question=asked.question or "", schema=schema, dialect=champion.dialect, version=champion.prompt_version
    )
    said = bedrock.converse(
        modelId=champion.model_id,
        system=[{"text": prompt.system}],
        messages=[{"role": "user", "content": [{"text": prompt.user}]}],
        inferenceConfig={"maxTokens": int(os.environ["MAX_TOKENS"]), "temperature": 0},
    )
    text = said["output"]["message"]["content"][0]["text"]
    verdict = check(extract_sql(text), schema=schema, dialect=champion.dialect)
    if verdict.sql is None:
        raise ValueError(verdict.denials)
    usage = Usage(input_tokens=said["usage"]["inputTokens"], output_tokens=said["usage"]["outputTokens"])
    answer = SqlAnswer(
        request_id=app.current_event.request_context.request_id or "",
        sql=verdict.sql,
        dialect=champion.dialect,
        schema_version=version,
        checks=dict(verdict.checks),
        repairs=0,
        usage=usage,
        latency_ms=round((time.monotonic() - began) * 1000, 1),
        cost_usd=query_cost_usd(usage.input_tokens, usage.output_tokens, model=os.environ["BASE_MODEL_ID"]),
        model=champion.run,
    )
    return asdict(answer)


def read_champion() -> Champion:
    """What serves users."""
    value = ssm.get_parameter(Name=os.environ["CHAMPION_PARAMETER"])["Parameter"]["Value"]
    return parse_as(Champion, json.loads(value))


def read_schema(asked: SqlRequest) -> tuple[str, str | None]:
    """The DDL, and the version of a registered schema."""
    if asked.schema_id is None:
        return asked.ddl or "", None
    found = s3.get_object(Bucket=os.environ["SCHEMAS_BUCKET"], Key=f"schemas/{asked.schema_id}.json")
    schema = parse_as(RegisteredSchema, json.loads(found["Body"].read()))
    return schema.schema, schema.version


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """A proxy event in, a proxy response out."""
    answer: dict[str, Any] = app.resolve(event, context)
    return answer
