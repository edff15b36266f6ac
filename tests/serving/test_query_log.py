"""What is written down of every question that a model was asked."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from tests.serving.endpoint import ASKED, CHAMPION, DDL, GOOD, FakeClock, backend, send
from tuneql.aws.pointer import MemoryPointer
from tuneql.aws.runtime import ScriptedModel
from tuneql.errors import Intervened, ModelError, ModelMissing, NotReady, Throttled
from tuneql.limits import QUERY_LOG_MARK
from tuneql.pricing.queries import query_cost_usd
from tuneql.release.champion import Champion
from tuneql.serving.log import note
from tuneql.serving.patience import Clock
from tuneql.serving.query_log import QueryLog

NOW: Final = datetime(2026, 11, 30, 13, tzinfo=UTC)
QUESTION: Final = ASKED["question"]


def asked(
    *script: str | Exception,
    body: Any = ASKED,
    keep_questions: bool = False,
    champion: Champion = CHAMPION,
    repairs: int = 0,
) -> list[dict[str, Any]]:
    """The lines that a request leaves in the query log."""
    lines: list[str] = []
    clock = FakeClock()
    served = backend(
        ScriptedModel(*(script or (GOOD,))),
        pointer=MemoryPointer(champion),
        query_log=QueryLog(note=lines.append, keep_questions=keep_questions, now=lambda: NOW),
        repairs=repairs,
        clock=Clock(now=clock.now, sleep=clock.sleep),
    )
    send(served, "POST", "/sql", body)
    assert all("\n" not in line and line.isascii() for line in lines)
    return [json.loads(line) for line in lines]


def test_an_answer_leaves_what_it_cost_and_the_hash_of_its_question() -> None:
    (line,) = asked()
    tokens = line["input_tokens"], line["output_tokens"]
    assert line == {
        "mark": QUERY_LOG_MARK,
        "at": "2026-11-30T13:00:00.000+00:00",
        "request_id": "r-1",
        "question_sha256": hashlib.sha256(QUESTION.encode()).hexdigest(),
        "model": CHAMPION.run,
        "outcome": "answered",
        "input_tokens": tokens[0],
        "output_tokens": tokens[1],
        "cost_micro_usd": round(query_cost_usd(*tokens) * 1e6, 3),
        "latency_ms": 0.0,
        "repairs": 0,
    }
    assert min(tokens) > 0


def test_without_the_setting_a_line_holds_no_words_of_question_schema_or_sql() -> None:
    (line,) = asked()
    assert not {"heads", "head", "age", "COUNT", "56"} & set(json.dumps(line).replace('"', " ").split())


def test_where_questions_may_be_kept_the_line_has_question_and_sql() -> None:
    (line,) = asked(keep_questions=True)
    assert (line["question"], line["sql"]) == (QUESTION, GOOD)


def test_a_specification_is_known_by_its_json() -> None:
    spec = {"table": "head", "cols": ["name"]}
    (line,) = asked(
        "SELECT name FROM head", body={"spec": spec, "schema": DDL, "dialect": "sqlite"}, keep_questions=True
    )
    assert json.loads(line["question"]) == spec
    assert line["question_sha256"] == hashlib.sha256(line["question"].encode()).hexdigest()
    assert line["dialect"] == "sqlite"


OUTCOMES: Final = [
    ("DROP TABLE head", "refused"),
    (Intervened("stopped"), "refused"),
    ("CANNOT ANSWER: no table tells it", "declined"),
    (Throttled("busy"), "busy"),
    (NotReady("cold"), "busy"),
    (ModelError("cut off"), "failed"),
    (RuntimeError("anything"), "failed"),
]


@pytest.mark.parametrize(("said", "outcome"), OUTCOMES, ids=lambda value: str(value)[:30])
def test_a_question_without_an_answer_leaves_a_line_too(said: str | Exception, outcome: str) -> None:
    (line,) = asked(*[said] * 6)
    assert line["outcome"] == outcome
    assert "sql" not in line


def test_the_rules_that_withheld_an_answer_are_named() -> None:
    (line,) = asked("SELECT nope, age FROM head")
    assert line["rules"] == ["known_columns"]


def test_an_answer_that_was_sent_back_is_paid_for_as_well() -> None:
    (once,), (twice,), (withheld,) = asked(), asked("SELECT 1 FROM nope", GOOD, repairs=1), asked("SELECT 1 FROM nope")
    assert twice["repairs"] == 1
    assert twice["input_tokens"] > 2 * once["input_tokens"]
    assert withheld["cost_micro_usd"] > 0


def test_an_answer_that_was_cut_is_paid_for_as_well() -> None:
    cut = ModelError("the model stopped with max_tokens")
    cut.input_tokens, cut.output_tokens = 100, 512
    (line,) = asked(cut)
    assert (line["input_tokens"], line["output_tokens"]) == (100, 512)
    assert line["cost_micro_usd"] == pytest.approx(1e6 * query_cost_usd(100, 512))


def test_a_model_that_is_billed_by_the_minute_has_no_price_a_question() -> None:
    imported = replace(CHAMPION, model_id="arn:aws:bedrock:us-east-1:123456789012:imported-model/abc")
    (line,) = asked(champion=imported)
    assert "cost_micro_usd" not in line


def test_where_the_champion_has_changed_both_attempts_are_written_down() -> None:
    assert [line["outcome"] for line in asked(ModelMissing("gone"), GOOD)] == ["outdated", "answered"]


@pytest.mark.parametrize(
    ("body", "logged"),
    [
        ("", []),
        ({"question": "x"}, []),
        (ASKED | {"dialect": "klingon"}, [("invalid", 0)]),
        (ASKED | {"schema": "DROP"}, [("invalid", 0)]),
    ],
)
def test_a_request_that_no_model_was_asked_is_not_billed(body: Any, logged: list[tuple[str, int]]) -> None:
    assert [(line["outcome"], line["cost_micro_usd"]) for line in asked(body=body)] == logged


def test_a_function_writes_one_line_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    note('{"mark": "tuneql.query"}')
    assert capsys.readouterr().out == '{"mark": "tuneql.query"}\n'
