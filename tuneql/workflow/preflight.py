"""Preflight: the last check before money is spent, with counts where Plan had to guess."""

from collections.abc import Mapping
from typing import Any

from tuneql.errors import InvalidCorpus, InvalidInput
from tuneql.limits import TRAINING_RECORDS
from tuneql.ports import Objects, Quotas
from tuneql.pricing.lines import Estimate
from tuneql.training.sagemaker.quota import training_quota
from tuneql.workflow.budget import ESTIMATE, refuse_over_budget
from tuneql.workflow.estimating import estimate
from tuneql.workflow.run import Run
from tuneql.workflow.writing import write_json


def preflight(run: Run, dataset: Mapping[str, Any], *, objects: Objects, quotas: Quotas) -> Estimate:
    """Check what the trainer demands, and estimate the cost from the dataset itself.

    Raises:
        InvalidInput: the dataset is too small or too large, or has too few questions for the gate; a database is
            missing, the budget is too small, or the account has no quota for an instance to train on.
    """
    _refuse_count(dataset["train"] + dataset["validation"], "training and validation records")
    _refuse_count(dataset["train"], "training records")
    if run.promote:
        _refuse_few(dataset["questions"], run.thresholds.minimum_questions)
    if run.databases is not None:
        for db_id in dataset["databases"]:
            objects.size(run.databases.within(f"{db_id}.sqlite"), field="databases")
    tokens = dataset["tokens"]["input"] + dataset["tokens"]["output"]
    found = estimate(run, records=dataset["train"], tokens=tokens, questions=dataset["questions"])
    write_json(run.location(ESTIMATE), found, objects)
    refuse_over_budget(found, run)
    if run.method != "bedrock":
        _refuse_quota(run, quotas)
    return found


def _refuse_count(records: int, what: str) -> None:
    if records not in TRAINING_RECORDS:
        raise InvalidCorpus(
            field="corpus",
            value=f"{records} {what}",
            rule=f"is outside what Bedrock takes, {TRAINING_RECORDS}",
            remedy="add rows" if records < TRAINING_RECORDS.low else "take rows out",
        )


def _refuse_few(questions: int, demanded: int) -> None:
    """Refuse a run with too few questions: the gate would refuse its candidate, however good."""
    if questions < demanded:
        raise InvalidCorpus(
            field="corpus",
            value=f"{questions:,} held-out questions",
            rule=f"is fewer than the {demanded:,} that the gate demands (minimum_questions)",
            remedy="add rows, have more of them asked (evaluation.examples), let the gate demand fewer "
            '(evaluation.gate), or measure only ("promote": false)',
        )


def _refuse_quota(run: Run, quotas: Quotas) -> None:
    allowed = quotas.training_instances(run.training_instance_type, spot=run.spot)
    if allowed is not None and allowed < 1:
        raise InvalidInput(
            field="training_instance_type",
            value=run.training_instance_type,
            rule=f"may not be used by training jobs of this account: its quota is {allowed:g}",
            remedy=f"ask AWS to raise 'SageMaker: {training_quota(run.training_instance_type, spot=run.spot)}', or set "
            "another instance type",
        )
