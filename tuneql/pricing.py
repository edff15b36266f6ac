"""One dated price table, one estimator. The only place in tuneql where money is.

Money is US dollars in floats, rounded to a billionth of a dollar per item, so that estimates are plain JSON and their
sums print cleanly. Prices are list prices of us-east-1, before any free tier: an estimate errs upwards.
"""

from collections.abc import Iterable, Mapping
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict

from tuneql.errors import InvalidInput
from tuneql.limits import NOVA_MICRO

_FROZEN = ConfigDict(frozen=True)
Known = TypeVar("Known", "Price", "ModelPrices")


class Price(BaseModel):
    """One list price.

    Attributes:
        usd: dollars for one `unit`.
        unit: what is counted.
        region: where it holds.
        date: the day on which the source was read, ISO 8601.
        source: where it was read.
    """

    model_config = _FROZEN

    usd: float
    unit: str
    region: str = "us-east-1"
    date: str
    source: str


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


class ModelPrices(BaseModel):
    """What a base model and the models trained from it cost; custom models are billed like their base on demand."""

    model_config = _FROZEN

    input_token: Price
    output_token: Price
    training_token: Price
    storage_month: Price


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
METRIC: Final = Price(
    usd=0.3, unit="metric-month", date="2026-11-20", source="Amazon CloudWatch pricing page, custom metric"
)
ALARM: Final = Price(
    usd=0.1, unit="alarm-month", date="2026-11-20", source="Amazon CloudWatch pricing page, standard alarm"
)
EGRESS_GIGABYTE: Final = Price(usd=0.09, unit="GB", date="2026-09-11", source="AWS Price List, data transfer out")

# SageMaker training, per hour of one instance. EC2's own price, which AWS's post used for its $65, is 1.25 times less.
_INSTANCES: Final = "copies of the Amazon SageMaker pricing page, training on demand"
INSTANCE_HOURS: Final = {
    name: Price(usd=usd, unit="instance-hour", date="2026-11-20", source=_INSTANCES)
    for name, usd in {
        "ml.g5.48xlarge": 20.36,
        "ml.g5.12xlarge": 7.09,
        "ml.g6.48xlarge": 16.688,
        "ml.g6.12xlarge": 5.752,
    }.items()
}

# What a request of the endpoint and a call of a workflow Lambda take; the endpoint waits for the model nearly all of
# it (0.48 s measured by AWS for 800 + 60 tokens of Nova Micro).
_ENDPOINT_SECONDS: Final = 0.55
_LAMBDA_GIGABYTES: Final = 0.5
_LOG_GIGABYTES: Final = 2.4e-6
_ANSWER_GIGABYTES: Final = 2e-6


def query_cost_usd(input_tokens: int, output_tokens: int, *, model: str = NOVA_MICRO.inference_id) -> float:
    """What one call of a model costs in tokens, in dollars.

    Raises:
        InvalidInput: for a model that is not in the table.

    Example:
        >>> round(22_000 * query_cost_usd(800, 60), 4)
        0.8008
    """
    return sum(item.usd for item in _tokens("model", input_tokens, output_tokens, model))


def estimate_training(tokens: int, epochs: int, *, model: str = NOVA_MICRO.training_id) -> Estimate:
    """What a customization job costs: tokens times epochs, whatever time it takes; a job that never trains is free.

    Args:
        tokens: of the training records together, prompts and answers.
        epochs: how often they are seen.
        model: the base model's id.

    Raises:
        InvalidInput: for a model that is not in the table.
    """
    return _estimate([_item("training", tokens * epochs, _prices(model).training_token)])


def estimate_instance_training(hours: float, *, instance_type: str) -> Estimate:
    """What a SageMaker training job on one instance costs: its time, from the download of its data to its end.

    Raises:
        InvalidInput: for an instance type that is not in the table.
    """
    price = _known("instance_type", instance_type, INSTANCE_HOURS)
    return _estimate([_item(f"training on {instance_type}", hours, price)])


