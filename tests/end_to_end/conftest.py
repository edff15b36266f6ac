"""The synthesized app in a local account, once for all tests, and every run that they look at.

Runs take their time from waiting, so each is made once, whole, and many tests look at what it left behind. What a
test must see at the moment that a run ends is in `Ended`.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from local.account import LocalAccount
from local.cloudformation.deployment import Deployment
from tests.end_to_end import orchard
from tests.end_to_end.assemblies import Assemblies, synthesized
from tests.end_to_end.base_models import upload_outline
from tests.end_to_end.cases import OPEN_WEIGHTS, OPEN_WEIGHTS_FAULTS
from tests.end_to_end.ends import patient_in, start_changed
from tests.end_to_end.house import House
from tests.end_to_end.lanes import Asked, in_lanes, make_faulty, make_harmless
from tests.end_to_end.premises import REQUESTS
from tests.end_to_end.releases import Approval, Releases, make_approval, make_releases, tuneql
from tests.end_to_end.schemas import ask_what_is_planned, lead_a_life
from tests.end_to_end.seen import Answer, Champion, Ended
from tests.end_to_end.settings import PACE
from tests.end_to_end.trials import Trials, cast_shadow_of, make_trials

LAST: Final = ("test_requests", "test_least_privilege", "test_api_with_keys", "test_no_second_version")
QUESTION: Final = "How many tractors are there?"
HARDLY: Final = {"epochs": 1, "learning_rate": 1e-6, "learning_rate_warmup_steps": 100}
NO_FLOORS: Final = {"minimum_accuracy": 0, "minimum_gain_over_base": 0}
FULL_MARKS: Final = {"examples": 5, "gate": {"minimum_accuracy": 1.0}}


@pytest.fixture(scope="session")
def assemblies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assemblies]:
    with synthesized(tmp_path_factory.mktemp("synthesized")) as made:
        yield made


@pytest.fixture(scope="session")
def house(assemblies: Assemblies, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    directory = tmp_path_factory.mktemp("house")
    with (
        pytest.MonkeyPatch.context() as environment,
        LocalAccount(directory=directory, recorder=directory / REQUESTS, polls=1, pace=PACE) as account,
    ):
        # The stand-in trains in place of the script, also where PyTorch is installed.
        environment.setenv("TUNEQL_TRAINING_PYTHON", "")
        deployment = account.deploy(assemblies.plain)
        inbox = account.client("sqs").create_queue(QueueName="inbox")["QueueUrl"]
        house = House(account=account, deployment=deployment, directory=directory, inbox=inbox)
        queue = f"arn:aws:sqs:{account.region}:123456789012:inbox"
        account.client("sns").subscribe(TopicArn=house.outputs["TopicArn"], Protocol="sqs", Endpoint=queue)
        orchard.write_database(directory / "orchard.sqlite")
        house.upload("databases/orchard.sqlite", (directory / "orchard.sqlite").read_bytes())
        yield house


@pytest.fixture(scope="session")
def given(house: House) -> Mapping[str, Any]:
    """The input of a good run."""
    corpus = house.upload("orchard.jsonl", b"".join(orchard.lines(orchard.rows())))
    return {"corpus": corpus, "databases": f"s3://{house.outputs['CorpusBucket']}/databases"}


@pytest.fixture(scope="session")
def answer_before_promotion(house: House) -> Answer:
    return house.ask_sql(QUESTION)


@pytest.fixture(scope="session")
def failed_first_run(house: House, given: Mapping[str, Any], answer_before_promotion: Answer) -> Ended:
    """The very first promotion fails, so that the run must take away the champion that it made itself."""
    return house.execute("failed-first", given, fault="failed-promotion")


@pytest.fixture(scope="session")
def first_run(house: House, given: Mapping[str, Any], failed_first_run: Ended) -> Ended:
    return house.execute("first", given)


@pytest.fixture(scope="session")
def answer(house: House, first_run: Ended) -> Answer:
    return house.ask_sql(QUESTION)


@pytest.fixture(scope="session")
def feedback(house: House, answer: Answer) -> Answer:
    """What somebody says of the first answer."""
    said = {"request_id": answer.body["request_id"], "verdict": "bad", "sql": "SELECT 1", "question": QUESTION}
    return house.ask("POST", "/feedback", json.dumps(said).encode())


@pytest.fixture(scope="session")
def registered_schema(house: House, answer: Answer) -> Mapping[str, Answer]:
    """A schema's life: made, asked about, changed, asked about, read, listed, deleted, and asked about in vain."""

    return lead_a_life(house, QUESTION)


