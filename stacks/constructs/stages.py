"""The stages of the workflow that are Lambda functions: what each may do, is told, and needs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from stacks.constructs import stage_allowances as of
from stacks.constructs.allowances import Allowance
from stacks.constructs.stage_allowances import Resources
from tuneql.limits import CORE_MEMORY_MB

# A Distributed Map's Express children end after five minutes: two attempts at a shard must fit.
SHARD_SECONDS: Final = 140

Allowances = Callable[[Resources], tuple[Allowance, ...]]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """One Lambda function of the workflow.

    Attributes:
        folder: under `lambdas/`; also names the state, `start_training` for StartTraining.
        does: one line for the console.
        allowances: what it may do.
        variables: names of its environment variables.
        seconds: its time limit.
        memory_mb: its memory, which buys processor time too.
    """

    folder: str
    does: str
    allowances: Allowances
    variables: tuple[str, ...] = ()
    seconds: int = 60
    memory_mb: int = 512

    @property
    def state(self) -> str:
        """The name of the state that calls it."""
        return self.folder.title().replace("_", "")


def environment(stage: Stage, resources: Resources) -> Mapping[str, str]:
    """The environment variables of a stage."""
    known = {
        "RUNS_BUCKET": resources.runs.bucket_name,
        "CHAMPION_PARAMETER": resources.champion.parameter_name,
        "CUSTOMIZATION_ROLE_ARN": resources.customization_role.role_arn,
        "TRAINING_ROLE_ARN": resources.training_role.role_arn,
        "IMPORT_ROLE_ARN": resources.import_role.role_arn,
        "TOPIC_ARN": resources.topic.topic_arn,
        "SETTINGS": resources.settings,
    }
    return {name: known[name] for name in stage.variables}


STAGES: Final = (
    Stage(
        folder="plan",
        does="validates the input, names the run, estimates its cost",
        allowances=of.plan,
        variables=("RUNS_BUCKET", "CHAMPION_PARAMETER", "SETTINGS"),
    ),
    Stage(
        folder="prepare_shard",
        does="reads, cleans and converts one byte range of the corpus",
        allowances=of.prepare_shard,
        seconds=SHARD_SECONDS,
        memory_mb=CORE_MEMORY_MB,
    ),
    Stage(
        folder="assemble_dataset",
        does="splits without leaks, writes train, validation and test",
        allowances=of.assemble_dataset,
        seconds=900,
        memory_mb=3008,
    ),
    Stage(
        folder="preflight",
        does="refuses what Bedrock would refuse",
        allowances=of.preflight,
        seconds=300,
    ),
    Stage(
        folder="start_training",
        does="starts the training job, once",
        allowances=of.start_training,
        variables=("CUSTOMIZATION_ROLE_ARN", "TRAINING_ROLE_ARN"),
    ),
    Stage(
        folder="check_training",
        does="looks at the job; fails it when it stalls",
        allowances=of.check_training,
    ),
    Stage(
        folder="import_model",
        does="imports what SageMaker trained as a custom model",
        allowances=of.import_model,
        variables=("IMPORT_ROLE_ARN",),
    ),
    Stage(folder="check_model", does="looks at the imported model", allowances=of.check_model),
    Stage(folder="deploy_candidate", does="deploys the new model for measuring", allowances=of.create_deployment),
    Stage(folder="check_deployment", does="looks at the candidate deployment", allowances=of.check_deployment),
    Stage(folder="warm_up", does="asks the candidate until it answers", allowances=of.stream_custom, seconds=300),
    Stage(
        folder="measure_latency",
        does="times candidate, base and champion on the same questions",
        allowances=of.measure_latency,
        seconds=300,
    ),
    Stage(
        folder="evaluate_shard",
        does="asks candidate and base a slice of the test set and runs their SQL",
        allowances=of.evaluate_shard,
        seconds=SHARD_SECONDS,
        memory_mb=CORE_MEMORY_MB,
    ),
    Stage(
        folder="report",
        does="sums up the scores and draws the report",
        allowances=of.read_and_write_run,
        seconds=300,
        memory_mb=CORE_MEMORY_MB,
    ),
    Stage(folder="gate", does="decides whether the candidate may be champion", allowances=of.gate),
    Stage(
        folder="promote",
        does="puts the new model behind the champion's ARN",
        allowances=of.promote,
        variables=("CHAMPION_PARAMETER",),
    ),
    Stage(
        folder="compare_anew",
        does="has the candidate compared with the new champion",
        allowances=of.compare_anew,
        variables=("CHAMPION_PARAMETER",),
    ),
    Stage(folder="check_promotion", does="looks at the champion deployment", allowances=of.check_deployment),
    Stage(
        folder="smoke_test",
        does="asks the champion, then records it",
        allowances=of.smoke_test,
        variables=("CHAMPION_PARAMETER",),
        seconds=300,
    ),
    Stage(
        folder="prune",
        does="deletes the models of earlier runs that nobody needs",
        allowances=of.prune,
        variables=("CHAMPION_PARAMETER",),
        seconds=300,
    ),
    Stage(folder="retire", does="deletes what only measuring needed", allowances=of.retire),
    Stage(
        folder="notify",
        does="publishes how the run ended",
        allowances=of.notify,
        variables=("TOPIC_ARN",),
    ),
    Stage(
        folder="clean_up",
        does="undoes what a failed run made",
        allowances=of.clean_up,
        variables=("CHAMPION_PARAMETER",),
    ),
)
