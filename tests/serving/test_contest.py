"""Who answers where a challenger stands beside the champion, and what is written down of it."""

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final, Literal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.serving.endpoint import ASKED, CHAMPION, DDL, FOLDER, GOOD, FakeClock, backend
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.aws.runtime import ScriptedModel
from tuneql.errors import ModelMissing, NotReady, Throttled
from tuneql.limits import ENDPOINT_DEADLINE_SECONDS
from tuneql.locations import Location
from tuneql.parsing import parse_as
from tuneql.ports import Completion
from tuneql.prompt import Prompt
from tuneql.release.champion import Challenger, Served
from tuneql.release.observation import Observation
from tuneql.serving.api import Request, Response, respond
from tuneql.serving.contest import CANARY_SECONDS, Contests, is_drawn
from tuneql.serving.feedback import FeedbackFolder
from tuneql.serving.messages import SchemaRequest
from tuneql.serving.patience import Clock
from tuneql.serving.query_log import QueryLog
from tuneql.serving.schemas import Schemas
from tuneql.serving.shadow import ShadowBackend, ShadowRequest, cast_shadow

OTHER: Final = "SELECT COUNT(name) FROM head WHERE age > 56"


def challenger(*, mode: Literal["canary", "shadow"] = "canary", share: float = 1.0) -> Challenger:
    return Challenger(
        model_id="arn:challenger",
        model_arn="arn:model/new",
        run="weekly-5678abcd",
        dialect="sqlite",
        prompt_version=CHAMPION.prompt_version,
        mode=mode,
        share=share,
        since="2026-11-21T00:00:00+00:00",
    )


@dataclass
class Scene:
    """An endpoint with a champion and what stands beside it.

    Attributes:
        champion, beside: what each model says.
        tried: the record of what stands beside.
        lines: of the log, decoded.
        sent: what the shadow was sent.
    """

    champion: Any = field(default_factory=lambda: ScriptedModel(GOOD))
    beside: Any = field(default_factory=lambda: ScriptedModel(OTHER))
    tried: Challenger | None = field(default_factory=challenger)
    largest_share: float = 1.0
    clock: FakeClock = field(default_factory=FakeClock)
    lines: list[dict[str, Any]] = field(default_factory=list)
    sent: list[ShadowRequest] = field(default_factory=list)
    send: Callable[[ShadowRequest], None] | None = None
    objects: MemoryObjects = field(default_factory=MemoryObjects)

    def __post_init__(self) -> None:
        self.schemas = Schemas(self.objects, FOLDER)

    def ask(self, body: Any = None, *, path: str = "/sql", request_id: str = "r-1") -> Response:
        contests = Contests(
            largest_share=self.largest_share,
            note=lambda line: self.lines.append(json.loads(line)),
            send=self.send or self.sent.append,
        )
        served = backend(
            self.champion,
            model=self._model,
            pointer=MemoryPointer(CHAMPION.beside(self.tried)),
            contests=contests,
            schemas=self.schemas,
            clock=Clock(now=self.clock.now, sleep=self.clock.sleep),
            feedback=FeedbackFolder(folder=Location(bucket="runs", key="feedback/"), objects=MemoryObjects()),
        )
        asked = json.dumps(ASKED if body is None else body)
        response = respond(Request(method="POST", path=path, body=asked, request_id=request_id), served)
        for thread in threading.enumerate():  # the one that sends in passing
            if thread.name.endswith("(_send)"):
                thread.join()
        return response

    def _model(self, served: Served) -> Any:
        return self.beside if served.model_id == "arn:challenger" else self.champion

    @property
    def seen(self) -> list[tuple[str, str, bool]]:
        return [(line["arm"], line["outcome"], line["instead"]) for line in self.lines]


def model_of(response: Response) -> str:
    assert response.status == 200, response.body
    return str(json.loads(response.body)["model"])


def test_a_canary_answers_the_questions_that_are_its_own_and_says_so() -> None:
    scene = Scene()
    response = scene.ask()
    assert (model_of(response), json.loads(response.body)["sql"]) == ("weekly-5678abcd", OTHER)
    assert scene.seen == [("challenger", "answered", False)]
    assert scene.champion.prompts == []