def estimate_run(
    *,
    training_tokens: int,
    epochs: int,
    questions: int,
    input_tokens: int,
    output_tokens: int,
    model: str = NOVA_MICRO.training_id,
    transitions: int = 600,
    lambda_calls: int = 100,
) -> Estimate:
    """What a run costs once, and what its model then costs per month.

    Args:
        training_tokens: of the training records together.
        epochs: how often they are seen.
        questions: asked of the candidate and of its base model in the evaluation.
        input_tokens: of one question, with its schema.
        output_tokens: of one answer.
        model: the base model's id.
        transitions: of the state machine; three hours of training polled every minute take about 540.
        lambda_calls: of the stages; each is counted with 10 s, besides the time that questions wait for answers.

    Raises:
        InvalidInput: for a model that is not in the table.
    """
    asked = (questions * input_tokens, questions * output_tokens)
    seconds = 10 * lambda_calls + 2 * questions * _ENDPOINT_SECONDS
    items = [
        *estimate_training(training_tokens, epochs, model=model).items,
        *_tokens("evaluation of the candidate", *asked, model),
        *_tokens("evaluation of the base model", *asked, model),
        _item("Step Functions transitions", transitions, TRANSITION),
        _item("Step Functions children of the maps", lambda_calls, EXPRESS_REQUEST),
        _item("Lambda requests", lambda_calls, LAMBDA_REQUEST),
        _item("Lambda time", seconds * _LAMBDA_GIGABYTES, LAMBDA_SECOND),
    ]
    kept = _item("storage of the model", 1, _prices(model).storage_month)
    return _estimate(items).model_copy(update={"monthly": (kept,)})


def estimate_month(
    queries: int,
    input_tokens: int,
    output_tokens: int,
    *,
    model: str = NOVA_MICRO.inference_id,
    models: int = 1,
    metrics: int = 6,
    alarms: int = 5,
) -> Estimate:
    """The monthly bill of an endpoint, item by item, without any free tier.

    Args:
        queries: per month.
        input_tokens: of one query, with its schema.
        output_tokens: of one answer.
        model: the base model's id.
        models: custom models kept; storage is most of a small bill.
        metrics: custom metrics of the operations stack.
        alarms: of the operations stack.

    Raises:
        InvalidInput: for a model that is not in the table.
    """
    return _estimate(
        [
            *_tokens("model", queries * input_tokens, queries * output_tokens, model),
            _item("storage of models", models, _prices(model).storage_month),
            _item("API Gateway", queries, REST_REQUEST),
            _item("Lambda requests", queries, LAMBDA_REQUEST),
            _item("Lambda time", queries * _ENDPOINT_SECONDS * _LAMBDA_GIGABYTES, LAMBDA_SECOND),
            _item("logs", queries * _LOG_GIGABYTES, LOG_GIGABYTE),
            _item("metrics", metrics, METRIC),
            _item("alarms", alarms, ALARM),
            _item("data out", queries * _ANSWER_GIGABYTES, EGRESS_GIGABYTE),
        ]
    )


def _prices(model: str) -> ModelPrices:
    return _known("model", model, MODELS)


def _known(field: str, name: str, table: Mapping[str, Known]) -> Known:
    if name not in table:
        raise InvalidInput(
            field=field,
            value=name,
            rule="has no price in the table",
            remedy=f"use one of {', '.join(sorted(table))}, or add its prices to tuneql/pricing.py",
        )
    return table[name]


def _tokens(name: str, input_tokens: int, output_tokens: int, model: str) -> tuple[Item, Item]:
    prices = _prices(model)
    return (
        _item(f"{name}, input tokens", input_tokens, prices.input_token),
        _item(f"{name}, output tokens", output_tokens, prices.output_token),
    )


def _item(name: str, quantity: float, price: Price) -> Item:
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


def _estimate(items: Iterable[Item]) -> Estimate:
    lines = tuple(items)
    return Estimate(items=lines, total_usd=_dollars(sum(line.usd for line in lines)))


def _dollars(amount: float) -> float:
    return round(amount, 9)
