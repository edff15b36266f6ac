import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stacks.setting_checks import EVENTS_PER_POLL, longest_execution_events
from stacks.settings import RUN_DEFAULTS, Settings, read_settings, run_defaults
from tests.case_files import read_cases
from tuneql.errors import InvalidInput
from tuneql.limits import EXECUTION_EVENTS
from tuneql.options import Options
from tuneql.workflow.run import Defaults

REFUSED = read_cases(__file__, "cases/refused_settings.jsonl")


def test_defaults_can_be_deployed() -> None:
    assert read_settings(None) == read_settings({}) == Settings()


def test_every_setting_is_explained() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_overrides_come_as_a_mapping_or_as_the_command_line_gives_them() -> None:
    assert read_settings({"epochs": 3}) == read_settings('{"epochs": 3}') == Settings(epochs=3)


@pytest.mark.parametrize("case", REFUSED, ids=[json.dumps(case["settings"]) for case in REFUSED])
def test_impossible_settings_are_refused_with_the_setting_and_what_to_change(case: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_settings(case["settings"])
    assert refused.value.field == case["field"]
    assert all(words in str(refused.value) for words in case["says"])


@given(poll=st.integers(1, 3_600), training=st.integers(1, 10**6), deployment=st.integers(1, 10**5))
def test_no_accepted_wait_exceeds_the_history_of_an_execution(poll: int, training: int, deployment: int) -> None:
    given_settings = {
        "poll_seconds": poll,
        "stall_seconds": 1,
        "training_deadline_seconds": training,
        "deployment_deadline_seconds": deployment,
    }
    rounds = training // poll + 2 * (deployment // poll)
    try:
        accepted = read_settings(given_settings)
    except InvalidInput as refused:
        assert refused.field == "tuneql.poll_seconds"  # noqa: PT017 - both outcomes are right, each on its own terms
    else:
        assert rounds * EVENTS_PER_POLL < longest_execution_events(accepted) <= EXECUTION_EVENTS


def test_run_defaults_are_what_plan_reads() -> None:
    assert set(RUN_DEFAULTS) == set(Defaults.model_fields)
    assert Defaults.model_validate(run_defaults(Settings())).poll_seconds == 60


def test_what_is_chosen_of_the_preparation_reaches_every_run() -> None:
    chosen = read_settings({"preparation": {"redaction": "off", "limit": 5_000}})
    assert Defaults.model_validate(run_defaults(chosen)).preparation == Options(redaction="off", limit=5_000)


def test_databases_must_fit_into_a_variable_of_lambda() -> None:
    named = {
        "cluster": "arn:aws:rds:us-east-1:123456789012:cluster:hr",
        "secret": "arn:aws:secretsmanager:us-east-1:123456789012:secret:reader-AbCdEf",
        "name": "people",
        "dialect": "mysql",
        "schemas": ["hr"],
    }
    assert read_settings({"databases": [named]}).databases[0].name == "people"
    with pytest.raises(InvalidInput, match="an environment variable of Lambda") as refused:
        read_settings({"databases": [{**named, "schemas": [f"{number:060}" for number in range(50)]}]})
    assert refused.value.field == "tuneql.databases"
