"""Preflight: the last look before money is spent, with what was counted instead of what was guessed."""

from collections.abc import Mapping
from typing import Any

from tuneql.errors import InvalidCorpus
from tuneql.limits import TRAINING_RECORDS
from tuneql.ports import Objects
from tuneql.pricing import Estimate, estimate_run
from tuneql.workflow.planning import ESTIMATE, refuse_over_budget
from tuneql.workflow.run import Run


def preflight(run: Run, dataset: Mapping[str, Any], objects: Objects) -> Estimate:
    """Check what the trainer will demand, and estimate the cost from the dataset itself.

    Raises:
        InvalidInput: the dataset is too small or too large, a database is missing, or the budget is too small.
    """
    _refuse_count(dataset["train"] + dataset["validation"], "training and validation records")
    _refuse_count(dataset["train"], "training records")
    if run.databases is not None:
        for db_id in dataset["databases"]:
            objects.size(run.databases.within(f"{db_id}.sqlite"), field="databases")
    estimate = _estimate(run, dataset)
    objects.write(run.location(ESTIMATE), estimate.model_dump_json(indent=2).encode(), content_type="application/json")
    refuse_over_budget(estimate, run)
    return estimate


def _refuse_count(records: int, what: str) -> None:
    if records not in TRAINING_RECORDS:
        raise InvalidCorpus(
            field="corpus",
            value=f"{records} {what}",
            rule=f"is outside what Bedrock takes, {TRAINING_RECORDS}",
            remedy="add rows" if records < TRAINING_RECORDS.low else "take rows out",
        )


def _estimate(run: Run, dataset: Mapping[str, Any]) -> Estimate:
    tokens = dataset["tokens"]
    return estimate_run(
        training_tokens=tokens["input"] + tokens["output"],
        epochs=run.hyperparameters.epochs,
        questions=dataset["questions"],
        input_tokens=tokens["input"] // dataset["train"],
        output_tokens=run.max_tokens,
        model=run.base_model_id,
    )
