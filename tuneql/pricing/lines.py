"""The lines of an estimate, and their sum."""

from collections.abc import Iterable

from pydantic import BaseModel

from tuneql.pricing.prices import Price, cost, dollars, prices_of


class Item(BaseModel, frozen=True):
    """One line of an estimate: `usd` is `quantity` times `unit_price`."""

    name: str
    quantity: float
    unit: str
    unit_price: float
    usd: float
    price_date: str
    source: str


class Estimate(BaseModel, frozen=True):
    """What something costs, item by item.

    Attributes:
        items: to be paid once.
        total_usd: their sum.
        monthly: to be paid per month while the run's model is kept; not in `total_usd`.
    """

    items: tuple[Item, ...]
    total_usd: float
    monthly: tuple[Item, ...] = ()


def token_items(name: str, input_tokens: int, output_tokens: int, model: str) -> tuple[Item, Item]:
    """The cost of a model's tokens."""
    prices = prices_of(model)
    return (
        priced(f"{name}, input tokens", input_tokens, prices.input_token),
        priced(f"{name}, output tokens", output_tokens, prices.output_token),
    )


def priced(name: str, quantity: float, price: Price) -> Item:
    """A line of an estimate; raises InvalidInput for a negative quantity."""
    return Item(
        name=name,
        quantity=round(quantity, 9),
        unit=price.unit,
        unit_price=price.usd,
        usd=cost(name, quantity, price),
        price_date=price.date,
        source=price.source,
    )


def estimate_of(items: Iterable[Item]) -> Estimate:
    """An estimate with these lines and their sum."""
    lines = tuple(items)
    return Estimate(items=lines, total_usd=dollars(sum(line.usd for line in lines)))
