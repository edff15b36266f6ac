"""What a run may cost."""

from typing import Final

from tuneql.errors import BudgetExceeded
from tuneql.pricing.lines import Estimate
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
