"""`tuneql estimate`: what training and serving cost."""

from typing import Annotated, Literal

import typer
from pydantic import BaseModel, Field

from cli.console import OUT, show, show_json, table
from tuneql.limits import NOVA_EPOCHS
from tuneql.parsing import parse_as
from tuneql.pricing import Estimate, Item, estimate_month
from tuneql.training.hyperparameters import BedrockHyperparameters
from tuneql.workflow.estimating import Work, estimate_work
from tuneql.workflow.run import Method


class Asked(BaseModel):
    """Who trains, for how long, and on what."""

    method: Method
    epochs: Annotated[int, Field(ge=1, le=NOVA_EPOCHS.high)]
    instance_type: Literal["ml.g5.12xlarge", "ml.g5.48xlarge", "ml.g6.12xlarge", "ml.g6.48xlarge"]


def estimate(
    records: Annotated[int, typer.Option(min=1, help="Training records.")] = 20_000,
    tokens_per_record: Annotated[int, typer.Option(min=1, help="Prompt and answer of one record.")] = 250,
    epochs: Annotated[int, typer.Option(help="Passes over the records.")] = 2,
    method: Annotated[str, typer.Option(help="Who trains: bedrock or sagemaker-nova.")] = "bedrock",
    instance_type: Annotated[str, typer.Option(help="Of SageMaker's training job.")] = "ml.g5.12xlarge",
    questions: Annotated[int, typer.Option(min=1, help="Held-out questions of the evaluation.")] = 500,
    queries: Annotated[int, typer.Option(min=0, help="Queries a month that the endpoint serves.")] = 22_000,
    input_tokens: Annotated[int, typer.Option(min=1, help="Of one query, with its schema.")] = 800,
    output_tokens: Annotated[int, typer.Option(min=1, help="Of one answer.")] = 60,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """What one run costs, and the monthly bill of the endpoint, item by item."""
    asked = parse_as(Asked, {"method": method, "epochs": epochs, "instance_type": instance_type})
    if asked.method == "bedrock":
        parse_as(BedrockHyperparameters, {"epochs": epochs})
    work = Work(
        records=records,
        tokens=records * tokens_per_record,
        epochs=epochs,
        questions=questions,
        input_tokens=input_tokens,
        output_tokens=output_tokens,
    )
    once = estimate_work(asked.method, work, instance_type=instance_type)
    monthly = estimate_month(queries, input_tokens, output_tokens)
    if as_json:
        show_json({"run": once.model_dump(), "month": monthly.model_dump()})
        return
    _show(f"One run by {method}: {records:,} records of {tokens_per_record} tokens, {epochs} epochs", once)
    _show(f"A month: {queries:,} queries of {input_tokens} + {output_tokens} tokens", monthly)
    show("List prices of us-east-1, before any free tier; --json names the source of each.")


def _show(title: str, found: Estimate) -> None:
    rows = [_row(item) for item in found.items]
    rows.append(("total", "", "", "", f"{found.total_usd:.4f}", ""))
    OUT.print(table(title, ("item", "quantity", "unit", "$ each", "$", "price of"), rows))
    show("")


def _row(item: Item) -> tuple[str, str, str, str, str, str]:
    return (item.name, f"{item.quantity:,.6g}", item.unit, f"{item.unit_price:.4g}", f"{item.usd:.4f}", item.price_date)