@pytest.fixture(scope="session")
def planned_answer(house: House, answer: Answer) -> Answer:
    """An answer over a schema whose database plans it."""
    return ask_what_is_planned(house, QUESTION)


@pytest.fixture(scope="session")
def second_run(house: House, given: Mapping[str, Any], answer: Answer) -> Ended:
    """Started twice, as by a caller whose first answer was lost."""
    started, again = house.start("second", given), house.start("second", given)
    assert started.arn == again.arn
    return house.end(started)


@pytest.fixture(scope="session")
def unpromoted_runs(house: House, given: Mapping[str, Any], releases: Releases) -> Mapping[str, Ended]:
    """Runs beside a champion that stays: `blemished`, `worse` and `too-weak`."""
    blemished, too_weak = _blemished(house), _folder(house)
    return in_lanes(
        house,
        [
            Asked(name="blemished", given={**given, "corpus": blemished, "promote": False}),
            Asked(name="worse", given={**given, "hyperparameters": HARDLY, "evaluation": {"gate": NO_FLOORS}}),
        ],
        [Asked(name="too-weak", given={"corpus": too_weak, "hyperparameters": HARDLY, "evaluation": FULL_MARKS})],
    )


@pytest.fixture(scope="session")
def blemished_run(unpromoted_runs: Mapping[str, Ended]) -> Ended:
    """A corpus with blemishes in its last shard, measured and not to be promoted."""
    return unpromoted_runs["blemished"]


@pytest.fixture(scope="session")
def too_weak_run(unpromoted_runs: Mapping[str, Ended]) -> Ended:
    """A candidate that has hardly learned; its corpus is a folder of two files and their schema, without databases."""
    return unpromoted_runs["too-weak"]


@pytest.fixture(scope="session")
def worse_run(unpromoted_runs: Mapping[str, Ended]) -> Ended:
    """A candidate that has hardly learned, and that has nothing to beat but the champion."""
    return unpromoted_runs["worse"]


def _blemished(house: House) -> str:
    rows = orchard.lines(orchard.rows())
    cut, without_sql = rows[-1][:60] + b"\n", {"question": "How many?", "context": orchard.ddl()}
    (contradiction,) = orchard.lines([{**orchard.rows()[0], "sql": "SELECT COUNT(*) FROM trees"}])
    blemished = [*rows[:-2], b"\n", *orchard.lines([without_sql]), rows[-2], cut, rows[0], contradiction]
    return house.upload("blemished.jsonl", b"".join(blemished))


def _folder(house: House) -> str:
    rows = [{"question": row["question"], "query": row["sql"], "db_id": orchard.DB_ID} for row in orchard.rows()]
    house.upload("folder/a.json.gz", gzip.compress(json.dumps(rows[:40]).encode()))
    house.upload("folder/b.csv", orchard.table(rows[40:]))
    house.upload(f"folder/{orchard.DB_ID}.sql", orchard.ddl().encode())
    return f"s3://{house.outputs['CorpusBucket']}/folder/"


@pytest.fixture(scope="session")
def releases(house: House, first_run: Ended, second_run: Ended) -> Releases:
    """Releases by hand, which end with the champion that they found."""
    return make_releases(house, second_run.run)


@pytest.fixture(scope="session")
def trials(house: House, first_run: Ended, second_run: Ended, releases: Releases) -> Trials:
    """The first run's model beside the champion, which is the second's; then it is alone again."""
    return make_trials(house, first_run.run)


@pytest.fixture(scope="session")
def overtaken_run(house: House, given: Mapping[str, Any], first_run: Ended, trials: Trials) -> tuple[Ended, Champion]:
    """Right before its promotion somebody goes back to the model before the champion's, which is then the champion."""
    with house.missing("promote"):
        started = start_changed(house, "overtaken", given, patient_in("Promote"))
        house.wait_for(started, "Promote")
        rolled_back = tuneql(house, "release", "rollback", "--every-seconds", "0.2")
        assert rolled_back.code == 0, rolled_back.err
        champion = house.champion()
    return house.end(started), champion


@pytest.fixture(scope="session")
def killed_run(house: House, given: Mapping[str, Any], releases: Releases) -> Ended:
    """The warm process that Retire will want, after the promotion, is killed before the run."""
    house.end_idle_process("retire")
    return house.execute("killed", given)


@pytest.fixture(scope="session")
def unpruned_run(house: House, given: Mapping[str, Any], releases: Releases) -> Ended:
    """The same with Prune's, whose failure is no reason to undo a promotion."""
    house.end_idle_process("prune")
    return house.execute("unpruned", given)


