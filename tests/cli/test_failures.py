"""What is said to somebody who has mistyped a command, or has no AWS account."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from cli.ask import _errors, _refusal
from tuneql.aws.clients import patient_client


@pytest.fixture
def stranger(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Nothing in the environment says which account or region is meant."""
    for name in [each for each in os.environ if each.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, "/nonexistent")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)  # it keeps the credentials that it has found once
    patient_client.cache_clear()
    yield monkeypatch
    patient_client.cache_clear()


@pytest.mark.parametrize(
    ("region", "remedy"), [(None, "set AWS_DEFAULT_REGION"), ("us-east-1", "sign in, as by AWS_PROFILE")]
)
def test_who_has_no_account_is_told_how_to_have_one(
    tuneql: Callable[..., Any],
    stranger: pytest.MonkeyPatch,
    *,
    region: str | None,
    remedy: str,
) -> None:
    if region is not None:
        stranger.setenv("AWS_DEFAULT_REGION", region)
    ran = tuneql("release", "list")
    assert ran.code == 1
    assert remedy in ran.err
    assert "`tuneql local up` says what to export" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_a_file_that_is_not_there_is_missed_before_the_account(
    tuneql: Callable[..., Any], stranger: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran = tuneql("ask", "How many?", "--schema", tmp_path / "nowhere.sql")
    assert ran.code == 2
    assert "does not exist" in ran.err


@pytest.mark.parametrize("arguments", [(), ("--schema", "a.sql", "--schema-id", "a")])
def test_a_question_is_over_one_schema(tuneql: Callable[..., Any], arguments: tuple[str, ...]) -> None:
    ran = tuneql("ask", "How many?", *arguments)
    assert (ran.code, "give one of --schema FILE and --schema-id ID" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("question", "ddl", "said"),
    [
        ("How many?", "", "tuneql: schema: '' is empty; give at least one character\n"),
        (" ", "CREATE TABLE t (a INT)", "tuneql: question: ' ' is blank; say what you want to know\n"),
    ],
)
def test_what_the_gateway_would_refuse_without_a_name_is_named(
    tuneql: Callable[..., Any], stranger: pytest.MonkeyPatch, tmp_path: Path, *, question: str, ddl: str, said: str
) -> None:
    (tmp_path / "schema.sql").write_text(ddl)
    ran = tuneql("ask", question, "--schema", tmp_path / "schema.sql")
    assert (ran.code, ran.err) == (2, said)


def test_an_endpoint_that_refuses_is_quoted_once() -> None:
    rule = "is not a known dialect; choose another"
    answer = {"detail": f"dialect: 'x' {rule}", "errors": [{"field": "dialect", "message": rule}]}
    assert _errors(answer) == ""
    assert _errors({**answer, "detail": "It is refused."}) == f"dialect: {rule}"
    assert _refusal(answer) == ("dialect: 'x' is not a known dialect", "choose another")
    assert _refusal({**answer, "detail": "It is refused."}) == ("It is refused", f"dialect: {rule}")
    assert _refusal({"message": "no"}) == ("{'message': 'no'}", "change the request")


def test_a_busy_endpoint_is_no_bad_input(
    tuneql: Callable[..., Any], stranger: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "schema.sql").write_text("CREATE TABLE t (a INT)")
    busy = {"type": "/errors/throttled", "title": "Too many requests", "detail": "Ask again in 2 seconds."}
    stranger.setattr("cli.ask.call", lambda *_, **__: (429, busy))
    ran = tuneql("ask", "How many?", "--schema", tmp_path / "schema.sql", "--endpoint", "http://127.0.0.1:1")
    said = "tuneql: the endpoint answered 429: Too many requests: Ask again in 2 seconds.\n"
    assert (ran.code, ran.err) == (1, said)


def test_an_account_that_is_gone_is_looked_for(tuneql: Callable[..., Any], stranger: pytest.MonkeyPatch) -> None:
    account = {"AWS_ENDPOINT_URL": "http://127.0.0.1:1", "AWS_DEFAULT_REGION": "us-east-1", "AWS_MAX_ATTEMPTS": "1"}
    for name, value in {**account, "AWS_ACCESS_KEY_ID": "AKIA", "AWS_SECRET_ACCESS_KEY": "none"}.items():
        stranger.setenv(name, value)
    ran = tuneql("usage")
    assert (ran.code, "see that it runs, or unset AWS_ENDPOINT_URL" in ran.err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("gaurd",), "tuneql: No such command 'gaurd'. Did you mean 'guard'? (tuneql --help)\n"),
        (("corpus", "prepar"), "tuneql: No such command 'prepar'. Did you mean 'prepare'? (tuneql corpus --help)\n"),
        (("score", "--gold", "x"), "tuneql: Missing option '--predictions' (tuneql score --help)\n"),
        (("ask",), "tuneql: Missing argument 'question' (tuneql ask --help)\n"),
    ],
)
def test_a_slip_names_the_help_that_lists_what_is_right(
    tuneql: Callable[..., Any], arguments: tuple[str, ...], said: str
) -> None:
    ran = tuneql(*arguments)
    assert (ran.code, ran.err) == (2, said)


def test_who_asks_for_nothing_gets_help(tuneql: Callable[..., Any]) -> None:
    ran = tuneql()
    assert ran.code == 2
    assert ran.err.startswith("Usage: tuneql")
