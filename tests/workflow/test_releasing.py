"""Releases by hand: what is refused and done, and that every failure is undone."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.workflow.scene import GOOD, NOW, THEN, Scene
from tuneql.aws.customization import MemoryModels
from tuneql.aws.deployments import MemoryDeployments
from tuneql.aws.objects import MemoryObjects
from tuneql.errors import (
    InvalidInput,
    NoModelYet,
    NotReady,
    PromotionFailed,
    RunFailed,
    SmokeTestFailed,
    StillPending,
    UnknownPromptVersion,
)
from tuneql.ports import CustomModel, Deployment
from tuneql.release.champion import Champion
from tuneql.release.history import Version, previous_run
from tuneql.workflow.history import release_history
from tuneql.workflow.provenance import Provenance, write_provenance
from tuneql.workflow.releasing import find_model, release
from tuneql.workflow.run import Run


@pytest.fixture
def run(make_run: Callable[..., Run]) -> Run:
    return make_run()


def test_the_model_is_swapped_asked_and_recorded(run: Run, champion: Champion) -> None:
    scene = Scene(run, champion)
    made = scene.release()
    assert (made.model_id, made.model_arn) == (champion.model_id, run.names.model)
    assert (made.run, made.previous_model_arn, made.prompt_version) == (run.id, champion.model_arn, THEN)
    assert scene.pointer.history == [champion, made]
    assert scene.behind(champion.model_id) == run.names.model
    assert [served.model_id for served in scene.asked] == [champion.model_id]


def test_what_changes_is_written_down_first(run: Run, champion: Champion) -> None:
    scene = Scene(run, champion)
    scene.release()
    written = json.loads(scene.objects.objects[run.location("releases/0a1b2c3d.json")])
    assert written["before"]["run"] == champion.run
    assert (written["model_arn"], written["swapped_model_arn"]) == (run.names.model, champion.model_arn)


def test_the_first_release_makes_the_champion(run: Run) -> None:
    scene = Scene(run, None)
    made = scene.release()
    assert scene.deployments.names == {"tuneql-champion-0a1b2c3d": made.model_id}
    assert made.previous_model_arn is None


FAILURES = [
    (("I like boats.",), SmokeTestFailed),
    ((NotReady("cold"),), NotReady),
    ((KeyboardInterrupt(),), KeyboardInterrupt),
]


@pytest.mark.parametrize(("said", "error"), FAILURES)
def test_whatever_fails_is_taken_back(
    run: Run, champion: Champion, said: tuple[Any, ...], error: type[BaseException]
) -> None:
    scene = Scene(run, champion, said=said)
    with pytest.raises(error):
        scene.release()
    assert scene.pointer.history == [champion]
    assert scene.behind(champion.model_id) == champion.model_arn
    assert "putting everything back" in scene.told[-1]


def test_a_champion_that_was_made_in_vain_is_deleted(run: Run) -> None:
    scene = Scene(run, None, said=("I like boats.",))
    with pytest.raises(SmokeTestFailed):
        scene.release()
    assert (scene.pointer.history, scene.deployments.found) == ([None], {})


def test_a_champion_that_cannot_be_put_back_is_said_aloud(run: Run, champion: Champion) -> None:
    scene = Scene(run, champion, patience=0)
    with pytest.raises(PromotionFailed, match="look at it now"):
        scene.release()


def test_a_model_that_is_cold_at_first_is_asked_again(run: Run, champion: Champion) -> None:
    scene = Scene(run, champion, said=(NotReady("cold"), NotReady("cold"), GOOD))
    assert scene.release().run == run.id


def test_a_champion_on_the_move_is_left_alone(run: Run, champion: Champion) -> None:
    scene = Scene(run, champion)
    scene.deployments = MemoryDeployments(looks=9)
    scene.deployments.found[champion.model_id] = Deployment(
        arn=champion.model_id, model_arn=champion.model_arn, status="Active"
    )
    scene.deployments.update(champion.model_id, "arn:model/of-another-run")
    with pytest.raises(StillPending, match="another run"):
        scene.release()
    assert scene.told == []


def test_a_swap_that_nobody_recorded_is_left_alone_unless_forced(run: Run, champion: Champion) -> None:
    scene = Scene(run, champion)
    scene.deployments.found[champion.model_id] = Deployment(
        arn=champion.model_id, model_arn="arn:model/unrecorded", status="Active"
    )
    with pytest.raises(PromotionFailed, match="wait for the run to end"):
        scene.release()
    assert scene.release(force=True).run == run.id


def test_an_imported_model_needs_nothing_of_what_was_before(run: Run, champion: Champion) -> None:
    scene = Scene(run, champion)
    arn = "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghijkl"
    given = Provenance(run=run, compared_with=None, code="0123456789ab", prompt_version=THEN)
    model = CustomModel(arn=arn, status="Active", interface="invoke")
    made = release(given, model, scene.ports(), stamp="0a1b2c3d", now=NOW)
    assert (made.model_id, made.interface, made.idle_deployment_arn) == (arn, "invoke", champion.model_id)
    assert scene.behind(champion.model_id) == champion.model_arn


def test_the_champion_itself_is_no_release(run: Run, champion: Champion) -> None:
    scene = Scene(run, replace(champion, model_arn=run.names.model))
    with pytest.raises(InvalidInput, match="serves users already"):
        scene.release()


def test_a_model_that_could_not_be_asked_is_not_released(run: Run, champion: Champion) -> None:
    scene = Scene(run, champion)
    given = Provenance(run=run, compared_with=None, code="0123456789ab", prompt_version="2031-1")
    model = CustomModel(arn=run.names.model, status="Active")
    with pytest.raises(UnknownPromptVersion, match=r"2031-1.* deploy the tuneql that trained the model"):
        release(given, model, scene.ports(), stamp="0a1b2c3d", now=NOW)
    assert scene.behind(champion.model_id) == champion.model_arn


DECISIONS = [
    (None, True, "has not been measured"),
    (
        {"passed": False, "reasons": ["0.0% is below the floor", "cost is kept"], "broken": ["minimum_accuracy"]},
        True,
        "below the floor; name another run, or add --force",
    ),
    ({"passed": True, "reasons": []}, False, "was deleted"),
]


@pytest.mark.parametrize(("decision", "kept", "says"), DECISIONS, ids=lambda value: str(value)[:30])
def test_runs_that_cannot_be_released_are_refused_by_name(run: Run, decision: object, *, kept: bool, says: str) -> None:
    with pytest.raises(InvalidInput, match=says) as refused:
        _found(run, decision, kept=kept)
    assert (refused.value.field, refused.value.value) == ("run", run.id)


def test_a_refused_run_can_be_forced(run: Run) -> None:
    found = _found(run, {"passed": False, "reasons": []}, kept=True, despite_gate=True)
    assert found.arn == run.names.model


def _found(run: Run, decision: object, *, kept: bool, despite_gate: bool = False) -> CustomModel:
    objects, models = MemoryObjects(), MemoryModels(*([run.names.model] if kept else []))
    if decision is not None:
        body = json.dumps(decision).encode()
        objects.write(run.location("evaluation/decision.json"), body, content_type="application/json")
    return find_model(run, models=models, objects=objects, despite_gate=despite_gate)


def _versions(*champions: Champion | None) -> tuple[Version, ...]:
    return tuple(
        Version(number=number, at=NOW, by="arn:aws:iam::123456789012:user/ada", champion=champion)
        for number, champion in enumerate(champions, start=1)
    )


def _successor(champion: Champion, run: str) -> Champion:
    return replace(champion, run=run, model_arn=f"arn:model/{run}", previous_model_arn=champion.model_arn)


def test_the_previous_run_is_the_one_whose_model_served_before(champion: Champion) -> None:
    second = _successor(champion, "second")
    assert previous_run(_versions(None, champion, second)) == champion.run
    assert previous_run(_versions(None, champion, second, _successor(second, "again"))) == "second"


@pytest.mark.parametrize(
    ("serving", "error", "says"),
    [("nobody", NoModelYet, "no champion"), ("first", RunFailed, "first one"), ("lost", RunFailed, "by name")],
)
def test_there_is_not_always_one(champion: Champion, serving: str, error: type[Exception], says: str) -> None:
    last = {"nobody": None, "first": champion, "lost": _successor(champion, "second")}[serving]
    with pytest.raises(error, match=says):
        previous_run(_versions(None, last))


def test_the_history_names_data_code_and_scores(run: Run, champion: Champion) -> None:
    objects = MemoryObjects()
    write_provenance(run, objects)
    metrics = json.dumps({"candidate": {"execution_accuracy": 0.5, "exact_match": 0.25, "parses": 1.0}}).encode()
    objects.write(run.location("evaluation/metrics.json"), metrics, content_type="application/json")
    versions = _versions(None, champion, _successor(champion, run.id))
    nothing, old, new = release_history(versions, bucket=run.bucket, objects=objects)
    assert (nothing.run, nothing.serves, old.run, old.corpus, old.serves) == (None, False, champion.run, None, False)
    assert (new.version, new.serves, new.by) == (3, True, "arn:aws:iam::123456789012:user/ada")
    assert (new.corpus, new.scores) == (run.corpus.uri, {"execution_accuracy": 0.5, "exact_match": 0.25})
    assert new.code is not None


def test_after_the_first_promotion_was_taken_back_nothing_serves(champion: Champion) -> None:
    entries = release_history(_versions(None, champion, None), bucket="runs", objects=MemoryObjects())
    assert not any(entry.serves for entry in entries)
