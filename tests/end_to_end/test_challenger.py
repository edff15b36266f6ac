"""A model beside the champion, as users, and those who decide on it, see it."""

from tests.end_to_end.house import House
from tests.end_to_end.seen import Ended
from tests.end_to_end.trials import Trials


def test_a_canary_is_recorded_beside_the_champion_which_stays(
    first_run: Ended, second_run: Ended, trials: Trials
) -> None:
    ran, after = trials.canary
    assert ran.code == 0, ran.err
    assert "asking the challenger" in ran.err
    assert f"{first_run.run} is tried as canary with 50% of the questions" in ran.out
    tried = after.record["challenger"]
    assert (tried["mode"], tried["share"], tried["run"]) == ("canary", 0.5, first_run.run)
    assert tried["model_arn"] == first_run.after.model_arn
    assert after.model_arn == second_run.after.model_arn


def test_each_answer_says_whose_it_is(first_run: Ended, second_run: Ended, trials: Trials) -> None:
    assert (trials.by_canary.status, trials.by_canary.body["model"]) == (200, first_run.run)
    assert (trials.by_champion.status, trials.by_champion.body["model"]) == (200, second_run.run)


def test_where_the_canary_fails_users_have_the_champion(second_run: Ended, trials: Trials) -> None:
    assert {(answer.status, answer.body["model"]) for answer in trials.without_canary} == {(200, second_run.run)}
    assert trials.standing["arms"]["challenger"]["failed"] > 0


def test_what_became_of_questions_is_counted_by_arm_and_not_yet_enough(trials: Trials) -> None:
    champion, challenger = (trials.standing["arms"][arm] for arm in ("champion", "challenger"))
    assert champion["questions"] == champion["answered"] > 0
    assert challenger["answered"] > 0
    assert (challenger["good"], challenger["bad"]) == (1, 0)
    assert challenger["tokens_per_answer"] > 0
    assert (trials.standing["verdict"], trials.standing["reason"][:14]) == ("undecided", "not enough yet")


def test_a_shadow_is_asked_and_nobody_sees_it(first_run: Ended, second_run: Ended, trials: Trials) -> None:
    ran, after = trials.shadow
    assert (ran.code, after.record["challenger"]["run"]) == (0, first_run.run), ran.err
    assert {answer.body["model"] for answer in trials.beside_shadow} == {second_run.run}
    found = trials.shadow_standing
    assert found["arms"]["challenger"]["questions"] == found["arms"]["champion"]["questions"] == 2
    assert found["agreement"]["both"] == 2
    assert "questions that both answered" in trials.told.out


def test_in_the_end_the_champion_is_alone_and_the_model_is_kept(
    house: House, second_run: Ended, first_run: Ended, trials: Trials
) -> None:
    ran, after = trials.ended
    assert (ran.code, after.record["challenger"], after.record["run"]) == (0, None, second_run.run), ran.err
    assert house.deployed(trials.deployed) is None
    assert first_run.after.model_arn is not None
