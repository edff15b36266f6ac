"""The RDS Data API as the local account plays it, asked as the endpoint asks."""

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.account import LocalAccount
from local.iam import Place, permissions
from local.protocol.http import Request
from tuneql.aws.lean.planning import read_databases
from tuneql.aws.lean.service import read_account
from tuneql.errors import TuneqlError
from tuneql.ports import Planner

CLUSTER = "arn:aws:rds:us-east-1:123456789012:cluster:hr"
READER = "arn:aws:secretsmanager:us-east-1:123456789012:secret:reader-AbCdEf"
DDL = 'CREATE TABLE head (name TEXT, age INTEGER); CREATE TABLE "odd ""one" ("a b" INTEGER)'


@pytest.fixture(scope="module")
def registered(account: LocalAccount) -> LocalAccount:
    account.client("s3").create_bucket(Bucket="corpus")
    for dialect in ("postgres", "mysql", "sqlite"):
        body = json.dumps(
            {"schema": DDL if dialect == "postgres" else "CREATE TABLE head (age INT)", "dialect": dialect}
        )
        account.client("s3").put_object(Bucket="corpus", Key=f"schemas/{dialect}.json", Body=body)
    account.client("s3").put_object(Bucket="corpus", Key="schemas/broken.json", Body=b"no JSON")
    return account


@pytest.fixture(scope="module", params=["postgres", "mysql"])
def planner(registered: LocalAccount, request: pytest.FixtureRequest) -> Planner:
    dialect: str = request.param
    return _planner(registered, name=dialect, dialect=dialect)


def _planner(account: LocalAccount, *, name: str, dialect: str) -> Planner:
    named = {"cluster": CLUSTER, "secret": READER, "name": name, "dialect": dialect, "schemas": ["hr"]}
    return read_databases(json.dumps([named]), read_account(account.environment))[0].planner


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT age FROM head",
        "WITH a AS (SELECT MAX(age) AS b FROM head) SELECT b FROM a",
        "SELECT age - 1, LPAD('7', 3, '0'), STDDEV(age) FROM head GROUP BY age",
    ],
)
def test_what_it_can_plan_it_says_nothing_against(planner: Planner, sql: str) -> None:
    assert planner.objection(sql) is None


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("SELECT ages FROM head", "no such column: ages"),
        ("SELECT age FROM heads", "no such table: heads"),
        ("SELECT age FROM head WHERE COUNT(*) > 1", "misuse of aggregate function COUNT()"),
        ("SELECT age FROM head AS a, head AS b", "ambiguous column name: age"),
    ],
)
def test_what_it_cannot_plan_it_objects_to(planner: Planner, sql: str, says: str) -> None:
    assert planner.objection(sql) == says


def test_names_are_as_odd_as_they_are(registered: LocalAccount) -> None:
    planner = _planner(registered, name="postgres", dialect="postgres")
    assert planner.objection('SELECT "a b" FROM "odd ""one"') is None


@pytest.mark.parametrize(
    ("name", "sql", "says"),
    [
        ("nowhere", "SELECT age FROM head", "DatabaseNotFoundException"),
        ("sqlite", "SELECT age FROM head", "NotImplementedException"),
        ("broken", "SELECT age FROM head", "InternalFailure"),
        ("postgres", "SELECT GEN_RANDOM_UUID() FROM head", "ServiceUnavailableError"),
    ],
)
def test_what_it_cannot_judge_is_its_own_failure(registered: LocalAccount, name: str, sql: str, says: str) -> None:
    with pytest.raises(TuneqlError, match=says):
        _planner(registered, name=name, dialect="postgres").objection(sql)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"sql": "SELECT age FROM head", "database": "postgres"}, "NotImplementedException"),
        ({"sql": "DROP TABLE head", "database": "postgres"}, "NotImplementedException"),
        ({"sql": "EXPLAIN ANALYZE SELECT 1", "database": "postgres"}, "NotImplementedException"),
        ({"sql": "SELECT 1", "database": "x" * 65}, "BadRequestException"),
    ],
)
def test_it_runs_nothing_and_is_strict(registered: LocalAccount, given: dict[str, Any], code: str) -> None:
    with pytest.raises(ClientError) as refused:
        registered.client("rds-data").execute_statement(resourceArn=CLUSTER, secretArn=READER, **given)
    assert refused.value.response["Error"]["Code"] == code


def test_the_caller_must_be_allowed_the_cluster_and_the_secret() -> None:
    body = json.dumps({"resourceArn": CLUSTER, "secretArn": READER, "sql": "SELECT 1"}).encode()
    asked = Request(method="POST", path="/Execute", raw_path="/Execute", query="", headers={}, body=body)
    needed = permissions(asked, "rds-data", Place(region="us-east-1", account="123456789012"))
    assert [(each.action, each.resource) for each in needed] == [
        ("rds-data:ExecuteStatement", CLUSTER),
        ("secretsmanager:GetSecretValue", READER),
    ]
