import pytest

from tuneql.aws.runtime import ScriptedModel
from tuneql.errors import ModelError, ModelMissing, NotReady, Throttled
from tuneql.options import PROMPT_VERSION
from tuneql.workflow.pace import pace_of
from tuneql.workflow.warming import WarmUp, warm_up

SQL = "SELECT COUNT(*) FROM t"


class Watch:
    """A clock that only advances while somebody sleeps."""

    now = 100.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds

    def warm(self, *script: str | Exception, seconds: float = 60, earlier_ms: float = 0) -> WarmUp:
        pace = pace_of(seconds, clock=lambda: self.now, sleep=self.sleep)
        model = ScriptedModel(*script)
        return warm_up(model, dialect="sqlite", prompt_version=PROMPT_VERSION, pace=pace, earlier_ms=earlier_ms)


def test_a_model_that_answers_at_once_was_as_cold_as_its_answer_took() -> None:
    assert Watch().warm(SQL) == WarmUp(cold_ms=1.0, first_token_ms=0.5, attempts=1)


def test_the_cold_start_counts_from_the_first_request() -> None:
    found = Watch().warm(NotReady("loading"), NotReady("loading"), Throttled("slow down"), SQL)
    assert found == WarmUp(cold_ms=1751.0, first_token_ms=1750.5, attempts=4)


def test_earlier_calls_count_too() -> None:
    assert Watch().warm(NotReady("loading"), SQL, earlier_ms=60_000).cold_ms == 60_251


def test_an_answer_that_is_none_warms_as_well() -> None:
    found = Watch().warm(NotReady("loading"), ModelError("the model stopped with max_tokens"))
    assert found == WarmUp(cold_ms=250, first_token_ms=None, attempts=2, no_answer="the model stopped with max_tokens")


@pytest.mark.parametrize("error", [NotReady("loading"), Throttled("slow down")])
def test_after_a_while_it_is_left_to_the_state_machine(error: Exception) -> None:
    watch = Watch()
    with pytest.raises(type(error), match=str(error)):
        watch.warm(error, seconds=10)
    assert 108 < watch.now <= 110


def test_what_is_gone_is_not_waited_for() -> None:
    watch = Watch()
    with pytest.raises(ModelMissing):
        watch.warm(ModelMissing("it is gone"))
    assert watch.now == 100
