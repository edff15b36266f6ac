"""Keeps a run within its budget: refuses a run that would exceed it, and limits the time of its training job."""

from datetime import timedelta
from typing import Final

from tuneql.errors import BudgetExceeded
from tuneql.pricing.lines import Estimate
from tuneql.pricing.prices import INSTANCE_HOUR
from tuneql.workflow.run import Run

ESTIMATE: Final = "estimate.json"


def refuse_over_budget(estimate: Estimate, run: Run) -> None:
    """Refuse a run whose estimate exceeds its budget.

    Raises:
        BudgetExceeded: it does.
    """
    if estimate.total_usd > run.budget_usd:
        biggest = max(estimate.items, key=lambda item: item.usd)
        raise BudgetExceeded(
            field="budget_usd",
            value=run.budget_usd,
            rule=f"is less than the ${estimate.total_usd:.2f} that this run is estimated to cost "
            f"(${biggest.usd:.2f} of it for {biggest.name})",
            remedy="raise it, train fewer epochs, or use a smaller corpus",
        )


def longest_training(estimate: Estimate, run: Run) -> timedelta:
    """How long a run may train: until its deadline, or, if instances are paid by the hour, as long as the budget lasts.

    SageMaker stops the job after that time, so that a run whose estimate was too low does not exceed its budget.

    Args:
        estimate: of the run, within its budget.
        run: the run.
    """
    deadline = timedelta(seconds=run.training_deadline_seconds)
    paid = next((item for item in estimate.items if item.unit == INSTANCE_HOUR), None)
    if paid is None:
        return deadline
    left = run.budget_usd - (estimate.total_usd - paid.usd)
    return min(deadline, timedelta(seconds=int(left / paid.unit_price * 3_600)))
