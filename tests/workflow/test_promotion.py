"""What a release changes, depending on what served users before; and the record of the new champion."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tuneql.aws.deployments import MemoryDeployments
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.errors import ChampionChanged, InvalidInput, PromotionFailed, StillPending
from tuneql.ports import Deployment
from tuneql.release.champion import Champion, Served
from tuneql.workflow.comparing import compare_anew
from tuneql.workflow.promotion import (
    carry_out,
    check_promotion,
    ensure_taken_back,
    find_release,
    is_promoted,
    plan_release,
    promote,
)
from tuneql.workflow.provenance import code_digest, find_provenance, read_provenance, write_provenance
from tuneql.workflow.recording import new_champion, record
from tuneql.workflow.run import Run
from tuneql.workflow.run_record import RunRecord

NOW = datetime(2026, 11, 20, tzinfo=UTC)
NEW = "arn:model/new"
IMPORTED = "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghijkl"


def serving(champion: Champion) -> MemoryDeployments:
    """Deployments, of which one is the champion's, and active."""
    deployments = MemoryDeployments(looks=0)
    arn = str(champion.deployment_arn)
    deployments.found[arn] = Deployment(arn=arn, model_arn="arn:model/old", status="Active")
    return deployments


def imported(champion: Champion) -> Champion:
    """The same once an imported model has taken its place."""
    return replace(champion, model_id=IMPORTED, model_arn=IMPORTED, idle_deployment_arn=champion.model_id)


def test_the_first_release_makes_the_deployment(make_run: Callable[..., Run]) -> None:
    run, deployments = make_run(), MemoryDeployments()
    release = plan_release(run, NEW, name="tuneql-champion-1", before=None, deployments=deployments)
    arn = carry_out(release, tags={}, deployments=deployments)
    assert carry_out(release, tags={}, deployments=deployments) == arn
    assert (list(deployments.names), release.deployment_arn) == (["tuneql-champion-1"], None)


def test_later_ones_swap_its_model_and_swap_it_back(make_run: Callable[..., Run], champion: Champion) -> None:
    deployments, pointer = serving(champion), MemoryPointer(champion)
    release = plan_release(make_run(), NEW, name="never", before=champion, deployments=deployments)
    assert carry_out(release, tags={}, deployments=deployments) == champion.model_id
    assert is_promoted(deployments.find(champion.model_id), NEW)
    while not ensure_taken_back(release, deployments=deployments, pointer=pointer):
        pass
    assert is_promoted(deployments.find(champion.model_id), "arn:model/old")
    assert pointer.history == [champion]


def test_a_swap_is_back_when_the_old_model_answers_again_and_not_before(
    make_run: Callable[..., Run], champion: Champion
) -> None:
    deployments, pointer = serving(champion), MemoryPointer(champion)
    deployments._looks = 1  # noqa: SLF001 - the fake's own clock
    release = plan_release(make_run(), NEW, name="never", before=champion, deployments=deployments)
    carry_out(release, tags={}, deployments=deployments)
    back = [ensure_taken_back(release, deployments=deployments, pointer=pointer) for _ in range(5)]
    assert back == [False, False, False, True, True]
    assert is_promoted(deployments.find(champion.model_id), "arn:model/old")


def test_of_a_champion_that_was_deleted_meanwhile_there_is_nothing_to_swap_back(
    make_run: Callable[..., Run], champion: Champion
) -> None:
    release = plan_release(make_run(), NEW, name="never", before=champion, deployments=serving(champion))
    assert ensure_taken_back(release, deployments=MemoryDeployments(), pointer=MemoryPointer(champion))
    with pytest.raises(PromotionFailed, match="was deleted outside this workflow"):
        is_promoted(None, NEW)


def test_a_deployment_that_a_release_made_stays_if_a_later_champion_is_behind_it(
    make_run: Callable[..., Run], champion: Champion
) -> None:
    deployments, pointer = MemoryDeployments(looks=0), MemoryPointer(None)
    release = plan_release(make_run(), NEW, name="tuneql-champion-1", before=None, deployments=deployments)
    arn = carry_out(release, tags={}, deployments=deployments)
    pointer.write(replace(champion, model_id=arn))
    assert ensure_taken_back(release, deployments=deployments, pointer=pointer)
    assert deployments.find(arn) is not None
    pointer.write(champion)
    assert not ensure_taken_back(release, deployments=deployments, pointer=pointer)
    assert deployments.find(arn) is None
    assert ensure_taken_back(release, deployments=deployments, pointer=pointer)


def test_what_could_be_rolled_back_to_is_told_if_there_was_anything(
    make_run: Callable[..., Run], champion: Champion
) -> None:
    older = replace(champion, previous_model_arn="arn:model/older")
    for before, replaced in ((older, "arn:model/older"), (champion, None), (None, None)):
        deployments = serving(champion)
        release = plan_release(make_run(), NEW, name="a", before=before, deployments=deployments)
        assert release.replaced_model_arn == replaced


