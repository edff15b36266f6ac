"""One dated price table, one estimator. The only place in tuneql where money is.

Money is US dollars in floats, rounded to a billionth of a dollar per item, so that estimates are plain JSON and their
sums print cleanly. Prices are list prices of us-east-1, before any free tier: an estimate errs upwards.
"""

from tuneql.pricing.estimates import (
    estimate_imported_use,
    estimate_instance_training,
    estimate_month,
    estimate_run,
    estimate_training,
    model_units,
    query_cost_usd,
)
from tuneql.pricing.lines import Estimate, Item
from tuneql.pricing.prices import INSTANCE_HOURS, Price

__all__ = [
    "INSTANCE_HOURS",
    "Estimate",
    "Item",
    "Price",
    "estimate_imported_use",
    "estimate_instance_training",
    "estimate_month",
    "estimate_run",
    "estimate_training",
    "model_units",
    "query_cost_usd",
]
