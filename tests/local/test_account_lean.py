"""The endpoint's own calls of S3 and SSM, without an SDK, against the account."""

import json
from contextlib import closing

import pytest

from local.account import LocalAccount
from tests.serving.endpoint import ASKED, backend, send
from tuneql.aws.conversation import Guardrail
from tuneql.aws.lean.objects import StoredObjects
from tuneql.aws.lean.pointer import CachedReader, ParameterReader
from tuneql.aws.lean.runtime import RuntimeModel
from tuneql.aws.lean.service import Account, Service, read_account
from tuneql.errors import RunFailed
from tuneql.limits import NOVA_MICRO
from tuneql.locations import Location
from tuneql.release.champion import Served

FOLDER = Location(bucket="corpus", key="schemas/")
BASE = Served(model_id=NOVA_MICRO.inference_id)


@pytest.fixture
def caller(account: LocalAccount) -> Account:
    return read_account(account.environment)


@pytest.mark.parametrize("name", ["plain.json", "with space+plus=&%.json", "głowa 头.json"])
def test_objects_come_back_as_they_went(account: LocalAccount, caller: Account, name: str) -> None:
    account.client("s3").create_bucket(Bucket=FOLDER.bucket)
    place = FOLDER.within(name)
    with closing(Service("s3", caller, seconds=60)) as service:
        objects = StoredObjects(service)
        assert objects.fetch(place) is None
        objects.write(place, "töne".encode(), content_type="text/plain")
        found = objects.fetch(place)
        assert found is not None
        assert found.data == "töne".encode()
        again = objects.fetch(place, known=found.etag)
        assert again is not None
        assert (again.data, again.etag) == (None, found.etag)
        assert place in list(objects.list(FOLDER))
        objects.remove(place)
        assert place not in list(objects.list(FOLDER))


def test_the_champion_is_read_once_and_kept(account: LocalAccount, caller: Account) -> None:
    record = {"model_id": "m", "model_arn": "a", "run": "r", "dialect": "sqlite", "prompt_version": "1"}
    record["promoted_at"] = "2026-11-20T00:00:00Z"
    account.client("ssm").put_parameter(Name="/champion", Type="String", Value="{}")
    with closing(Service("ssm", caller, seconds=60)) as service:
        reader = CachedReader(ParameterReader(service, "/champion"))
        assert reader.read() is None
        account.client("ssm").put_parameter(Name="/champion", Type="String", Value=json.dumps(record), Overwrite=True)
        found = reader.read()
        assert found is not None
        assert found.run == "r"
        assert reader.read() is found


def test_what_is_not_there_is_said_in_our_words(caller: Account) -> None:
    refused = pytest.raises(RunFailed, match="could not read the champion parameter: ParameterNotFound")
    with closing(Service("ssm", caller, seconds=60)) as service, refused:
        ParameterReader(service, "/nowhere").read()


def test_a_guardrail_stops_a_question_of_the_endpoint(account: LocalAccount, caller: Account) -> None:
    made = account.client("bedrock").create_guardrail(
        name="no-pay",
        blockedInputMessaging="no",
        blockedOutputsMessaging="no",
        wordPolicyConfig={"wordsConfig": [{"text": "salary"}]},
    )
    guardrail = Guardrail(identifier=made["guardrailArn"], version=made["version"])
    with closing(Service("bedrock-runtime", caller, seconds=60, signing_name="bedrock")) as service:
        served = backend(RuntimeModel(service, BASE, max_tokens=64, guardrail=guardrail))
        stopped = send(served, "POST", "/sql", {**ASKED, "question": "What is the salary of each head?"})
        answered = send(served, "POST", "/sql", {**ASKED, "question": "How many heads are there?"})
    assert (stopped.status, stopped.body["type"]) == (422, "/errors/guardrail")
    assert (answered.status, answered.body["sql"]) == (200, "SELECT COUNT(*) FROM head")
