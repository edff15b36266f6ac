"""What goes wrong, and how it must end: the faults of the local account, and input that a run refuses."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from tests.end_to_end import orchard


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A fault and the end that `docs/local-account.md` promises.

    Attributes:
        name: in `local.faults.FAULTS`.
        error: of the execution; empty where it succeeds.
        says: what the cause must hold, so that a person can act on it; of a success, what the gate's reasons must.
        promoted: whether the run's model serves users afterwards.
        trains: whether it strikes in training, so that no model is ever asked.
        given: what the input has besides the corpus.
    """

    name: str
    error: str = ""
    says: tuple[str, ...] = ()
    promoted: bool = False
    trains: bool = False
    given: Mapping[str, Any] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """How the execution ends."""
        return "FAILED" if self.error else "SUCCEEDED"


JOB: Final = "arn:aws:bedrock:us-east-1:123456789012:model-customization-job/"
DEPLOYMENT: Final = "arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/"

# Trained by SageMaker, as hard as the recipe allows, so that a corpus this small is learned.
NOVA: Final = {"method": "sagemaker-nova", "hyperparameters": {"epochs": 20, "learning_rate": 1e-4}}

FAULTS: Final = (
    Fault(name="failed-job", error="TrainingFailed", says=("internal error", JOB), trains=True),
    Fault(
        name="rejected-records",
        error="TrainingFailed",
        says=("rejected 3 training records", "manifest.report.csv"),
        trains=True,
    ),
    Fault(
        name="stalled-stage",
        error="TrainingStalled",
        says=("training stage has not started", "start the run", JOB),
        trains=True,
    ),
    Fault(
        name="failed-deployment",
        error="DeploymentFailed",
        says=("candidate deployment failed", "start the run again", DEPLOYMENT),
    ),
    Fault(
        name="failed-promotion",
        error="PromotionFailed",
        says=("behind the champion", "start the run again", DEPLOYMENT),
    ),
    Fault(name="bad-champion", error="SmokeTestFailed", says=("new champion", "the guard refuses", "the run's report")),
    Fault(name="bad-answers", says=("0.0% is below the floor of 20.0%",)),
    Fault(name="bad-first-answers", says=("0.0% is below the floor of 20.0%",)),
    Fault(name="throttled", error="Throttled", says=("Too many requests", "when there is less traffic")),
    Fault(name="never-ready", error="NotReady", says=("not ready", "start the run again")),
    Fault(name="model-not-ready", says=("reaches the floor",), promoted=True),
    Fault(name="throttling", says=("reaches the floor",), promoted=True, given={"evaluation": {"examples": 2}}),
    *(
        Fault(name=name, error=error, says=says, trains=True, given={"method": "sagemaker-nova"})
        for name, error, says in (
            ("no-quota", "InvalidInput", ("training_instance_type", "its quota is 0", "ask AWS to raise")),
            ("no-capacity", "TrainingFailed", ("CapacityError", "start the run again later")),
            ("image-pull-failure", "TrainingFailed", ("image could not be fetched", "ecr:BatchGetImage")),
            ("algorithm-error", "TrainingFailed", ("AlgorithmError", "look at the job's log")),
            ("training-timeout", "TrainingFailed", ("longer than its stopping condition", "training_deadline_seconds")),
            ("missing-manifest", "TrainingFailed", ("left no manifest.json", "start the run again")),
            ("failed-import", "TrainingFailed", ("could not import the checkpoint", "start the run again")),
        )
    ),
    Fault(name="interrupted", says=("reaches the floor",), promoted=True, given=NOVA),
)


# What the local stand-in makes of a learning rate of 2e-3 is the same 1e-4.
OPEN_WEIGHTS: Final = {"method": "sagemaker-open-weights", "hyperparameters": {"epochs": 20, "learning_rate": 2e-3}}

