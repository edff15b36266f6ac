"""Estimates the cost of a run, by its method."""

from dataclasses import dataclass
from typing import Final

from tuneql.limits import NOVA_MICRO
from tuneql.pricing.estimates import estimate_imported_use, estimate_instance_training, estimate_run, estimate_training
from tuneql.pricing.lines import Estimate
from tuneql.training.hours import estimate_script_hours, estimate_training_hours
from tuneql.workflow.run import Run
from tuneql.workflow.run_record import Method

# Seconds that an imported model of 8B parameters takes for a question, if asked one after another. Bedrock may start
# more copies, which take less time and cost the same.
_SECONDS_A_QUESTION: Final = 2


@dataclass(frozen=True, kw_only=True)
class Work:
    """The amount of work of a run.

    Attributes:
        records: to train on.
        tokens: of all of them, prompts and answers.
        questions: asked of the candidate and of its base model.
        input_tokens, output_tokens: per question.
        instance_type: of a SageMaker job.
        parameters: of open weights.
    """

    records: int
    tokens: int
    epochs: int
    questions: int
    input_tokens: int
    output_tokens: int
    instance_type: str
    parameters: int = 0


def estimate(run: Run, *, records: int, tokens: int, questions: int) -> Estimate:
    """The cost of a run: the training, the evaluation and the workflow itself.

    Args:
        run: the run.
        records: to train on.
        tokens: of all of them, prompts and answers.
        questions: asked of the candidate and of its base model; some are asked again, to time the answers.
    """
    work = Work(
        records=records,
        tokens=tokens,
        epochs=run.hyperparameters.epochs,
        questions=questions + min(questions, run.latency_questions),
        input_tokens=tokens // max(records, 1),
        output_tokens=run.max_tokens,
        instance_type=run.training_instance_type,
        parameters=run.base_weights.parameters if run.base_weights else 0,
    )
    return estimate_work(run.method, work, model=run.base_model_id)


def estimate_work(method: Method, work: Work, *, model: str = NOVA_MICRO.training_id) -> Estimate:
    """The cost of work without a planned run."""
    return estimate_run(
        _training(method, work, model),
        questions=work.questions,
        input_tokens=work.input_tokens,
        output_tokens=work.output_tokens,
        model=model,
        imported=_imported_use(work) if method == "sagemaker-open-weights" else None,
    )


def _training(method: Method, work: Work, model: str) -> Estimate:
    if method == "bedrock":
        return estimate_training(work.tokens, work.epochs, model=model)
    return estimate_instance_training(_hours(method, work), instance_type=work.instance_type)


def _hours(method: Method, work: Work) -> float:
    """How long an instance trains."""
    if method == "sagemaker-nova":
        return estimate_training_hours(work.records, work.tokens, work.epochs, instance_type=work.instance_type)
    return estimate_script_hours(work.tokens, work.epochs, parameters=work.parameters, instance_type=work.instance_type)


def _imported_use(work: Work) -> Estimate:
    return estimate_imported_use(work.questions * _SECONDS_A_QUESTION / 60, parameters=work.parameters)
