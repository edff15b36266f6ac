"""What a run will cost, by the method that trains it."""

from tuneql.pricing import Estimate, estimate_instance_training, estimate_run, estimate_training
from tuneql.training.hours import estimate_training_hours
from tuneql.workflow.run import Run


def estimate(run: Run, *, records: int, tokens: int, questions: int) -> Estimate:
    """The training, the evaluation and the workflow itself.

    Args:
        run: the run.
        records: that are trained on.
        tokens: of all of them, prompts and answers.
        questions: asked of the candidate and of its base model.
    """
    asking = estimate_run(
        training_tokens=0,
        epochs=run.hyperparameters.epochs,
        questions=questions,
        input_tokens=tokens // max(records, 1),
        output_tokens=run.max_tokens,
        model=run.base_model_id,
    )
    training = _training(run, records=records, tokens=tokens)
    items = (*training.items, *(item for item in asking.items if item.name != "training"))
    return asking.model_copy(update={"items": items, "total_usd": round(sum(item.usd for item in items), 9)})


def _training(run: Run, *, records: int, tokens: int) -> Estimate:
    epochs = run.hyperparameters.epochs
    if run.method == "bedrock":
        return estimate_training(tokens, epochs, model=run.base_model_id)
    hours = estimate_training_hours(records, tokens, epochs, instance_type=run.training_instance_type)
    return estimate_instance_training(hours, instance_type=run.training_instance_type)
