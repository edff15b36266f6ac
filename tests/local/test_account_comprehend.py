"""Amazon Comprehend as the local account plays it, asked as the preparation asks."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.account import LocalAccount
from tuneql.aws.comprehend import ComprehendPersonalData, KnownPersonalData
from tuneql.corpus.example import Example
from tuneql.corpus.personal_data import PersonalData
from tuneql.corpus.redaction import Redactor

QUESTION = "Where does the guest named Ada King live, whom we reach at ada@acme.com?"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with LocalAccount(directory=Path(tmp_path_factory.mktemp("account"))) as account:
        yield account.client("comprehend")


@pytest.fixture(params=["comprehend", "known"])
def service(request: pytest.FixtureRequest, client: Any) -> PersonalData:
    if request.param == "known":
        return KnownPersonalData({"Ada King": "NAME", "ada@acme.com": "EMAIL"})
    return ComprehendPersonalData(client)


def test_entities_come_in_order_with_their_places(service: PersonalData) -> None:
    found = [(each.kind, QUESTION[each.start : each.end]) for each in service.find(QUESTION)]
    assert found == [("NAME", "Ada King"), ("EMAIL", "ada@acme.com")]


def test_what_it_finds_in_a_question_goes_from_the_sql_too(service: PersonalData) -> None:
    ddl = "CREATE TABLE t (c TEXT, city TEXT)"
    row = Example(question=QUESTION, ddl=ddl, sql="SELECT city FROM t WHERE c = 'Ada King'")
    found = Redactor("salt", service).redact(row, "sqlite")
    assert found is not None
    assert found.counts == {"email": 1, "person": 1}
    assert "Ada" not in found.example.question + found.example.sql
    name = found.example.sql.split("'")[1]
    assert f"named {name} live" in found.example.question


def test_a_text_of_any_length_is_asked_in_pieces(client: Any) -> None:
    text = "é " * 60_000 + "named Ada King"
    assert [text[each.start : each.end] for each in ComprehendPersonalData(client).find(text)] == ["Ada King"]


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"Text": "é" * 60_000, "LanguageCode": "en"}, "TextSizeLimitExceededException"),
        ({"Text": "text", "LanguageCode": "de"}, "UnsupportedLanguageException"),
        ({"Text": "text", "LanguageCode": "xx"}, "InvalidRequestException"),
    ],
)
def test_what_the_service_refuses_is_refused(client: Any, request_: dict[str, str], code: str) -> None:
    with pytest.raises(ClientError) as failure:
        client.detect_pii_entities(**request_)
    assert failure.value.response["Error"]["Code"] == code
