"""Gate: decides by the metrics that Report wrote whether the candidate may replace the champion."""

import json
from typing import Final

from tuneql.evaluation.metrics import Metrics
from tuneql.ports import Objects
from tuneql.release.gate import Decision, decide
from tuneql.release.paired import Paired
from tuneql.workflow.approval import await_approval
from tuneql.workflow.run import Run
from tuneql.workflow.run_record import DECISION, METRICS
from tuneql.workflow.writing import write_json

PAIRED: Final = "evaluation/paired.json"


def gate(run: Run, objects: Objects) -> Decision:
    """Decide about the run's candidate, and write the decision to `evaluation/decision.json`."""
    metrics = json.loads(objects.read(run.location(METRICS)))
    paired = json.loads(objects.read(run.location(PAIRED)))
    decision = decision_of(
        run,
        {name: Metrics.model_validate(found) for name, found in metrics.items()},
        paired=None if paired is None else Paired.model_validate(paired),
    )
    write_json(run.location(DECISION), decision, objects)
    return decision


def decision_of(run: Run, metrics: dict[str, Metrics], *, paired: Paired | None) -> Decision:
    """The decision by the run's thresholds on these metrics, and by whether a person must approve."""
    return await_approval(decide(metrics, run.thresholds, promote=run.promote, paired=paired), run)
