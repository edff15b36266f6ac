"""The cost of one question. Imports little, because the endpoint reports it with every answer."""

from typing import Final

from tuneql.limits import NOVA_MICRO
from tuneql.pricing.prices import cost, prices_of

# Decimals: fewer than floating point has, more than any price.
_DIGITS: Final = 11


def query_cost_usd(input_tokens: int, output_tokens: int, *, model: str = NOVA_MICRO.inference_id) -> float:
    """The cost of one call of a model in tokens, in dollars, to a billionth of a cent.

    Raises:
        InvalidInput: the model is not in the table.

    Example:
        >>> round(22_000 * query_cost_usd(800, 60), 4)
        0.8008
        >>> query_cost_usd(65, 14)
        4.235e-06
    """
    prices = prices_of(model)
    asked = cost("input_tokens", input_tokens, prices.input_token)
    return round(asked + cost("output_tokens", output_tokens, prices.output_token), _DIGITS)
