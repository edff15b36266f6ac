"""The trainers that a run can choose, each with four methods: start, look, collect, stop."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from tuneql.errors import TrainingFailed
from tuneql.ports import Customization, Objects, TrainingJobs
from tuneql.training.bedrock.job import CustomizationJob
from tuneql.training.nova.manifest import checkpoint_uri, manifest_keys, manifest_text
from tuneql.training.nova.recipe import nova_recipe, write_yaml
from tuneql.training.sagemaker.job import TrainingJob
from tuneql.workflow.run import Run
from tuneql.workflow.training_requests import (
    CODE,
    OUTPUT,
    RECIPE,
    customization_request,
    nova_request,
    open_weights_request,
)
from tuneql.workflow.training_results import refuse_rejected


@dataclass(frozen=True, kw_only=True)
class Look:
    """The state of a job.

    Attributes:
        finished: whether it has ended successfully.
        stage: what it is doing.
        billed_seconds: of its instance, once it has ended; None if tokens are billed.
    """

    finished: bool
    stage: str
    billed_seconds: int | None = None


class Trainer(Protocol):
    """One way to train a model."""

    def start(self, run: Run, dataset: Mapping[str, Any], *, longest: timedelta) -> str:
        """Start the run's job, which may take `longest`; repeating it starts no second one. Returns its ARN."""

    def look(self, run: Run, now: datetime) -> Look:
        """The state of the job; raises TrainingFailed or TrainingStalled if it will not succeed."""

    def collect(self, run: Run) -> dict[str, str]:
        """The result of a finished job: `model_arn`, or the `checkpoint` to import."""

    def stop(self, run: Run) -> bool:
        """Stop the job if it is running; returns whether it has ended."""


@dataclass(frozen=True, kw_only=True)
class BedrockTrainer:
    """Bedrock's model customization: nothing to manage, three hyperparameters.

    Attributes:
        role_arn: the role that Bedrock assumes; not needed for `look` and `stop`.
    """

    jobs: Customization
    objects: Objects
    role_arn: str = ""

    def start(self, run: Run, dataset: Mapping[str, Any], *, longest: timedelta) -> str:  # noqa: ARG002
        """As `Trainer.start`; the client token prevents a second job. Bedrock bills tokens, and has no time limit."""
        return self.jobs.start(customization_request(run, dataset, role_arn=self.role_arn))

    def look(self, run: Run, now: datetime) -> Look:
        """As `Trainer.look`."""
        job = self.jobs.find(run.names.job)
        if job is None:
            raise TrainingFailed(f"the customization job {run.names.job} no longer exists")
        finished = job.is_finished(now=now, stall=_stall(run), deadline=_deadline(run))
        return Look(finished=finished, stage=job.stage)

    def collect(self, run: Run) -> dict[str, str]:
        """As `Trainer.collect`; rejected records fail the run."""
        refuse_rejected(run, self.objects)
        job = self.jobs.find(run.names.job)
        if job is None or job.model_arn is None:
            raise TrainingFailed(f"the customization job {run.names.job} is completed, but names no model")
        return {"model_arn": job.model_arn}

    def stop(self, run: Run) -> bool:
        """As `Trainer.stop`."""
        return _stopped(self.jobs.find(run.names.job), lambda: self.jobs.stop(run.names.job))


@dataclass(frozen=True, kw_only=True)
class _SageMakerTrainer:
    """What the two kinds of SageMaker training jobs have in common.

    Attributes:
        role_arn: the job's execution role; not needed for `look` and `stop`.
    """

    jobs: TrainingJobs
    objects: Objects
    role_arn: str = ""

    def look(self, run: Run, now: datetime) -> Look:
        """As `Trainer.look`."""
        job = self.jobs.find(run.names.job)
        if job is None:
            raise TrainingFailed(f"the training job {run.names.job} no longer exists")
        finished = job.is_finished(now=now, stall=_stall(run), deadline=_deadline(run))
        return Look(finished=finished, stage=job.stage, billed_seconds=job.billed_seconds)

    def stop(self, run: Run) -> bool:
        """As `Trainer.stop`."""
        return _stopped(self.jobs.find(run.names.job), lambda: self.jobs.stop(run.names.job))


@dataclass(frozen=True, kw_only=True)
class NovaTrainer(_SageMakerTrainer):
    """A SageMaker training job with AWS's Nova recipe: every hyperparameter, on instances that are paid by the hour."""

    def start(self, run: Run, dataset: Mapping[str, Any], *, longest: timedelta) -> str:
        """As `Trainer.start`; the name prevents a second job."""
        recipe = write_yaml(nova_recipe(run.nova, name=run.names.job)).encode()
        self.objects.write(run.location(RECIPE), recipe, content_type="application/yaml")
        return self.jobs.start(nova_request(run, dataset, role_arn=self.role_arn, longest=longest))

    def collect(self, run: Run) -> dict[str, str]:
        """As `Trainer.collect`: the checkpoint that the manifest names, in a bucket of AWS."""
        written = {found.key: found for found in self.objects.list(run.location(f"{OUTPUT}/"))}
        keys = manifest_keys(run.key(OUTPUT), run.names.job)
        found = next((written[key] for key in keys if key in written), None)
        if found is None:
            raise TrainingFailed(
                f"the training job is completed, but left no manifest.json at {keys[0]}; start the run again"
            )
        manifest = manifest_text(self.objects.read(found), source=found.uri)
        return {"checkpoint": checkpoint_uri(manifest, source=found.uri)}


@dataclass(frozen=True, kw_only=True)
class OpenWeightsTrainer(_SageMakerTrainer):
    """A SageMaker training job with our own script, for models whose weights are public.

    Attributes:
        code: the script's files by path; not needed for `look` and `stop`.
    """

    code: Mapping[str, bytes] = field(default_factory=dict)

    def start(self, run: Run, dataset: Mapping[str, Any], *, longest: timedelta) -> str:
        """As `Trainer.start`; the name prevents a second job. The run keeps the code that trained it."""
        for path, data in self.code.items():
            self.objects.write(run.location(f"{CODE}/{path}"), data, content_type="text/plain; charset=utf-8")
        return self.jobs.start(open_weights_request(run, dataset, role_arn=self.role_arn, longest=longest))

    def collect(self, run: Run) -> dict[str, str]:
        """As `Trainer.collect`: the folder with the merged model."""
        job = self.jobs.find(run.names.job)
        if job is None or job.artifacts is None:
            raise TrainingFailed(f"the training job {run.names.job} is completed, but names no model artifacts")
        return {"checkpoint": job.artifacts.rstrip("/")}


def _stopped(job: CustomizationJob | TrainingJob | None, stop: Callable[[], None]) -> bool:
    if job is not None and job.status == "InProgress":
        stop()
        return False
    return job is None or job.status != "Stopping"


def _stall(run: Run) -> timedelta:
    return timedelta(seconds=run.stall_seconds)


def _deadline(run: Run) -> timedelta:
    return timedelta(seconds=run.training_deadline_seconds)
