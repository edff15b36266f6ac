"""What a run will cost, by the method that trains it."""

from dataclasses import dataclass

from tuneql.limits import NOVA_MICRO
from tuneql.pricing import Estimate, estimate_instance_training, estimate_run, estimate_training
from tuneql.training.hours import estimate_training_hours
from tuneql.workflow.run import Method, Run


@dataclass(frozen=True, kw_only=True)
class Work:
    """What there is to do.

    Attributes:
        records: that are trained on.
        tokens: of all of them, prompts and answers.
        questions: asked of the candidate and of its base model.
        input_tokens, output_tokens: of one question.
    """

    records: int
    tokens: int
    epochs: int
    questions: int
    input_tokens: int
    output_tokens: int


def estimate(run: Run, *, records: int, tokens: int, questions: int) -> Estimate:
    """What a run costs: the training, the evaluation and the workflow itself.

    Args:
        run: the run.
        records: that are trained on.
        tokens: of all of them, prompts and answers.
        questions: asked of the candidate and of its base model.
    """
    work = Work(
        records=records,
        tokens=tokens,
        epochs=run.hyperparameters.epochs,
        questions=questions,
        input_tokens=tokens // max(records, 1),
        output_tokens=run.max_tokens,
    )
    return estimate_work(run.method, work, instance_type=run.training_instance_type, model=run.base_model_id)


def estimate_work(method: Method, work: Work, *, instance_type: str, model: str = NOVA_MICRO.training_id) -> Estimate:
    """The same for work that no run has been planned for."""
    asking = estimate_run(
        training_tokens=0,
        epochs=work.epochs,
        questions=work.questions,
        input_tokens=work.input_tokens,
        output_tokens=work.output_tokens,
        model=model,
    )
    training = _training(method, work, instance_type, model)
    items = (*training.items, *(item for item in asking.items if item.name != "training"))
    return asking.model_copy(update={"items": items, "total_usd": round(sum(item.usd for item in items), 9)})


def _training(method: Method, work: Work, instance_type: str, model: str) -> Estimate:
    if method == "bedrock":
        return estimate_training(work.tokens, work.epochs, model=model)
    hours = estimate_training_hours(work.records, work.tokens, work.epochs, instance_type=instance_type)
    return estimate_instance_training(hours, instance_type=instance_type)