# What else becomes of SageMaker's jobs is seen with NOVA: they are looked at by the same code.
OPEN_WEIGHTS_FAULTS: Final = (
    Fault(name="no-quota", error="InvalidInput", says=("ml.g6e.2xlarge", "its quota is 0", "ask AWS to raise")),
    Fault(name="failed-import", error="TrainingFailed", says=("could not import the checkpoint", "start the run")),
    Fault(name="never-ready", error="NotReady", says=("not ready", "start the run again")),
)


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Input that a run refuses before it asks Bedrock for anything.

    Attributes:
        name: of the execution.
        corpus: what is uploaded; None for nothing.
        given: what the input has besides the corpus, or in its place.
        without: keys that it lacks.
        error: of the execution.
        says: what the cause must hold: field, value, rule and remedy.
    """

    name: str
    corpus: bytes | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    error: str = "InvalidInput"
    says: tuple[str, ...]


_GOOD: Final = orchard.lines(orchard.rows())
_WITHOUT_SQL: Final = orchard.lines([{**row, "sql": ""} for row in orchard.rows()[:9]])

REFUSALS: Final = (
    Refusal(
        name="empty-corpus",
        corpus=b"",
        error="InvalidCorpus",
        says=("corpus", "is empty", "one example per line"),
    ),
    Refusal(
        name="seven-usable-rows",
        corpus=b"".join(_GOOD[:7]),
        error="InvalidCorpus",
        says=("7 usable rows", "8 training records that Bedrock demands", "add rows"),
    ),
    Refusal(
        name="no-usable-row",
        corpus=b"".join(_WITHOUT_SQL),
        error="InvalidCorpus",
        says=("0 usable rows", "9 missing-sql", "line 1 of no-usable-row.jsonl", "dataset/rejected.jsonl"),
    ),
    Refusal(
        name="cut-off-gzip",
        corpus=gzip.compress(b"".join(_GOOD))[:-9],  # of which all rows can be unpacked
        error="InvalidCorpus",
        says=("cut-off-gzip.jsonl", "is not a whole gzip file", "compress it again"),
    ),
    Refusal(
        name="packed-database",  # which a shard sees first, so that the cause is in the Distributed Map's results
        corpus=gzip.compress(b"SQLite format 3\x00"),
        error="InvalidCorpus",
        says=("packed-database.jsonl", "is a SQLite database", "give its folder as databases"),
    ),
    Refusal(name="missing-object", says=("corpus", "missing-object.jsonl", "does not exist", "upload it")),
    Refusal(
        name="foreign-bucket",
        given={"corpus": "s3://somebody-elses-bucket/all.jsonl"},
        says=("s3://somebody-elses-bucket/all.jsonl", "not in the corpus bucket", "correct the URI"),
    ),
    Refusal(
        name="corpus-not-in-s3",
        given={"corpus": "https://example.com/all.jsonl"},
        says=("corpus", "https://example.com/all.jsonl", "is not an S3 URI", "s3://bucket/key"),
    ),
    Refusal(name="no-corpus", without=("corpus",), says=("corpus", "required", "add 'corpus'")),
    Refusal(
        name="unknown-key",
        corpus=_GOOD[0],
        given={"epochs": 3},
        says=("epochs", "is not a known key", "hyperparameters"),
    ),
    Refusal(
        name="unknown-nested-key",
        corpus=_GOOD[0],
        given={"evaluation": {"exampels": 3}},
        says=("evaluation.exampels", "is not a known key", "examples, gate"),
    ),
    Refusal(
        name="budget-of-nothing",
        corpus=_GOOD[0],
        given={"budget_usd": 0},
        error="BudgetExceeded",
        says=("budget_usd: 0", "is less than the $", "raise it"),
    ),
    Refusal(
        name="unknown-dialect",
        corpus=_GOOD[0],
        given={"dialect": "klingon"},
        says=("dialect", "klingon", "dialects"),
    ),
    Refusal(
        name="nine-epochs",
        corpus=_GOOD[0],
        given={"hyperparameters": {"epochs": 9}},
        says=("hyperparameters.epochs", ": 9 ", "5 or less"),
    ),
    Refusal(
        name="missing-database",
        corpus=b"".join(_GOOD),
        given={"databases": "s3://{corpus_bucket}/elsewhere"},
        says=("databases", "elsewhere/orchard.sqlite", "does not exist"),
    ),
)

# The fixtures with all runs of the app as it is, for tests that look at everything that was called.
EVERY_RUN: Final = (
    "answer",
    "feedback",
    "registered_schema",
    "planned_answer",
    "failed_first_run",
    "first_run",
    "second_run",
    "releases",
    "trials",
    "blemished_run",
    "too_weak_run",
    "overtaken_run",
    "killed_run",
    "faulty_runs",
    "imported_shadow",
    "open_weights_runs",
)
