"""A model beside the champion: what is refused and recorded, and that every failure leaves the champion alone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.workflow.scene import NOW, THEN, Scene
from tuneql.aws.deployments import MemoryDeployments
from tuneql.aws.models import MemoryShelf
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.errors import (
    InvalidInput,
    NoModelYet,
    NotReady,
    SmokeTestFailed,
    StillPending,
    TrialFailed,
    UnknownPromptVersion,
)
from tuneql.locations import Location
from tuneql.ports import CustomModel, Deployment, KeptModel
from tuneql.release.champion import Challenger, Champion, Mode
from tuneql.workflow.challenging import Trial, begin, end
from tuneql.workflow.deployment import retire_challenger
from tuneql.workflow.promotion import carry_out, ensure_taken_back, plan_release
from tuneql.workflow.recording import new_champion, record
from tuneql.workflow.retention import prune
from tuneql.workflow.run import Run

IMPORTED = "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghijkl"
DEPLOYMENT = "arn:deployment/tuneql-challenger-0a1b2c3d"


@pytest.fixture
def run(make_run: Callable[..., Run]) -> Run:
    return make_run()


@pytest.fixture
def scene(run: Run, champion: Champion) -> Scene:
    return Scene(run, champion)


def test_it_is_deployed_asked_and_recorded_beside_the_champion(scene: Scene, champion: Champion, run: Run) -> None:
    made = scene.begin("canary", 0.2)
    assert (made.model_id, made.model_arn, made.run, made.prompt_version) == (
        DEPLOYMENT, run.names.model, run.id, THEN,
    )  # fmt: skip
    assert (made.mode, made.share, made.since) == ("canary", 0.2, "2026-11-20T00:00:00+00:00")
    assert scene.pointer.history == [champion, champion.beside(made)]
    assert [served.model_id for served in scene.asked] == [DEPLOYMENT]
    assert scene.behind(champion.model_id) == champion.model_arn


def test_the_present_one_gets_another_share_or_mode_and_its_figures_begin_anew(scene: Scene) -> None:
    first = scene.begin("shadow", 0.1)
    trial = Trial(mode="canary", share=0.3, largest=0.5, now=NOW.replace(hour=1), stamp="another")
    second = begin(scene.given, scene.trained, trial, scene.ports())
    assert (second.mode, second.share, second.model_id) == ("canary", 0.3, first.model_id)
    assert second.trial != first.trial
    assert scene.deployments.names == {"tuneql-challenger-0a1b2c3d": DEPLOYMENT}


SHARES: list[tuple[Mode, float, float, str]] = [
    ("canary", 0.1, 0.0, 'set "challenger_share" in cdk.json'),
    ("canary", 0.3, 0.2, "at most 0.2"),
    ("canary", 0.6, 1.0, "at most 0.5"),
    ("canary", 0.0, 1.0, "is not over 0"),
    ("shadow", -0.1, 1.0, "is not over 0"),
    ("shadow", 1.1, 1.0, "at most 1"),
]


@pytest.mark.parametrize(("mode", "share", "largest", "says"), SHARES)
def test_a_share_that_is_not_allowed_is_refused(
    scene: Scene, mode: Mode, share: float, largest: float, says: str
) -> None:
    with pytest.raises(InvalidInput, match=says) as refused:
        scene.begin(mode, share, largest=largest)
    assert (refused.value.field, scene.told) == ("--share", [])


def test_all_questions_may_be_a_shadows(scene: Scene) -> None:
    assert scene.begin("shadow", 1.0, largest=1.0).share == 1.0


def test_there_must_be_a_champion_of_the_same_dialect_and_another_model(run: Run, champion: Champion) -> None:
    with pytest.raises(NoModelYet, match="promote"):
        Scene(run, None).begin()
    with pytest.raises(InvalidInput, match="callers would get either"):
        Scene(run, replace(champion, dialect="duckdb")).begin()
    with pytest.raises(InvalidInput, match="is the champion's"):
        Scene(run, replace(champion, model_arn=run.names.model)).begin()


def test_words_that_are_forgotten_are_no_trial(scene: Scene) -> None:
    given = scene.given.model_copy(update={"prompt_version": "of-old"})
    trial = Trial(mode="canary", share=0.1, largest=0.5, now=NOW, stamp="x")
    with pytest.raises(UnknownPromptVersion):
        begin(given, scene.trained, trial, scene.ports())


def test_a_second_challenger_is_refused(scene: Scene) -> None:
    scene.begin()
    trial = Trial(mode="canary", share=0.1, largest=0.5, now=NOW, stamp="x")
    with pytest.raises(InvalidInput, match="end that first"):
        begin(scene.given, CustomModel(arn="arn:model/third", status="Active"), trial, scene.ports())


FAILURES = [
    (("I like boats.",), SmokeTestFailed),
    ((NotReady("cold"),), NotReady),
    ((KeyboardInterrupt(),), KeyboardInterrupt),
]


@pytest.mark.parametrize(("said", "error"), FAILURES)
def test_whatever_fails_leaves_nothing_behind(
    run: Run, champion: Champion, said: tuple[Any, ...], error: type[BaseException]
) -> None:
    scene = Scene(run, champion, said=said)
    with pytest.raises(error):
        scene.begin()
    assert scene.pointer.history == [champion]
    assert set(scene.deployments.found) == {champion.model_id}


class Failing(MemoryDeployments):
    """Deployments that fail while they are created."""

    def create(self, *given: Any, **more: Any) -> str:
        arn = super().create(*given, **more)
        del self._pending[arn]
        self.found[arn] = replace(self.found[arn], status="Failed", failure="no capacity.")
        return arn


def test_a_deployment_that_fails_is_deleted_and_its_reason_told(run: Run, champion: Champion) -> None:
    scene = Scene(run, champion)
    there, scene.deployments = scene.deployments.found, Failing()
    scene.deployments.found |= there
    with pytest.raises(TrialFailed, match="no capacity; begin again"):
        scene.begin()
    assert (scene.pointer.history, set(scene.deployments.found)) == ([champion], {champion.model_id})


def test_while_a_run_is_being_promoted_nothing_begins(scene: Scene, champion: Champion) -> None:
    found = scene.deployments.found[champion.model_id]
    scene.deployments.found[champion.model_id] = replace(found, model_arn="arn:model/of-another-run")
    with pytest.raises(TrialFailed, match="being replaced"):
        scene.begin()
    assert scene.pointer.history == [champion]
    assert DEPLOYMENT not in scene.deployments.found


def test_an_imported_model_needs_no_deployment(scene: Scene) -> None:
    trial = Trial(mode="canary", share=0.1, largest=0.5, now=NOW, stamp="x")
    model = CustomModel(arn=IMPORTED, status="Active", interface="invoke")
    made = begin(scene.given, model, trial, scene.ports())
    assert (made.model_id, made.interface, scene.deployments.names) == (IMPORTED, "invoke", {})
    end(scene.ports())
    assert not any("deleting" in told for told in scene.told)


def test_it_is_recorded_no_longer_before_its_deployment_is_deleted(scene: Scene, champion: Champion) -> None:
    made = scene.begin()
    scene.patience = 0
    with pytest.raises(StillPending, match="is still there"):
        end(scene.ports())
    assert scene.pointer.read() == champion
    assert DEPLOYMENT in scene.deployments.found
    scene.pointer.write(champion.beside(made))
    scene.patience = 9
    assert end(scene.ports()) == made
    assert (scene.pointer.read(), set(scene.deployments.found)) == (champion, {champion.model_id})


def test_what_is_not_tried_cannot_be_ended(scene: Scene) -> None:
    with pytest.raises(InvalidInput, match="nothing to end"):
        end(scene.ports())


def test_one_whose_deployment_is_gone_can_be_ended_and_nothing_else(scene: Scene, champion: Champion) -> None:
    scene.begin()
    del scene.deployments.found[DEPLOYMENT]
    with pytest.raises(TrialFailed, match="is gone; end it"):
        scene.begin("shadow")
    end(scene.ports())
    assert scene.pointer.read() == champion


def test_a_release_by_hand_ends_it(scene: Scene, champion: Champion) -> None:
    scene.begin()
    made = scene.release()
    assert made.challenger is None
    assert scene.pointer.read() == made
    assert set(scene.deployments.found) == {champion.model_id}


@pytest.mark.parametrize("said", ["I like boats.", NotReady("cold")])
def test_a_release_that_fails_leaves_it_where_it_was(run: Run, champion: Champion, said: str | Exception) -> None:
    beside = _beside(champion)
    scene = Scene(run, champion.beside(beside), said=(said,))
    scene.deployments.found[DEPLOYMENT] = Deployment(arn=DEPLOYMENT, model_arn="arn:model/new", status="Active")
    with pytest.raises((SmokeTestFailed, NotReady)):
        scene.release()
    assert scene.pointer.read() == champion.beside(beside)
    assert DEPLOYMENT in scene.deployments.found


def _beside(champion: Champion, model: str = "arn:model/new") -> Challenger:
    return Challenger(
        model_id=DEPLOYMENT,
        model_arn=model,
        run="weekly-5678abcd",
        dialect=champion.dialect,
        prompt_version=THEN,
        mode="canary",
        share=0.1,
        since="2026-11-19T00:00:00+00:00",
    )


@pytest.mark.parametrize("meanwhile", ["ended", "changed", "neither"])
def test_a_run_is_promoted_whatever_became_of_it_meanwhile(run: Run, champion: Champion, meanwhile: str) -> None:
    beside = _beside(champion)
    scene = Scene(run, champion.beside(beside))
    release = plan_release(run, "arn:model/3", name="x", before=scene.pointer.read(), deployments=scene.deployments)
    served = scene.ports().pointer.read()
    assert served is not None
    scene.pointer.write(
        {
            "ended": champion,
            "changed": champion.beside(replace(beside, share=0.2)),
            "neither": champion.beside(beside),
        }[meanwhile]
    )
    made = record(release, new_champion(run, release, served, prompt_version=THEN, now=NOW), pointer=scene.pointer)
    assert (scene.pointer.read(), made.challenger, release.ended) == (made, None, beside)


def test_its_deployment_is_deleted_after_the_promotion(champion: Champion) -> None:
    deployments = MemoryDeployments()
    deployments.found[DEPLOYMENT] = Deployment(arn=DEPLOYMENT, model_arn="arn:model/new", status="Active")
    retire_challenger(_beside(champion), deployments)
    retire_challenger(_beside(champion), deployments)  # a Retire that is tried again
    retire_challenger(None, deployments)
    assert deployments.found == {}


@pytest.mark.parametrize("there", [True, False])
def test_a_promotion_that_is_taken_back_brings_it_back_if_it_is_still_there(
    run: Run, champion: Champion, *, there: bool
) -> None:
    before = champion.beside(_beside(champion))
    scene = Scene(run, before)
    if there:
        scene.deployments.found[DEPLOYMENT] = Deployment(arn=DEPLOYMENT, model_arn="arn:model/new", status="Active")
    release = plan_release(run, run.names.model, name="x", before=before, deployments=scene.deployments)
    carry_out(release, tags={}, deployments=scene.deployments)
    record(release, new_champion(run, release, before, prompt_version=THEN, now=NOW), pointer=scene.pointer)
    while not ensure_taken_back(release, deployments=scene.deployments, pointer=scene.pointer):
        pass
    assert scene.pointer.read() == (before if there else champion)


def test_its_model_is_kept_however_old_it_is(run: Run, champion: Champion) -> None:
    kept = [
        KeptModel(arn=f"arn:model/{n}", name=f"tuneql-{n}", created_at=NOW.replace(day=n), run=str(n)) for n in (1, 2)
    ]
    decisions = {Location(bucket=run.bucket, key=f"runs/{n}/evaluation/decision.json"): b"{}" for n in (1, 2)}
    shelf = MemoryShelf(*kept)
    few = run.model_copy(update={"keep_models": 1})
    pointer = MemoryPointer(champion.beside(_beside(champion, "arn:model/1")))
    assert prune(few, replaced=None, pointer=pointer, shelf=shelf, objects=MemoryObjects(decisions)) == ()
    pointer.write(champion)
    assert prune(few, replaced=None, pointer=pointer, shelf=shelf, objects=MemoryObjects(decisions)) == ("tuneql-1",)
