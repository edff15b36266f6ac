"""The input of an execution, and the run that it asks for, with the deployment's defaults for what it leaves out."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BaseModel, Field

from tuneql.errors import InvalidInput
from tuneql.limits import MOST_QUESTIONS
from tuneql.locations import Location, parse_location
from tuneql.options import BY_MODEL_RULE, Options
from tuneql.parsing import parse_as
from tuneql.prompt import wording_of
from tuneql.release.champion import Champion
from tuneql.release.gate import Thresholds
from tuneql.sql.dialects import get_dialect
from tuneql.training.bedrock.hyperparameters import BedrockHyperparameters
from tuneql.training.nova.hyperparameters import DpoHyperparameters, SftHyperparameters, read_nova_hyperparameters
from tuneql.training.open_weights.base_weights import FIELD
from tuneql.training.open_weights.hyperparameters import OpenWeightsHyperparameters
from tuneql.workflow.names import RUN_TAG, names, run_id
from tuneql.workflow.run import Defaults, Hyperparameters, Run
from tuneql.workflow.run_record import Method


class EvaluationInput(BaseModel, extra="forbid", frozen=True):
    """How a candidate is measured.

    Attributes:
        examples: how many held-out questions to ask, at most.
        robust: on how many further databases right answers must be right; 0 for none.
        judge: false to ask no judge, even if the deployment has one.
        gate: thresholds that differ from the deployment's.
    """

    examples: Annotated[int, Field(ge=1, le=MOST_QUESTIONS)] | None = None
    robust: Annotated[int, Field(ge=0, le=100)] | None = None
    judge: bool = True
    gate: dict[str, Any] = {}


class ExecutionInput(BaseModel, extra="forbid", frozen=True):
    """The input of the state machine; everything but `corpus` is optional.

    Attributes:
        corpus: `s3://` URI of a file, or of a folder, which ends in a slash; see `tuneql.corpus.reading`.
        schemas: `s3://` URI of a file of DDL, a `tables.json`, or a folder of such files, for rows without schema.
        databases: `s3://` URI of a folder with `<db_id>.sqlite` files to run the SQL on.
        dialect: of SQL in rows that name none.
        preparation: options for the corpus, keys of `Options`; the deployment's defaults apply to others.
        method: who trains.
        base_model: `s3://` URI of the folder of an open-weight model, only for `sagemaker-open-weights`.
        hyperparameters: the trainer's; the deployment's defaults apply to others.
        promote: false to measure the candidate and leave the champion alone.
        budget_usd: a run with a higher estimate is refused before it spends anything; training on instances is stopped
            before it costs more.
    """

    corpus: str
    schemas: str | None = None
    databases: str | None = None
    dialect: str | None = None
    preparation: dict[str, Any] = {}
    method: Method = "bedrock"
    base_model: str | None = None
    hyperparameters: dict[str, Any] = {}
    evaluation: EvaluationInput = EvaluationInput()
    promote: bool = True
    budget_usd: Annotated[float, Field(ge=0)] | None = None


def check_input(given: object) -> None:
    """Refuse input that every deployment would refuse, before anything is uploaded or started.

    Raises:
        InvalidInput: for the first key that breaks a rule. URIs and the dialect are left to the deployment.
    """
    asked = parse_as(ExecutionInput, given)
    base_model_of(asked)
    _preparation(asked, {})
    _hyperparameters(asked, {})
    _thresholds(asked, {})


def plan_run(
    given: object,
    *,
    defaults: Defaults,
    bucket: str,
    champion: Champion | None,
    execution_id: str,
    started_at: str,
) -> Run:
    """The run that an execution's input asks for.

    Raises:
        InvalidInput: for the first key that breaks a rule.
        UnknownPromptVersion: the champion, with which the candidate will be compared, could not be asked.
    """
    asked = parse_as(ExecutionInput, given)
    dialect = asked.dialect or defaults.dialect
    get_dialect(dialect)
    if champion is not None:
        wording_of(champion.prompt_version)
    run = run_id(execution_id, started_at)
    return Run(
        id=run,
        execution_id=execution_id,
        started_at=started_at,
        bucket=bucket,
        corpus=parse_location(asked.corpus, field="corpus"),
        schemas=parse_location(asked.schemas, field="schemas") if asked.schemas else None,
        databases=parse_location(asked.databases, field="databases") if asked.databases else None,
        dialect=dialect,
        preparation=_preparation(asked, defaults.preparation.model_dump()),
        method=asked.method,
        base_model=base_model_of(asked),
        hyperparameters=_hyperparameters(asked, defaults.model_dump(include=set(BedrockHyperparameters.model_fields))),
        training_instance_type=_instance_type(asked, defaults),
        spot=defaults.open_weights_spot and asked.method == "sagemaker-open-weights",
        tags={**defaults.tags, RUN_TAG: run},
        examples=asked.evaluation.examples or defaults.evaluation_examples,
        robust_databases=defaults.robust_databases if asked.evaluation.robust is None else asked.evaluation.robust,
        judge_model_id=defaults.judge_model_id if asked.evaluation.judge else None,
        thresholds=_thresholds(asked, defaults.model_dump(include=set(Thresholds.model_fields))),
        promote=asked.promote,
        budget_usd=defaults.budget_usd if asked.budget_usd is None else asked.budget_usd,
        names=names(run),
        champion=champion,
        **defaults.model_dump(include=_CARRIED),
    )


# Defaults that no execution can change, and that later states need.
_CARRIED = {
    "region", "vpc", "output_kms_key", "model_kms_key", "approval", "keep_models", "base_model_id", "base_inference_id",
    "evaluation_slice", "latency_questions", "max_tokens", "poll_seconds", "stall_seconds",
    "training_deadline_seconds", "deployment_deadline_seconds",
}  # fmt: skip


def _preparation(asked: ExecutionInput, usual: Mapping[str, Any]) -> Options:
    chosen = parse_as(Options, {**usual, **asked.preparation}, inside="preparation")
    if chosen.synthetic_by == "model":
        raise InvalidInput(
            field="preparation.synthetic_by",
            value="model",
            rule=BY_MODEL_RULE,
            remedy="choose rules, or prepare the corpus with tuneql corpus prepare",
        )
    return chosen


def base_model_of(asked: ExecutionInput) -> Location | None:
    """The folder of the open weights that a run trains; None if it trains Amazon's own model.

    Raises:
        InvalidInput: they are missing, are given though none are trained, or are not given as an S3 URI.
    """
    needed = asked.method == "sagemaker-open-weights"
    if asked.base_model is not None and needed:
        return parse_location(asked.base_model, field=FIELD)
    if asked.base_model is None and not needed:
        return None
    raise InvalidInput(
        field=FIELD,
        value=asked.base_model,
        rule=f"{'is needed' if needed else 'means nothing'} where the method is {asked.method!r}",
        remedy="name the folder of an open-weight model, s3://<corpus bucket>/models/<name>/"
        if needed
        else "leave it out, or set the method to 'sagemaker-open-weights'",
    )


def _instance_type(asked: ExecutionInput, defaults: Defaults) -> str:
    if asked.method == "sagemaker-open-weights":
        return defaults.open_weights_instance_type
    return defaults.training_instance_type


def _hyperparameters(asked: ExecutionInput, usual: Mapping[str, Any]) -> Hyperparameters:
    """The trainer's hyperparameters; the deployment's defaults, `usual`, apply only to Bedrock."""
    if asked.method == "sagemaker-nova":
        return _nova_hyperparameters(asked)
    if asked.method == "sagemaker-open-weights":
        return parse_as(OpenWeightsHyperparameters, asked.hyperparameters, inside="hyperparameters")
    return parse_as(BedrockHyperparameters, {**usual, **asked.hyperparameters}, inside="hyperparameters")


def _nova_hyperparameters(asked: ExecutionInput) -> SftHyperparameters:
    """Those of a Nova recipe, with the recipe's own defaults: Bedrock's are all different."""
    found = read_nova_hyperparameters(asked.hyperparameters)
    if isinstance(found, DpoHyperparameters):
        raise InvalidInput(
            field="hyperparameters.technique",
            value="dpo",
            rule="needs pairs of a preferred and a refused answer, which a corpus of questions and SQL does not have",
            remedy="leave it out, or set it to 'sft'",
        )
    return found


def _thresholds(asked: ExecutionInput, usual: Mapping[str, Any]) -> Thresholds:
    return parse_as(Thresholds, {**usual, **asked.evaluation.gate}, inside="evaluation.gate")