def test_a_swap_that_failed_once_can_be_tried_again(make_run: Callable[..., Run], champion: Champion) -> None:
    deployments = serving(champion)
    deployments.found[champion.model_id] = Deployment(
        arn=champion.model_id, model_arn="arn:model/old", status="Active", update_model_arn=NEW,
        update_status="UpdateFailed",
    )  # fmt: skip
    assert is_promoted(deployments.find(champion.model_id), "arn:model/old")
    with pytest.raises(PromotionFailed, match="could not put"):
        is_promoted(deployments.find(champion.model_id), NEW)
    release = plan_release(make_run(), NEW, name="never", before=champion, deployments=deployments)
    carry_out(release, tags={}, deployments=deployments)
    assert is_promoted(deployments.find(champion.model_id), NEW)


def test_a_swap_is_waited_for_until_its_deadline() -> None:
    deadline = timedelta(hours=2)
    late = deadline + timedelta(seconds=1)
    old, new = (Deployment(arn="arn:deployment/1", model_arn=arn, status="Active") for arn in ("arn:model/old", NEW))
    assert check_promotion(old, NEW, waited=deadline, deadline=deadline) == "Updating"
    assert check_promotion(new, NEW, waited=late, deadline=deadline) == "Active"
    with pytest.raises(PromotionFailed, match="has not taken the new model after 7201 seconds"):
        check_promotion(old, NEW, waited=late, deadline=deadline)


def test_an_imported_model_takes_the_place_without_a_deployment_and_the_next_one_gets_it(
    make_run: Callable[..., Run], champion: Champion
) -> None:
    run, deployments = make_run(), serving(champion)
    there = plan_release(run, IMPORTED, name="never", before=champion, deployments=deployments)
    assert carry_out(there, tags={}, deployments=deployments) == IMPORTED
    made = new_champion(run, there, Served(model_id=IMPORTED), prompt_version=champion.prompt_version, now=NOW)
    assert made == replace(
        imported(champion), previous_model_arn="arn:model/old", run=run.id, promoted_at=made.promoted_at
    )
    back = plan_release(run, NEW, name="never", before=made, deployments=deployments)
    assert carry_out(back, tags={}, deployments=deployments) == champion.model_id
    again = new_champion(run, back, Served(model_id=champion.model_id), prompt_version=champion.prompt_version, now=NOW)
    assert (again.previous_model_arn, again.idle_deployment_arn) == (IMPORTED, None)


def test_going_back_to_the_model_of_an_idle_deployment_swaps_nothing(
    make_run: Callable[..., Run], champion: Champion
) -> None:
    deployments, pointer = serving(champion), MemoryPointer(imported(champion))
    release = plan_release(make_run(), "arn:model/old", name="never", before=pointer.read(), deployments=deployments)
    carry_out(release, tags={}, deployments=deployments)
    assert is_promoted(deployments.find(champion.model_id), "arn:model/old")
    assert ensure_taken_back(release, deployments=deployments, pointer=pointer)


def test_an_idle_deployment_that_was_deleted_is_made_again(make_run: Callable[..., Run], champion: Champion) -> None:
    before = imported(champion)
    release = plan_release(make_run(), NEW, name="tuneql-champion-2", before=before, deployments=MemoryDeployments())
    assert release.deployment_name == "tuneql-champion-2"


def test_a_champion_that_is_busy_or_gone_is_left_alone(make_run: Callable[..., Run], champion: Champion) -> None:
    deployments = serving(champion)
    deployments.update(champion.model_id, "arn:model/of-another-run")
    deployments._pending[champion.model_id] = 9  # noqa: SLF001 - the fake's own clock
    with pytest.raises(StillPending, match="being moved"):
        plan_release(make_run(), NEW, name="never", before=champion, deployments=deployments)
    with pytest.raises(PromotionFailed, match="was deleted outside"):
        plan_release(make_run(), NEW, name="never", before=champion, deployments=MemoryDeployments())


# Who was compared with, who serves users now, and whether the candidate may take the place.
RIVALS = [
    (None, None, True),
    ("old", "old", True),
    ("old", None, True),
    ("old", "other", False),
    (None, "other", False),
]


@pytest.mark.parametrize(("compared", "now", "allowed"), RIVALS)
def test_a_candidate_takes_the_place_of_no_champion_that_it_was_not_compared_with(
    make_run: Callable[..., Run], champion: Champion, compared: str | None, now: str | None, *, allowed: bool
) -> None:
    champions = {name: replace(champion, model_arn=f"arn:model/{name}", run=name) for name in ("old", "other")}
    before = champions.get(now or "")
    run, objects = make_run(champions.get(compared or "")), MemoryObjects()
    deployments, pointer = serving(champion), MemoryPointer(before)
    if allowed:
        promote(run, NEW, deployments=deployments, pointer=pointer, objects=objects)
        assert find_release(run, objects) is not None
        return
    with pytest.raises(ChampionChanged, match="the model of other serves users now"):
        promote(run, NEW, deployments=deployments, pointer=pointer, objects=objects)
    assert find_release(run, objects) is None
    assert deployments.found[champion.model_id].model_arn == "arn:model/old"


