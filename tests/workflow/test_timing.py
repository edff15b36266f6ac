import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pytest

from tuneql.aws.objects import MemoryObjects
from tuneql.aws.runtime import ScriptedModel
from tuneql.errors import ModelError, ModelMissing, NotReady, RunFailed, Throttled
from tuneql.evaluation.latency import ColdStart, LatencyReport, Spread
from tuneql.limits import NOVA_MICRO
from tuneql.release.champion import Champion, Served
from tuneql.workflow.pace import Pace, pace_of
from tuneql.workflow.run import Run
from tuneql.workflow.timing import LATENCY, read_latency, time_models

SERVED = {
    "candidate": Served(model_id="arn:custom-model-deployment/new"),
    "base": Served(model_id=NOVA_MICRO.inference_id),
}
COLD = ColdStart(cold_ms=2300, first_token_ms=2100, attempts=3)
SQL = "SELECT COUNT(*) FROM t"


@dataclass
class Watch:
    """A clock that only advances while somebody sleeps."""

    now: float = 0.0
    naps: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds

    def pace(self, seconds: float = 225) -> Pace:
        return pace_of(seconds, clock=lambda: self.now, sleep=self.sleep)


def objects_of(run: Run, questions: int = 40) -> MemoryObjects:
    facts = {"schema": "CREATE TABLE t (a INTEGER)", "sql": SQL, "dialect": "sqlite"}
    lines = [json.dumps({"id": str(n), "question": f"Question {n}?", **facts}) for n in range(questions)]
    return MemoryObjects({run.location("dataset/test.jsonl"): "\n".join(lines).encode()})


def measured(
    run: Run, models: Mapping[str, ScriptedModel], *, seconds: float = 225, watch: Watch | None = None
) -> LatencyReport:
    objects = objects_of(run)
    asked = {name: (SERVED[name], model) for name, model in models.items()}
    made = time_models(run, asked, cold=COLD, objects=objects, pace=(watch or Watch()).pace(seconds))
    assert read_latency(run, objects) == made
    return made


def test_every_model_is_asked_the_same_questions_from_all_over_the_test_set(make_run: Callable[..., Run]) -> None:
    models = {name: ScriptedModel(SQL) for name in SERVED}
    found = measured(make_run(), models)
    assert found.questions == 20
    assert {name: each.measured for name, each in found.models.items()} == {"candidate": 20, "base": 20}
    assert models["candidate"].prompts == models["base"].prompts
    assert len(set(models["base"].prompts)) == 20
    assert "Question 38?" in models["base"].prompts[-1].user


def test_each_model_is_asked_in_the_words_that_it_was_trained_on(
    make_run: Callable[..., Run], champion: Champion
) -> None:
    run, model = make_run(replace(champion, prompt_version="2026-11-1")), ScriptedModel(SQL)
    asked = {"champion": (champion, model), "candidate": (SERVED["candidate"], other := ScriptedModel(SQL))}
    time_models(run, asked, cold=COLD, objects=objects_of(run), pace=Watch().pace())
    assert "CREATE TABLE t (a INTEGER)" in model.prompts[0].system
    assert "t(a int)" in other.prompts[0].system


def test_the_first_answers_only_open_the_connection(make_run: Callable[..., Run]) -> None:
    model = ScriptedModel(SQL)
    assert measured(make_run(), {"base": model}).models["base"].measured == 20
    assert len(model.prompts) == 21
    assert model.prompts[0] == model.prompts[1]


def test_only_the_candidate_has_a_cold_start_and_all_have_prices(make_run: Callable[..., Run]) -> None:
    found = measured(make_run(), {name: ScriptedModel(SQL) for name in SERVED}).models
    assert (found["candidate"].cold, found["base"].cold) == (COLD, None)
    assert found["candidate"].first_token_ms == Spread(p50=0.5, p95=0.5)
    assert found["candidate"].usd == found["base"].usd != 0


def test_calls_are_paced(make_run: Callable[..., Run]) -> None:
    watch = Watch()
    measured(make_run(), {"base": ScriptedModel(SQL)}, watch=watch)
    assert watch.naps == [0.1] * 21


def test_what_is_throttled_is_asked_again_ever_later(make_run: Callable[..., Run]) -> None:
    watch = Watch()
    model = ScriptedModel(SQL, Throttled("slow down"), NotReady("cold"), SQL)
    found = measured(make_run(), {"base": model}, watch=watch).models["base"]
    assert (found.measured, found.stopped) == (20, None)
    assert watch.naps[:5] == [0.1, 0.1, 1.0, 2.0, 0.1]


@pytest.mark.parametrize(
    ("said", "seconds"),
    [(Throttled("slow down"), 31.1), (RunFailed("not allowed"), 0.1), (ModelMissing("it is gone"), 0.1)],
)
def test_a_model_that_cannot_be_had_is_left_alone_and_the_others_are_timed(
    make_run: Callable[..., Run], said: Exception, seconds: float
) -> None:
    watch, refusing = Watch(), ScriptedModel(said)
    found = measured(make_run(), {"candidate": refusing, "base": ScriptedModel(SQL)}, watch=watch).models
    assert (found["candidate"].measured, found["candidate"].stopped) == (0, str(said))
    assert found["candidate"].latency_ms is None
    assert (found["base"].measured, found["base"].stopped) == (20, None)
    assert watch.now == pytest.approx(seconds + 2.1)


def test_when_the_time_is_over_what_was_measured_is_written(make_run: Callable[..., Run]) -> None:
    found = measured(make_run(), {name: ScriptedModel(SQL) for name in SERVED}, seconds=1.05).models
    assert (found["candidate"].measured, found["base"].measured) == (4, 4)
    assert {each.stopped for each in found.values()} == {"there was no time left"}


def test_answers_that_are_none_are_counted_apart(make_run: Callable[..., Run]) -> None:
    model = ScriptedModel(SQL, SQL, ModelError("the model stopped with max_tokens"), SQL)
    found = measured(make_run(), {"base": model}).models["base"]
    assert (found.measured, found.no_answers) == (19, 1)


def test_a_small_test_set_is_asked_whole(make_run: Callable[..., Run]) -> None:
    run, model = make_run(), ScriptedModel(SQL)
    asked = {"base": (SERVED["base"], model)}
    made = time_models(run, asked, cold=None, objects=objects_of(run, questions=3), pace=Watch().pace())
    assert (made.questions, made.models["base"].measured) == (3, 3)


def test_a_run_that_was_not_timed_has_no_latency(make_run: Callable[..., Run]) -> None:
    run = make_run()
    objects = objects_of(run)
    assert read_latency(run, objects) is None
    objects.write(run.location(LATENCY), b'{"questions": 1, "models": {}}', content_type="application/json")
    assert read_latency(run, objects) == LatencyReport(questions=1, models={})