def test_the_rest_is_the_champions() -> None:
    scene = Scene(tried=challenger(share=0.000001))
    assert model_of(scene.ask()) == CHAMPION.run
    assert scene.seen == [("champion", "answered", False)]
    assert scene.beside.prompts == []


def test_over_a_schema_that_another_process_has_changed_no_question_is_asked_and_counted_twice() -> None:
    scene = Scene()
    scene.schemas.put("hr", SchemaRequest(schema="CREATE TABLE head (name TEXT)"), dialect="sqlite")
    scene.schemas.tables("hr")
    Schemas(scene.objects, FOLDER).put("hr", SchemaRequest(schema=DDL), dialect="sqlite")
    assert model_of(scene.ask({"question": ASKED["question"], "schema_id": "hr"})) == "weekly-5678abcd"
    assert (len(scene.beside.prompts), scene.seen) == (1, [("challenger", "answered", False)])


FAILURES = [
    ("DROP TABLE head", "refused"),
    ("SELECT * FROM secrets", "refused"),
    ("CANNOT ANSWER: no table tells it", "declined"),
    (Throttled("busy"), "busy"),
    (NotReady("cold"), "busy"),
    (ModelMissing("gone"), "failed"),
    (RuntimeError("anything"), "failed"),
]


@pytest.mark.parametrize(("said", "outcome"), FAILURES, ids=lambda value: str(value)[:30])
def test_whatever_befalls_a_canary_the_champion_answers(said: str | Exception, outcome: str) -> None:
    scene = Scene(beside=ScriptedModel(said))
    assert model_of(scene.ask()) == CHAMPION.run
    assert scene.seen == [("challenger", outcome, False), ("champion", "answered", True)]


@pytest.mark.parametrize("said", [Throttled("busy"), NotReady("cold")])
def test_a_busy_canary_is_not_waited_for(said: Exception) -> None:
    scene = Scene(beside=ScriptedModel(said))
    scene.ask()
    assert len(scene.beside.prompts) == 1
    assert scene.clock.time == 0


class Slow(ScriptedModel):
    """Says what it was told to say, each time after a while."""

    def __init__(self, clock: FakeClock, seconds: float, *script: str) -> None:
        super().__init__(*script)
        self._clock, self._seconds = clock, seconds

    def complete(self, prompt: Prompt) -> Completion:
        self._clock.sleep(self._seconds)
        return super().complete(prompt)


def test_a_slow_canary_is_not_asked_to_mend_and_leaves_the_champion_its_time() -> None:
    clock = FakeClock()
    scene = Scene(clock=clock, beside=Slow(clock, CANARY_SECONDS - 1, "DROP TABLE head"))
    response = scene.ask()
    assert model_of(response) == CHAMPION.run
    assert len(scene.beside.prompts) == 1
    assert json.loads(response.body)["latency_ms"] == (CANARY_SECONDS - 1) * 1000
    assert 2 * CANARY_SECONDS < ENDPOINT_DEADLINE_SECONDS


def test_where_the_champion_fails_too_users_are_told_its_problem() -> None:
    scene = Scene(beside=ScriptedModel(RuntimeError("x")), champion=ScriptedModel("DROP TABLE head"))
    response = scene.ask()
    assert (response.status, json.loads(response.body)["type"]) == (422, "/errors/sql-refused")
    assert scene.seen == [("challenger", "failed", False), ("champion", "refused", True)]


def test_a_question_that_is_wrong_counts_for_nobody() -> None:
    scene = Scene()
    assert scene.ask(ASKED | {"dialect": "klingon"}).status == 400
    assert (scene.lines, scene.champion.prompts, scene.beside.prompts) == ([], [], [])


def test_a_shadow_is_sent_the_question_with_its_tables_and_users_have_the_champion() -> None:
    scene = Scene(tried=challenger(mode="shadow"))
    assert model_of(scene.ask()) == CHAMPION.run
    (sent,) = scene.sent
    assert (sent.request_id, sent.asked.question, sent.asked.ddl) == ("r-1", ASKED["question"], None)
    assert sent.tables.ddl == ASKED["schema"]
    assert scene.seen == [("champion", "answered", False)]
    assert scene.beside.prompts == []


def test_of_questions_that_are_not_the_shadows_nothing_is_written_down() -> None:
    scene = Scene(tried=challenger(mode="shadow", share=0.000001))
    assert model_of(scene.ask()) == CHAMPION.run
    assert (scene.sent, scene.lines) == ([], [])