@pytest.fixture(scope="session")
def approved_runs(
    house: House, given: Mapping[str, Any], base_models: Mapping[str, str], open_weights_runs: Mapping[str, Ended]
) -> Mapping[str, Ended]:
    """Good runs of a deployment in which people approve of promotions."""
    llama = {**given, **OPEN_WEIGHTS, "base_model": base_models["Llama"]}
    with house.settings(approval=True):
        return in_lanes(house, [Asked(name="custom", given=given)], [Asked(name="imported", given=llama)])


@pytest.fixture(scope="session")
def approval(house: House, approved_runs: Mapping[str, Ended]) -> Approval:
    """A person promotes the imported model, and regrets it."""
    return make_approval(house, approved_runs["imported"].run)


@pytest.fixture(scope="session")
def harmless_runs(house: House, given: Mapping[str, Any], releases: Releases) -> Mapping[str, Ended]:
    """Runs whose input is refused, or whose fault leaves the champion alone, by the name of the case or the fault."""
    return make_harmless(house, given)


@pytest.fixture(scope="session")
def faulty_runs(house: House, given: Mapping[str, Any], harmless_runs: Mapping[str, Ended]) -> Mapping[str, Ended]:
    """Runs in which something goes wrong, by the name of the fault."""
    return {**harmless_runs, **make_faulty(house, given, harmless_runs)}


@pytest.fixture(scope="session")
def base_models(house: House) -> Mapping[str, str]:
    """Outlines of base models by their architecture, of which Converse serves only Llama's."""
    return {kind: upload_outline(kind, house) for kind in ("Llama", "Qwen2")}


@pytest.fixture(scope="session")
def imported_run(
    house: House, given: Mapping[str, Any], base_models: Mapping[str, str], faulty_runs: Mapping[str, Ended]
) -> Ended:
    """The first run that trains open weights; it promotes what it imported."""
    return house.execute("llama", {**given, **OPEN_WEIGHTS, "base_model": base_models["Llama"]})


@pytest.fixture(scope="session")
def imported_answer(house: House, imported_run: Ended) -> Answer:
    """The endpoint keeps the champion's record for half a minute, and looks again after it was asked."""
    return house.ask_until(QUESTION, model=imported_run.run)


@pytest.fixture(scope="session")
def imported_shadow(house: House, imported_run: Ended) -> Mapping[str, Any]:
    """What the shadow's function says of a question to an imported model, which it is sent without a trial."""
    return cast_shadow_of(house, imported_run.after)


@pytest.fixture(scope="session")
def open_weights_runs(
    house: House,
    given: Mapping[str, Any],
    base_models: Mapping[str, str],
    *,
    imported_run: Ended,
    imported_answer: Answer,
    imported_shadow: Mapping[str, Any],
) -> Mapping[str, Ended]:
    """Runs that train open weights once an imported model serves users; the last one is Bedrock's again."""
    llama = {**given, **OPEN_WEIGHTS, "base_model": base_models["Llama"]}
    runs = {"unpromoted": house.execute("unpromoted", {**llama, "promote": False})}
    briefly = {**llama, "hyperparameters": {}}
    others = [fault.name for fault in OPEN_WEIGHTS_FAULTS if fault.name != "never-ready"]
    with house.going_wrong("never-ready"):
        waiting = house.start("open-never-ready", briefly)
        house.wait_for(waiting, "WarmUp")
        runs |= {name: house.execute(f"open-{name}", briefly, fault=name) for name in others}
        runs["never-ready"] = house.end(waiting)
    runs["qwen"] = house.execute("qwen", {**llama, "base_model": base_models["Qwen2"]}, fault="interrupted")
    return {"llama": imported_run, **runs, "back": house.execute("back", given)}


@pytest.fixture(scope="session")
def changed_deployment(house: House, assemblies: Assemblies, second_run: Ended) -> Deployment:
    """The changed app, deployed over the other."""
    return house.account.deploy(assemblies.changed)


@pytest.fixture(scope="session")
def changed_run(house: House, given: Mapping[str, Any], changed_deployment: Deployment) -> Ended:
    return house.execute("changed", given)


@pytest.fixture(scope="session")
def restored_run(house: House, assemblies: Assemblies, changed_run: Ended) -> Ended:
    """A run, refused by Plan, of the app as it was."""
    house.account.deploy(assemblies.plain)
    return house.execute("restored", {})


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """These tests come after all others; those that change what is deployed, or sum up, come at their end."""
    here, places = Path(__file__).parent, {name: place for place, name in enumerate(LAST, start=1)}
    items.sort(key=lambda item: (item.path.parent == here, places.get(item.path.stem, 0)))