def test_a_trial_beside_the_champion_is_no_other_champion(make_run: Callable[..., Run], champion: Champion) -> None:
    run = make_run(champion)
    deployments, pointer = serving(champion), MemoryPointer(replace(champion, promoted_at="2026-11-02T00:00:00Z"))
    assert promote(run, NEW, deployments=deployments, pointer=pointer, objects=MemoryObjects()) == champion.model_id


def test_a_promotion_that_has_begun_goes_on_whoever_serves_users(
    make_run: Callable[..., Run], champion: Champion
) -> None:
    run, objects, deployments = make_run(champion), MemoryObjects(), serving(champion)
    pointer = MemoryPointer(champion)
    first = promote(run, NEW, deployments=deployments, pointer=pointer, objects=objects)
    pointer.write(replace(champion, run=run.id, model_arn=NEW))
    assert promote(run, NEW, deployments=deployments, pointer=pointer, objects=objects) == first


def test_comparing_anew_asks_the_champion_of_now_and_nobody_else(
    make_run: Callable[..., Run], champion: Champion
) -> None:
    objects, other = MemoryObjects(), replace(champion, model_arn="arn:model/other", run="other")
    run = compare_anew(make_run(champion), questions=30, pointer=MemoryPointer(other), objects=objects)
    assert run.champion == other
    slices = json.loads(objects.read(run.location("work/evaluation-shards.json")))
    assert [(each["model"], each["start"], each["end"]) for each in slices] == [
        ("champion", 0, 25),
        ("champion", 25, 30),
    ]
    assert read_provenance(run.id, bucket=run.bucket, objects=objects).compared_with == "other"


def test_the_champion_is_recorded_once(make_run: Callable[..., Run], champion: Champion) -> None:
    run, deployments, pointer = make_run(), serving(champion), MemoryPointer(champion)
    release = plan_release(run, NEW, name="never", before=champion, deployments=deployments)
    made = new_champion(
        run, release, Served(model_id=champion.model_id), prompt_version=champion.prompt_version, now=NOW
    )
    assert record(release, made, pointer=pointer) == record(release, made, pointer=pointer) == made
    assert pointer.history == [champion, made]
    assert (made.run, made.model_arn, made.previous_model_arn) == (run.id, NEW, "arn:model/old")


def test_a_champion_that_another_run_recorded_meanwhile_is_not_overwritten(
    make_run: Callable[..., Run], champion: Champion
) -> None:
    run, pointer = make_run(), MemoryPointer(champion)
    release = plan_release(run, NEW, name="new", before=None, deployments=MemoryDeployments())
    made = new_champion(
        run, release, Served(model_id="arn:deployment/new"), prompt_version=champion.prompt_version, now=NOW
    )
    with pytest.raises(PromotionFailed, match=champion.run):
        record(release, made, pointer=pointer)
    assert pointer.read() == champion


def test_a_run_leaves_where_its_model_comes_from(make_run: Callable[..., Run]) -> None:
    run, objects = make_run(), MemoryObjects()
    assert find_provenance(run.id, bucket=run.bucket, objects=objects) is None
    with pytest.raises(InvalidInput, match="release list"):
        read_provenance(run.id, bucket=run.bucket, objects=objects)
    write_provenance(run, objects)
    found = read_provenance(run.id, bucket=run.bucket, objects=objects)
    assert (found.run.id, found.run.corpus, found.run.method) == (run.id, run.corpus, run.method)
    assert (found.compared_with, found.code) == (None, code_digest())


def test_what_a_run_left_is_read_by_code_that_knows_more_or_less(make_run: Callable[..., Run]) -> None:
    run, objects = make_run(), MemoryObjects()
    write_provenance(run, objects)
    ((location, body),) = objects.objects.items()
    kept = json.loads(body)
    assert set(kept["run"]) == set(RunRecord.model_fields)
    objects.objects[location] = json.dumps({**kept, "run": {**kept["run"], "setting_of_next_year": 1}}).encode()
    assert read_provenance(run.id, bucket=run.bucket, objects=objects).run.id == run.id


def test_the_digest_is_that_of_the_code_wherever_it_lies(tmp_path: Path) -> None:
    roots = [tmp_path / "here", tmp_path / "there"]
    for root in roots:
        (root / "tuneql").mkdir(parents=True)
        (root / "tuneql" / "prompt.py").write_text("A = 1\n")
    (roots[0] / "README.md").write_text("no code")
    assert code_digest(roots[0]) == code_digest(roots[1])
    (roots[1] / "tuneql" / "prompt.py").write_text("A = 2\n")
    assert code_digest(roots[0]) != code_digest(roots[1])
