"""The table of prices: list prices of us-east-1, each with its date and source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from tuneql.errors import InvalidInput
from tuneql.limits import NOVA_MICRO


@dataclass(frozen=True, kw_only=True)
class Price:
    """One list price.

    Attributes:
        usd: dollars per `unit`.
        unit: what is counted.
        region: where it applies.
        date: when the source was read, ISO 8601.
        source: where it was read.
    """

    usd: float
    unit: str
    region: str = "us-east-1"
    date: str
    source: str


@dataclass(frozen=True, kw_only=True)
class ModelPrices:
    """The prices of a base model and the models trained from it; custom models are billed on demand like their base."""

    input_token: Price
    output_token: Price
    training_token: Price
    storage_month: Price


Known = TypeVar("Known", Price, ModelPrices)

_BEDROCK: Final = "copies of the Amazon Bedrock pricing page, Nova Micro on demand"
_NOVA_MICRO: Final = ModelPrices(
    input_token=Price(usd=0.035e-6, unit="token", date="2026-11-20", source=_BEDROCK),
    output_token=Price(usd=0.14e-6, unit="token", date="2026-11-20", source=_BEDROCK),
    training_token=Price(
        usd=1e-6,
        unit="token-epoch",
        date="2026-11-20",
        source="AWS Price List, USE1-NovaMicro-Customization-Training",
    ),
    storage_month=Price(usd=1.95, unit="model-month", date="2026-11-20", source="AWS Price List, custom model storage"),
)
MODELS: Final = {
    NOVA_MICRO.training_id: _NOVA_MICRO,
    NOVA_MICRO.inference_id: _NOVA_MICRO,
    f"us.{NOVA_MICRO.inference_id}": _NOVA_MICRO,
}

TRANSITION: Final = Price(
    usd=25e-6, unit="transition", date="2026-11-20", source="AWS Step Functions pricing page, Standard"
)
EXPRESS_REQUEST: Final = Price(
    usd=1e-6, unit="request", date="2026-11-20", source="AWS Step Functions pricing page, Express"
)
LAMBDA_REQUEST: Final = Price(usd=0.2e-6, unit="request", date="2026-09-19", source="AWS Price List, Lambda")
LAMBDA_SECOND: Final = Price(usd=13.3334e-6, unit="GB-second", date="2026-09-19", source="AWS Price List, Lambda arm64")
REST_REQUEST: Final = Price(usd=3.5e-6, unit="request", date="2026-09-11", source="AWS Price List, API Gateway REST")
LOG_GIGABYTE: Final = Price(
    usd=0.5, unit="GB", date="2026-11-20", source="Amazon CloudWatch pricing page, log ingestion"
)
ALARM: Final = Price(
    usd=0.1, unit="alarm-month", date="2026-11-20", source="Amazon CloudWatch pricing page, standard alarm"
)
EGRESS_GIGABYTE: Final = Price(usd=0.09, unit="GB", date="2026-09-11", source="AWS Price List, data transfer out")

# SageMaker training, per hour of one instance. EC2's own price, which AWS's post used for its $65, is 20 % lower.
_INSTANCES: Final = "copies of the Amazon SageMaker pricing page, training on demand"
INSTANCE_HOUR: Final = "instance-hour"
INSTANCE_HOURS: Final = {
    name: Price(usd=usd, unit=INSTANCE_HOUR, date="2026-11-20", source=_INSTANCES)
    for name, usd in {
        "ml.g5.48xlarge": 20.36,
        "ml.g5.12xlarge": 7.09,
        "ml.g6.48xlarge": 16.688,
        "ml.g6.12xlarge": 5.752,
        "ml.g5.2xlarge": 1.515,
        "ml.g5.4xlarge": 2.03,
        "ml.g6.2xlarge": 1.222,
        "ml.g6e.xlarge": 2.61,
        "ml.g6e.2xlarge": 2.80,
        "ml.g6e.4xlarge": 3.76,
    }.items()
}

# An imported model is paid by the minute of each copy that runs, in windows of five minutes from the first call;
# Bedrock chooses how many Custom Model Units a copy takes when it imports the model.
MODEL_UNIT_MINUTE: Final = Price(
    usd=0.0785,
    unit="CMU-minute",
    date="2026-11-20",
    source="copies of the Amazon Bedrock pricing page, Custom Model Import, version 1.0",
)
MODEL_UNIT_STORAGE: Final = Price(
    usd=1.95,
    unit="CMU-month",
    date="2026-11-20",
    source="copies of the Amazon Bedrock pricing page, Custom Model Import, storage",
)


def prices_of(model: str) -> ModelPrices:
    """The prices of a base model and its custom models; raises InvalidInput if it is not in the table."""
    return known("model", model, MODELS)


def known(field: str, name: str, table: Mapping[str, Known]) -> Known:
    """An entry of a table of prices; raises InvalidInput for `field` if there is none."""
    if name not in table:
        raise InvalidInput(
            field=field,
            value=name,
            rule="has no price in the table",
            remedy=f"use one of {', '.join(sorted(table))}, or add its prices to tuneql/pricing/prices.py",
        )
    return table[name]


def cost(name: str, quantity: float, price: Price) -> float:
    """The cost of a quantity; raises InvalidInput if it is negative."""
    if quantity < 0:
        raise InvalidInput(field=name, value=quantity, rule="must not be negative", remedy="give 0 or more")
    return dollars(quantity * price.usd)


def dollars(amount: float) -> float:
    """An amount rounded as in the lines of estimates."""
    return round(amount, 9)
