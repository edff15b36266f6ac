"""An answer that is refused goes back to the model, with the reason and within bounds."""

import threading
from dataclasses import replace

import pytest

from tests.serving.endpoint import ASKED, CHAMPION, DDL, GOOD, FakeClock, ask
from tuneql.aws.pointer import MemoryPointer
from tuneql.errors import ModelError, NotReady, Throttled
from tuneql.ports import Completion
from tuneql.pricing.queries import query_cost_usd
from tuneql.prompt import Prompt, build_prompt
from tuneql.serving.patience import Clock, Patience
from tuneql.serving.patience import ask as ask_model
from tuneql.sql.schemas.schema import parse_schema

BAD = "SELECT COUNT(*) FROM heads WHERE ages > 56"
WRITES = "DROP TABLE head"


def test_a_refused_answer_is_mended() -> None:
    found, model = ask(ASKED, BAD, GOOD, repairs=1)
    assert (found.status, found.body["sql"], found.body["repairs"]) == (200, GOOD, 1)
    first, second = model.prompts
    assert first == build_prompt(
        question=str(ASKED["question"]),
        schema=parse_schema(DDL, "sqlite"),
        dialect="sqlite",
        version=CHAMPION.prompt_version,
    )
    assert (second.system, second.user) == (first.system, first.user)
    answered, told = second.turns
    assert answered == BAD
    assert "table heads is not in the schema; did you mean head?" in told


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("SELECT nam FROM head", "did you mean name?"),
        (WRITES, "DROP is not a query"),
        ("SELECT pg_sleep(1) FROM head", "pg_sleep"),
        ("SELECT 1; SELECT 2", "there are 2 statements"),
        ("SELECT (FROM head", "line 1"),
        ("It is a lovely day.", "words and no SQL"),
    ],
)
def test_the_model_is_told_precisely_what_is_wrong(bad: str, says: str) -> None:
    found, model = ask(ASKED, bad, GOOD, repairs=1)
    assert found.status == 200
    assert says in model.prompts[1].turns[-1]


