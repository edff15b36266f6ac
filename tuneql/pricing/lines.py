"""The lines of an estimate, and their sum."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from tuneql.errors import InvalidInput
from tuneql.pricing.prices import MODELS, ModelPrices, Price

_FROZEN = ConfigDict(frozen=True)
Known = TypeVar("Known", Price, ModelPrices)


class Item(BaseModel):
    """One line of an estimate: `usd` is `quantity` times `unit_price`."""

    model_config = _FROZEN

    name: str
    quantity: float
    unit: str
    unit_price: float
    usd: float
    price_date: str
    source: str


class Estimate(BaseModel):
    """What something costs, item by item.

    Attributes:
        items: what is paid.
        total_usd: their sum.
        monthly: what a run leaves behind, per month for as long as it is kept; not in `total_usd`.
    """

    model_config = _FROZEN

    items: tuple[Item, ...]
    total_usd: float
    monthly: tuple[Item, ...] = ()


def prices_of(model: str) -> ModelPrices:
    """What a base model and its custom models cost; InvalidInput for one that is not in the table."""
    return known("model", model, MODELS)


def known(field: str, name: str, table: Mapping[str, Known]) -> Known:
    """An entry of a table of prices; InvalidInput for `field` where there is none."""
    if name not in table:
        raise InvalidInput(
            field=field,
            value=name,
            rule="has no price in the table",
            remedy=f"use one of {', '.join(sorted(table))}, or add its prices to tuneql/pricing/prices.py",
        )
    return table[name]


def token_items(name: str, input_tokens: int, output_tokens: int, model: str) -> tuple[Item, Item]:
    """What a model's tokens cost."""
    prices = prices_of(model)
    return (
        priced(f"{name}, input tokens", input_tokens, prices.input_token),
        priced(f"{name}, output tokens", output_tokens, prices.output_token),
    )


def priced(name: str, quantity: float, price: Price) -> Item:
    """A line of an estimate; InvalidInput for a negative quantity."""
    if quantity < 0:
        raise InvalidInput(field=name, value=quantity, rule="must not be negative", remedy="give 0 or more")
    return Item(
        name=name,
        quantity=round(quantity, 9),
        unit=price.unit,
        unit_price=price.usd,
        usd=_dollars(quantity * price.usd),
        price_date=price.date,
        source=price.source,
    )


def estimate_of(items: Iterable[Item]) -> Estimate:
    """The lines and their sum."""
    lines = tuple(items)
    return Estimate(items=lines, total_usd=_dollars(sum(line.usd for line in lines)))


def _dollars(amount: float) -> float:
    return round(amount, 9)