def test_a_shadow_that_cannot_be_reached_is_nobodys_problem() -> None:
    def fail(_: ShadowRequest) -> None:
        raise NotReady("could not send")

    scene = Scene(tried=challenger(mode="shadow"), send=fail)
    assert model_of(scene.ask()) == CHAMPION.run
    assert scene.seen == [("champion", "answered", False)]


def shadow(said: str | Exception) -> tuple[str, dict[str, Any]]:
    """What becomes of a question that went to the shadow's function and back through JSON."""
    scene = Scene(tried=challenger(mode="shadow"))
    scene.ask()
    event = parse_as(ShadowRequest, json.loads(scene.sent[0].event))
    lines: list[str] = []
    clock = FakeClock()
    around = ShadowBackend(
        model=lambda _: ScriptedModel(said),
        base_model_id="amazon.nova-micro-v1:0",
        repairs=0,
        query_log=QueryLog(note=lambda _: None),
        note=lines.append,
        clock=Clock(now=clock.now, sleep=clock.sleep),
    )
    return cast_shadow(event, around), json.loads(lines[0])


def test_the_shadow_s_answer_is_written_down_under_the_same_request() -> None:
    outcome, line = shadow(OTHER)
    assert outcome == "answered"
    assert (line["arm"], line["outcome"], line["request_id"]) == ("challenger", "answered", "r-1")
    assert Observation.model_validate(line).output_tokens > 0


@pytest.mark.parametrize(("said", "outcome"), [case for case in FAILURES if not isinstance(case[0], RuntimeError)])
def test_a_shadow_that_fails_is_written_down_and_not_sent_again(said: str | Exception, outcome: str) -> None:
    told, line = shadow(said)
    assert told != "answered"
    assert line["outcome"] == outcome


def test_digests_tell_statements_and_templates_apart_and_no_line_holds_a_word() -> None:
    rare = challenger(share=0.000001)
    one = Scene(champion=ScriptedModel(GOOD), tried=rare)
    other = Scene(champion=ScriptedModel(GOOD.replace("56", "57")), tried=rare)
    one.ask()
    other.ask()
    assert one.lines[0]["sql"] != other.lines[0]["sql"]
    assert one.lines[0]["template"] == other.lines[0]["template"]
    assert "head" not in json.dumps(one.lines)
    assert "older" not in json.dumps(one.lines)


def test_opinions_are_written_down_while_there_is_a_trial() -> None:
    scene = Scene()
    said = {"request_id": "r-1", "verdict": "bad", "note": "no"}
    assert scene.ask(said, path="/feedback").status == 204
    (line,) = scene.lines
    assert (line["kind"], line["request_id"], line["verdict"]) == ("opinion", "r-1", "bad")
    assert line["trial"] == challenger().trial
    alone = Scene(tried=None)
    assert (alone.ask(said, path="/feedback").status, alone.lines) == (204, [])


def test_alone_the_champion_is_asked_and_nothing_is_written_down() -> None:
    scene = Scene(tried=None)
    assert model_of(scene.ask()) == CHAMPION.run
    assert scene.lines == []


@given(seed=st.integers(), share=st.sampled_from([0.1, 0.25, 0.5]))
def test_the_share_is_about_that_of_the_questions_and_each_keeps_its_fate(seed: int, share: float) -> None:
    source, tried = Random(seed), challenger(share=share)  # noqa: S311 - nothing secret
    ids = [str(UUID(int=source.getrandbits(128))) for _ in range(400)]
    drawn = [is_drawn(each, tried, largest_share=1.0) for each in ids]
    assert abs(sum(drawn) / len(ids) - share) < 0.16  # more than six standard deviations
    assert drawn == [is_drawn(each, tried, largest_share=1.0) for each in ids]


@given(request_id=st.text(), share=st.floats(min_value=0.001, max_value=1))
def test_a_deployment_that_allows_less_gives_less(request_id: str, share: float) -> None:
    tried = challenger(share=share)
    assert not is_drawn(request_id, tried, largest_share=0.0)
    if is_drawn(request_id, tried, largest_share=share / 2):
        assert is_drawn(request_id, tried, largest_share=1.0)
