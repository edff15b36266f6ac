"""Estimates what training, runs and endpoints cost."""

import math
from typing import Final

from tuneql.limits import CORE_MEMORY_MB, NOVA_MICRO
from tuneql.pricing.lines import Estimate, estimate_of, priced, token_items
from tuneql.pricing.prices import (
    ALARM,
    EGRESS_GIGABYTE,
    EXPRESS_REQUEST,
    INSTANCE_HOURS,
    LAMBDA_REQUEST,
    LAMBDA_SECOND,
    LOG_GIGABYTE,
    MODEL_UNIT_MINUTE,
    MODEL_UNIT_STORAGE,
    REST_REQUEST,
    TRANSITION,
    known,
    prices_of,
)

# The seconds of an endpoint's request, nearly all of which it waits for the model (AWS measured 0.48 s for 800 + 60
# tokens of Nova Micro), and of a workflow Lambda's call.
_ENDPOINT_SECONDS: Final = 0.55
_LAMBDA_GIGABYTES: Final = CORE_MEMORY_MB / 1_024
_LOG_GIGABYTES: Final = 2.4e-6
_ANSWER_GIGABYTES: Final = 2e-6
# Of a run: transitions of the state machine (three hours of training, polled every minute, take about 540), and calls
# of Lambda functions with the seconds of each, without the time that questions wait for answers.
_TRANSITIONS: Final = 600
_LAMBDA_CALLS: Final = 100
_CALL_SECONDS: Final = 10
_WINDOW_MINUTES: Final = 5
_PARAMETERS_A_UNIT: Final = 70e9 / 8


ALARMS: Final = 5
"""How many alarms the stacks have (`stacks/constructs/alarms.py`, `stacks/constructs/notifications.py`)."""


def estimate_training(tokens: int, epochs: int, *, model: str = NOVA_MICRO.training_id) -> Estimate:
    """The cost of a customization job: tokens times epochs, however long it takes; a job that never trains is free.

    Args:
        tokens: of all training records, prompts and answers.
        epochs: passes over the records.
        model: the base model's id.

    Raises:
        InvalidInput: the model is not in the table.
    """
    return estimate_of([priced("training", tokens * epochs, prices_of(model).training_token)])


def estimate_instance_training(hours: float, *, instance_type: str) -> Estimate:
    """The cost of a SageMaker training job on one instance: its time, from the download of its data to its end.

    Raises:
        InvalidInput: the instance type is not in the table.
    """
    price = known("instance_type", instance_type, INSTANCE_HOURS)
    return estimate_of([priced(f"training on {instance_type}", hours, price)])


def estimate_imported_use(minutes: float, *, parameters: int) -> Estimate:
    """The cost of an imported model: for the time that one copy of it runs, and for storage per month.

    Args:
        minutes: that the copy runs; Bedrock rounds each period of use up to five.
        parameters: of the model.
    """
    units = model_units(parameters)
    running = math.ceil(minutes / _WINDOW_MINUTES) * _WINDOW_MINUTES
    found = estimate_of([priced(f"imported model, {units} units a copy", running * units, MODEL_UNIT_MINUTE)])
    return found.model_copy(update={"monthly": (priced("storage of the imported model", units, MODEL_UNIT_STORAGE),)})


def model_units(parameters: int) -> int:
    """How many Custom Model Units a copy of a model probably takes; GetImportedModel tells once it is imported.

    AWS's two examples are 2 for Llama 3.1 8B and 8 for 70B; sizes between are taken in proportion, in powers of two.

    Example:
        >>> [model_units(billions * 10**9) for billions in (1, 8, 32, 70)]
        [2, 2, 4, 8]
    """
    units = math.ceil(parameters / _PARAMETERS_A_UNIT)
    return max(2, 1 << (units - 1).bit_length())


def estimate_run(
    training: Estimate,
    *,
    questions: int,
    input_tokens: int,
    output_tokens: int,
    model: str = NOVA_MICRO.training_id,
    imported: Estimate | None = None,
) -> Estimate:
    """The cost of a run, and then of keeping its model per month.

    Args:
        training: of its model.
        questions: asked of the candidate and of its base model in the evaluation.
        input_tokens: per question, with its schema.
        output_tokens: per answer.
        model: the base model's id.
        imported: the use of an imported candidate, which is paid instead of its tokens and storage.

    Raises:
        InvalidInput: the model is not in the table.
    """
    asked = (questions * input_tokens, questions * output_tokens)
    seconds = _CALL_SECONDS * _LAMBDA_CALLS + 2 * questions * _ENDPOINT_SECONDS
    items = [
        *training.items,
        *(imported.items if imported else token_items("evaluation of the candidate", *asked, model)),
        *token_items("evaluation of the base model", *asked, model),
        priced("Step Functions transitions", _TRANSITIONS, TRANSITION),
        priced("Step Functions children of the maps", _LAMBDA_CALLS, EXPRESS_REQUEST),
        priced("Lambda requests", _LAMBDA_CALLS, LAMBDA_REQUEST),
        priced("Lambda time", seconds * _LAMBDA_GIGABYTES, LAMBDA_SECOND),
    ]
    kept = imported.monthly if imported else (priced("storage of the model", 1, prices_of(model).storage_month),)
    return estimate_of(items).model_copy(update={"monthly": kept})


def estimate_month(
    queries: int,
    input_tokens: int,
    output_tokens: int,
    *,
    model: str = NOVA_MICRO.inference_id,
    alarms: int = ALARMS,
    imported: Estimate | None = None,
) -> Estimate:
    """The monthly bill of an endpoint, item by item, without any free tier.

    Args:
        queries: per month.
        input_tokens: per query, with its schema.
        output_tokens: per answer.
        model: the base model's id.
        alarms: on the endpoint and on the clean-up; their metrics cost nothing.
        imported: the month of an imported model, which is paid instead of tokens and storage.

    Raises:
        InvalidInput: the model is not in the table.
    """
    serving = (
        *token_items("model", queries * input_tokens, queries * output_tokens, model),
        priced("storage of models", 1, prices_of(model).storage_month),
    )
    return estimate_of(
        [
            *((*imported.items, *imported.monthly) if imported else serving),
            priced("API Gateway", queries, REST_REQUEST),
            priced("Lambda requests", queries, LAMBDA_REQUEST),
            priced("Lambda time", queries * _ENDPOINT_SECONDS * _LAMBDA_GIGABYTES, LAMBDA_SECOND),
            priced("logs", queries * _LOG_GIGABYTES, LOG_GIGABYTE),
            priced("alarms", alarms, ALARM),
            priced("data out", queries * _ANSWER_GIGABYTES, EGRESS_GIGABYTE),
        ]
    )
