"""`tuneql estimate`: what training and serving cost."""

from collections.abc import Mapping
from typing import Annotated, Final

import typer
from pydantic import BaseModel

from cli.console import show, show_json, show_table
from cli.options import AsJson, MethodName
from stacks.settings import Settings
from tuneql.errors import InvalidInput
from tuneql.parsing import parse_as
from tuneql.pricing.estimates import estimate_imported_use, estimate_month
from tuneql.pricing.lines import Estimate, Item
from tuneql.training.bedrock.hyperparameters import BedrockHyperparameters
from tuneql.training.nova.hyperparameters import SftHyperparameters
from tuneql.training.open_weights.hyperparameters import OpenWeightsHyperparameters
from tuneql.workflow.estimating import Work, estimate_work
from tuneql.workflow.run_record import Method


class Asked(BaseModel):
    """Who trains."""

    method: Method


# From here on quantities are shown without decimals, and never as powers of ten.
_WHOLE: Final = 10_000

_HYPERPARAMETERS: Final[Mapping[Method, type[BaseModel]]] = {
    "bedrock": BedrockHyperparameters,
    "sagemaker-nova": SftHyperparameters,
    "sagemaker-open-weights": OpenWeightsHyperparameters,
}
# The defaults of a run.
_EPOCHS: Final[Mapping[Method, int]] = {
    "bedrock": Settings().epochs,
    "sagemaker-nova": SftHyperparameters().epochs,
    "sagemaker-open-weights": OpenWeightsHyperparameters().epochs,
}
# The usual instance type of each method: the deployment's defaults.
_INSTANCES: Final = {
    "bedrock": "",
    "sagemaker-nova": Settings().training_instance_type,
    "sagemaker-open-weights": Settings().open_weights_instance_type,
}


def estimate(
    records: Annotated[int, typer.Option(min=1, help="Training records.")] = 20_000,
    tokens_per_record: Annotated[int, typer.Option(min=1, help="Tokens of one record, prompt and answer.")] = 250,
    epochs: Annotated[int | None, typer.Option(help="Passes over the records; by default the method's.")] = None,
    method: MethodName = "bedrock",
    instance_type: Annotated[
        str | None, typer.Option(help="Instance type of SageMaker's training job; by default the deployment's.")
    ] = None,
    parameters: Annotated[float, typer.Option(min=0.01, help="Parameters of the open weights, in billions.")] = 8.0,
    active_hours: Annotated[
        float, typer.Option(min=0, max=744, help="Hours of a month in which an imported model is asked.")
    ] = 198.0,
    questions: Annotated[int, typer.Option(min=1, help="Held-out questions of the evaluation.")] = 500,
    queries: Annotated[int, typer.Option(min=0, help="Queries a month that the endpoint serves.")] = 22_000,
    input_tokens: Annotated[int, typer.Option(min=1, help="Tokens of one query, with its schema.")] = 800,
    output_tokens: Annotated[int, typer.Option(min=1, help="Tokens of one answer.")] = 60,
    as_json: AsJson = False,
) -> None:
    """What one run costs, and the monthly bill of the endpoint, item by item."""
    asked = parse_as(Asked, {"method": method})
    if instance_type and asked.method == "bedrock":
        rule, remedy = "means nothing where the method is 'bedrock'", "leave it out, or name one of SageMaker's methods"
        raise InvalidInput(field="instance_type", value=instance_type, rule=rule, remedy=remedy)
    epochs = _EPOCHS[asked.method] if epochs is None else epochs
    parse_as(_HYPERPARAMETERS[asked.method], {"epochs": epochs})
    work = Work(
        records=records,
        tokens=records * tokens_per_record,
        epochs=epochs,
        questions=questions,
        input_tokens=input_tokens,
        output_tokens=output_tokens,
        instance_type=instance_type or _INSTANCES[asked.method],
        parameters=round(parameters * 1e9),
    )
    once = estimate_work(asked.method, work)
    imports = asked.method == "sagemaker-open-weights"
    use = estimate_imported_use(active_hours * 60, parameters=work.parameters) if imports else None
    monthly = estimate_month(queries, input_tokens, output_tokens, imported=use)
    if as_json:
        show_json({"run": once.model_dump(), "month": monthly.model_dump()})
        return
    _show(f"One run by {method}: {records:,} records of {tokens_per_record} tokens, {epochs} epochs", once)
    _show(f"A month: {queries:,} queries of {input_tokens} + {output_tokens} tokens", monthly)
    if use is not None:
        show(f"An imported model is billed by the minute of each copy that runs: {active_hours:g} hours, one copy.")
    show("List prices of us-east-1, before any free tier; --json names the source of each.")


def _show(title: str, found: Estimate) -> None:
    rows = [_row(item) for item in found.items]
    rows.append(("total", "", "", "", f"{found.total_usd:.4f}", ""))
    show_table(title, ("item", "quantity", "unit", "$ each", "$", "price of"), rows)
    show("")


def _row(item: Item) -> tuple[str, str, str, str, str, str]:
    quantity = f"{item.quantity:,.0f}" if item.quantity >= _WHOLE else f"{item.quantity:,.6g}"
    return (item.name, quantity, item.unit, f"{item.unit_price:.4g}", f"{item.usd:.4f}", item.price_date)
