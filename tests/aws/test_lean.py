"""The endpoint's calls to AWS: signed as botocore signs them, over connections that may be closed by the other end."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing, nullcontext
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials as BotoCredentials
from hypothesis import given
from hypothesis import strategies as st

from tuneql.aws.conversation import Guardrail
from tuneql.aws.lean.http import Answer
from tuneql.aws.lean.objects import StoredObjects
from tuneql.aws.lean.runtime import RuntimeModel
from tuneql.aws.lean.service import Account, Service, failure
from tuneql.aws.lean.signature import Credentials, Signer
from tuneql.errors import Intervened, ModelMissing, NotReady, RunFailed, Throttled
from tuneql.locations import Location
from tuneql.prompt import Prompt
from tuneql.release.champion import Served

CREDENTIALS = Credentials(access_key="AKIDEXAMPLE", secret_key="wJalrXUtnFEMI", token="role")
PROMPT = Prompt(system="tables", user="How many?")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)


@given(
    service=st.sampled_from(["bedrock", "ssm", "s3"]),
    parts=st.lists(WORDS.filter(lambda word: word not in {".", ".."}), min_size=1, max_size=3),
    parameters=st.dictionaries(WORDS, WORDS, max_size=3),
    body=st.binary(max_size=64),
    token=st.sampled_from([None, "role"]),
)
def test_a_signature_is_botocore_s(
    service: str, parts: list[str], parameters: dict[str, str], body: bytes, token: str | None
) -> None:
    encoded = sorted((quote(name, safe=""), quote(value, safe="")) for name, value in parameters.items())
    query = "&".join(f"{name}={value}" for name, value in encoded)
    target = "/" + "/".join(quote(part, safe="") for part in parts) + (f"?{query}" if query else "")
    credentials = Credentials(access_key="AKIDEXAMPLE", secret_key="key", token=token)
    signer = Signer(credentials=credentials, region="us-east-1", service=service)
    at = datetime.now(UTC)
    headers = {"content-type": "application/json"}
    ours = signer.sign("POST", target, host="example.com", headers=headers, body=body, at=at)

    theirs = AWSRequest(method="POST", url=f"http://example.com{target}", data=body, headers=headers)
    theirs.context["timestamp"] = ours["X-Amz-Date"]
    auth_type = S3SigV4Auth if service == "s3" else SigV4Auth
    auth = auth_type(BotoCredentials("AKIDEXAMPLE", "key", token), service, "us-east-1")
    auth._modify_request_before_signing(theirs)  # noqa: SLF001 - add_auth would take its own time
    text = auth.string_to_sign(theirs, auth.canonical_request(theirs))
    assert ours["Authorization"].endswith(f"Signature={auth.signature(text, theirs)}")


class Script(BaseHTTPRequestHandler):
    """Answers as told; `close` in place of an answer ends the connection without one."""

    protocol_version = "HTTP/1.1"
    replies: list[tuple[int, dict[str, str], bytes] | str]
    seen: list[tuple[str, str, bytes]]
    heard: list[dict[str, str]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        self.seen.append((self.command, self.path, body))
        self.heard.append(dict(self.headers))
        reply = self.replies.pop(0)
        if isinstance(reply, str):
            self.close_connection = True
            return
        status, headers, data = reply
        self.send_response(status)
        for name, value in {**headers, "content-length": str(len(data))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST  # noqa: N815 - the server's word for it

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    Script.replies, Script.seen, Script.heard = [], [], []
    with ThreadingHTTPServer(("127.0.0.1", 0), Script) as found:
        found.daemon_threads = True
        thread = threading.Thread(target=found.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield found
        found.shutdown()
        thread.join()


@pytest.fixture
def account(server: ThreadingHTTPServer) -> Account:
    endpoint = f"http://127.0.0.1:{server.server_address[1]}"
    return Account(credentials=CREDENTIALS, region="us-east-1", endpoint=endpoint)


def said(text: str) -> tuple[int, dict[str, str], bytes]:
    answer: dict[str, Any] = {
        "output": {"message": {"content": [{"text": text}]}},
        "stopReason": "end_turn",
        "usage": {"inputTokens": 3, "outputTokens": 2},
    }
    return 200, {"content-type": "application/json"}, json.dumps(answer).encode()


def stopped() -> tuple[int, dict[str, str], bytes]:
    answer: dict[str, Any] = {
        "output": {"message": {"content": [{"text": "not to be asked"}]}},
        "stopReason": "guardrail_intervened",
        "usage": {"inputTokens": 0, "outputTokens": 0},
    }
    return 200, {}, json.dumps(answer).encode()


@pytest.fixture
def model(account: Account) -> Iterator[RuntimeModel]:
    served = Served(model_id="arn:aws:bedrock:us-east-1:1:custom-model-deployment/x")
    with closing(Service("bedrock-runtime", account, seconds=5, signing_name="bedrock")) as service:
        yield RuntimeModel(service, served, max_tokens=64)


def test_a_model_is_asked_through_converse(model: RuntimeModel) -> None:
    Script.replies = [said("SELECT 1")]
    found = model.complete(PROMPT)
    assert (found.text, found.input_tokens, found.output_tokens) == ("SELECT 1", 3, 2)
    ((method, path, body),) = Script.seen
    assert (method, path) == (
        "POST",
        "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Acustom-model-deployment%2Fx/converse",
    )
    assert json.loads(body)["inferenceConfig"] == {"maxTokens": 64, "temperature": 0}


GUARDRAIL = Guardrail(identifier="abc123", version="2")


def test_a_guardrail_is_named_in_converse_s_body(account: Account) -> None:
    Script.replies = [said("SELECT 1"), stopped()]
    with closing(Service("bedrock-runtime", account, seconds=5, signing_name="bedrock")) as service:
        model = RuntimeModel(service, Served(model_id="m"), max_tokens=64, guardrail=GUARDRAIL)
        assert model.complete(PROMPT).text == "SELECT 1"
        with pytest.raises(Intervened):
            model.complete(PROMPT)
    assert json.loads(Script.seen[0][2])["guardrailConfig"] == {
        "guardrailIdentifier": "abc123",
        "guardrailVersion": "2",
        "trace": "disabled",
    }


@pytest.mark.parametrize("action", ["NONE", "INTERVENED"])
def test_a_guardrail_is_named_in_invoke_model_s_headers(account: Account, action: str) -> None:
    choice = {"finish_reason": "stop", "message": {"content": "SELECT 1"}}
    answer = {"choices": [choice], "amazon-bedrock-guardrailAction": action}
    Script.replies = [(200, {}, json.dumps(answer).encode())]
    served = Served(model_id="arn:aws:bedrock:us-east-1:1:imported-model/x", interface="invoke")
    with closing(Service("bedrock-runtime", account, seconds=5, signing_name="bedrock")) as service:
        model = RuntimeModel(service, served, max_tokens=64, guardrail=GUARDRAIL)
        with nullcontext() if action == "NONE" else pytest.raises(Intervened):
            assert model.complete(PROMPT).text == "SELECT 1"
    headers = {name.lower(): value for name, value in Script.heard[0].items()}
    assert headers["x-amzn-bedrock-guardrailidentifier"] == "abc123"
    assert headers["x-amzn-bedrock-guardrailversion"] == "2"


def test_a_kept_connection_that_was_closed_is_replaced(model: RuntimeModel) -> None:
    Script.replies = [said("SELECT 1"), "close", said("SELECT 2")]
    assert [model.complete(PROMPT).text for _ in range(2)] == ["SELECT 1", "SELECT 2"]


def test_a_new_connection_that_is_closed_is_no_answer(model: RuntimeModel) -> None:
    Script.replies = ["close"]
    with pytest.raises(NotReady, match="could not ask the model"):
        model.complete(PROMPT)


@pytest.mark.parametrize(
    ("status", "headers", "body", "kind"),
    [
        (429, {"x-amzn-ErrorType": "ThrottlingException:http://internal/"}, b'{"message": "slow"}', Throttled),
        (429, {"x-amzn-ErrorType": "ModelNotReadyException"}, b"{}", NotReady),
        (404, {}, b'{"__type": "com.amazon#ResourceNotFoundException", "message": "gone"}', ModelMissing),
        (403, {"x-amzn-ErrorType": "AccessDeniedException"}, b"not JSON", RunFailed),
        (502, {}, b"<html>", RunFailed),
    ],
)
def test_errors_are_in_our_words(
    model: RuntimeModel, status: int, headers: dict[str, str], body: bytes, kind: type[Exception]
) -> None:
    Script.replies = [(status, headers, body)]
    with pytest.raises(kind, match="could not ask the model"):
        model.complete(PROMPT)


def test_s3_s_errors_are_read_too() -> None:
    body = b"<Error><Code>SlowDown</Code><Message>Reduce your rate</Message></Error>"
    error = failure(Answer(status=503, headers={}, body=body), "write")
    assert isinstance(error, Throttled)
    assert "Reduce your rate" in str(error)


def test_a_long_list_comes_in_pages(account: Account) -> None:
    def page(key: str, token: str) -> tuple[int, dict[str, str], bytes]:
        more = f"<NextContinuationToken>{token}</NextContinuationToken>" if token else ""
        text = f'<R xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Contents><Key>{key}</Key></Contents>{more}</R>'
        return 200, {}, text.encode()

    Script.replies = [page("schemas/a &amp; b", "x/y="), page("schemas/c", "")]
    with closing(Service("s3", account, seconds=5)) as service:
        found = list(StoredObjects(service).list(Location(bucket="corpus", key="schemas/")))
    assert [each.key for each in found] == ["schemas/a & b", "schemas/c"]
    assert urlencode({"continuation-token": "x/y="}) in Script.seen[1][1]
