"""Runs beside one another, where none can notice what happens to another; most of a run is waiting.

Faults are the whole account's, and so is the champion. So those are together that promote nothing, and of which no
fault strikes the others: customization jobs are Bedrock's and training jobs SageMaker's, and a run that ends in its
training asks no model. Bedrock lets two deployments be made at a time, SageMaker one job.
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from tests.end_to_end.cases import FAULTS, REFUSALS, Fault, Refusal
from tests.end_to_end.house import House
from tests.end_to_end.seen import Ended

Given = Mapping[str, Any]
# One of them strikes at a time, in runs that Bedrock trains and that ask models or deploy.
_LATER: Final = frozenset({"failed-deployment", "bad-answers", "bad-first-answers", "never-ready"})


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A run that is to be made, and what goes wrong meanwhile."""

    name: str
    given: Given
    fault: str | None = None


def in_lanes(house: House, *lanes: Iterable[Asked]) -> dict[str, Ended]:
    """Make runs, those of a lane one after another; by their names."""
    with ThreadPoolExecutor(len(lanes)) as pool:
        made = [pool.submit(_one_after_another, house, [*lane]) for lane in lanes]
        return {name: run for each in made for name, run in each.result().items()}


def _one_after_another(house: House, lane: Iterable[Asked]) -> dict[str, Ended]:
    return {each.name: house.execute(each.name, each.given, fault=each.fault) for each in lane}


def make_harmless(house: House, given: Given) -> dict[str, Ended]:
    """Runs of every refusal, and of every fault that leaves the champion alone, by its name."""
    runs = _beside_one_that_waits(house, given)
    return runs | in_lanes(house, _faulty([fault for fault in FAULTS if fault.name in _LATER], given))


def make_faulty(house: House, given: Given, made: Mapping[str, Ended]) -> dict[str, Ended]:
    """Runs of the faults that are not made yet, each alone."""
    return in_lanes(house, _faulty([fault for fault in FAULTS if fault.name not in made], given))


def _beside_one_that_waits(house: House, given: Given) -> dict[str, Ended]:
    """Throttled calls are tried again for a while, which the others need not wait for."""
    with house.going_wrong("throttled"):
        throttled = house.start("throttled", given)
        house.wait_for(throttled, "WarmUp")
        refused = [Asked(name=case.name, given=_input(case, house, given)) for case in REFUSALS]
        trained_by_bedrock = [fault for fault in FAULTS if fault.trains and not fault.given]
        trained_by_sagemaker = [fault for fault in FAULTS if fault.trains and fault.given]
        runs = in_lanes(house, refused, _faulty(trained_by_bedrock, given), _faulty(trained_by_sagemaker, given))
        return {**runs, "throttled": house.end(throttled)}


def _faulty(faults: Iterable[Fault], given: Given) -> list[Asked]:
    return [Asked(name=fault.name, given={**given, **fault.given}, fault=fault.name) for fault in faults]


def _input(case: Refusal, house: House, given: Given) -> Given:
    bucket, key = house.outputs["CorpusBucket"], f"{case.name}.jsonl"
    if case.corpus is not None:
        house.upload(key, case.corpus)
    asked = {**given, "corpus": f"s3://{bucket}/{key}", **case.given}
    filled = {k: v.replace("{corpus_bucket}", bucket) if isinstance(v, str) else v for k, v in asked.items()}
    return {key: value for key, value in filled.items() if key not in case.without}