def test_tokens_and_cost_are_those_of_all_calls() -> None:
    once, model = ask(ASKED, GOOD, repairs=1)
    twice, talked = ask(ASKED, BAD, GOOD, repairs=1)
    assert (len(model.prompts), len(talked.prompts)) == (1, 2)
    for found, asked, said in ((once, model.prompts, (GOOD,)), (twice, talked.prompts, (BAD, GOOD))):
        tokens = {
            "input_tokens": sum(len("".join((prompt.system, *prompt.texts))) // 4 for prompt in asked),
            "output_tokens": sum(len(text) // 4 for text in said),
        }
        assert found.body["usage"] == tokens
        assert found.body["cost_usd"] == query_cost_usd(**tokens)


@pytest.mark.parametrize("repairs", [0, 1, 2])
def test_what_stays_bad_is_refused_and_never_shown(repairs: int) -> None:
    script = (BAD, "SELECT salary FROM head", "SELECT wages FROM head")[: repairs + 1]
    found, model = ask(ASKED, *script, repairs=repairs)
    assert (found.status, found.body["type"]) == (422, "/errors/sql-refused")
    assert len(model.prompts) == repairs + 1
    assert "SELECT" not in str(found.body)


def test_a_problem_quotes_nothing_of_what_does_not_parse() -> None:
    found, _ = ask(ASKED, "SELECT secret_thing FROM ((head", repairs=0)
    assert found.body["errors"] == [{"field": "parses", "message": "it is no SQL in this dialect"}]
    assert "secret" not in str(found.body)


def test_a_problem_is_short_however_much_is_wrong() -> None:
    columns = ", ".join(f"unknown_{number}" for number in range(500))
    found, model = ask(ASKED, f"SELECT {columns} FROM head", GOOD, repairs=0)
    assert len(str(found.body)) < 3000
    mended, model = ask(ASKED, f"SELECT {columns} FROM head", GOOD, repairs=1)
    assert mended.status == 200
    assert len(model.prompts[1].turns[-1]) < 3000


class Slow:
    """A model that takes its time, on the clock that it is given."""

    def __init__(self, clock: FakeClock, seconds: float, *script: str) -> None:
        self.clock, self.seconds, self.script, self.asked = clock, seconds, list(script), 0

    def complete(self, prompt: Prompt) -> Completion:  # noqa: ARG002 - the port's signature
        self.asked += 1
        self.clock.time += self.seconds
        return Completion(text=self.script.pop(0), input_tokens=1, output_tokens=1, latency_ms=1.0)


def test_no_repair_is_begun_when_the_time_is_nearly_over() -> None:
    clock = FakeClock()
    model = Slow(clock, 20.0, BAD, GOOD)
    found, _ = ask(ASKED, clock=Clock(now=clock.now, sleep=clock.sleep), model=lambda _: model, repairs=2)
    assert (found.status, model.asked) == (422, 1)


@pytest.mark.parametrize(
    ("error", "status"), [(Throttled("busy"), 429), (NotReady("cold"), 503), (ModelError("cut off"), 502)]
)
def test_what_goes_wrong_with_a_repair_shows_as_it_would_with_a_first_answer(error: Exception, status: int) -> None:
    clock = FakeClock()
    found, _ = ask(ASKED, BAD, error, clock=Clock(now=clock.now, sleep=clock.sleep), repairs=1)
    assert found.status == status


@pytest.mark.parametrize(("seconds", "asked"), [(5.5, 4), (5.6, 3)])
def test_a_busy_model_is_asked_again_while_there_is_twice_the_time_of_the_pause(seconds: float, asked: int) -> None:
    clock, times = FakeClock(), []

    class Busy:
        def complete(self, prompt: Prompt) -> Completion:  # noqa: ARG002 - the port's signature
            clock.time += seconds
            times.append(clock.time)
            raise Throttled("busy")

    with pytest.raises((Throttled, NotReady)):
        ask_model(Busy(), Prompt(system="s", user="u"), Patience(Clock(now=clock.now, sleep=clock.sleep)))
    assert len(times) == asked


def test_a_model_that_hangs_is_given_up() -> None:
    over = threading.Event()

    class Hanging:
        def complete(self, prompt: Prompt) -> Completion:  # noqa: ARG002 - the port's signature
            over.wait()
            raise NotReady("nobody hears this")

    clock = FakeClock()
    patience = Patience(Clock(now=clock.now, sleep=clock.sleep))
    clock.time = 23.999
    with pytest.raises(NotReady, match="no answer within"):
        ask_model(Hanging(), Prompt(system="s", user="u"), patience)
    over.set()


def test_an_imported_model_s_repair_has_no_price_either() -> None:
    arn = "arn:aws:bedrock:us-east-1:123456789012:imported-model/abcdefghijkl"
    champion = replace(CHAMPION, model_id=arn, model_arn=arn)
    found, _ = ask(ASKED, BAD, GOOD, pointer=MemoryPointer(champion), repairs=1)
    assert (found.body["repairs"], found.body["cost_usd"]) == (1, None)


def test_a_table_that_linking_left_out_is_shown_when_the_answer_names_it() -> None:
    others = [f"CREATE TABLE t{n} (a{n} INT, b{n} TEXT)" for n in range(30)]
    schema = ";".join([DDL, *others, "CREATE TABLE zoo (keeper TEXT, wage INT)"])
    asked = {**ASKED, "schema": schema}
    found, model = ask(asked, "SELECT wage FROM head", "SELECT wage FROM zoo", repairs=1)
    assert (found.status, found.body["sql"]) == (200, "SELECT wage FROM zoo")
    assert "zoo" not in model.prompts[0].system
    assert "Further tables:\nzoo(keeper, wage int)" in model.prompts[1].turns[-1]
