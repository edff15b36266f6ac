"""The states of the fine-tuning workflow, wired: what `FineTuningWorkflow` runs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from stacks.constructs.machine_parts import paths, retry
from stacks.constructs.stages import STAGES, Stage

# The error of Promote if another run was promoted meanwhile.
_OTHER_CHAMPION: Final = "ChampionChanged"

_STAGES: Final = {stage.state: stage for stage in STAGES}

# What each Task is sent: see `paths`.
_PAYLOADS: Final[Mapping[str, Mapping[str, str]]] = {
    "Plan": {"input": "$", "execution_id": "$$.Execution.Id", "started_at": "$$.Execution.StartTime"},
    "PrepareShard": {"run": "$.run", "shard": "$.shard"},
    "AssembleDataset": {"run": "$.run", "shards": "$.shards"},
    "Preflight": {"run": "$.run", "dataset": "$.dataset"},
    "StartTraining": {"run": "$.run", "dataset": "$.dataset", "preflight": "$.preflight"},
    "CheckTraining": {"run": "$.run", "training": "$.training"},
    "ImportModel": {"run": "$.run", "training": "$.training"},
    "CheckModel": {"run": "$.run", "training": "$.training"},
    "DeployCandidate": {"run": "$.run", "training": "$.training"},
    "CheckDeployment": {"run": "$.run", "candidate": "$.candidate"},
    "WarmUp": {
        "run": "$.run",
        "candidate": "$.candidate",
        "entered_at": "$$.State.EnteredTime",
        "retries": "$$.State.RetryCount",
    },
    "MeasureLatency": {"run": "$.run", "candidate": "$.candidate", "warm_up": "$.warm_up"},
    "EvaluateShard": {"run": "$.run", "candidate": "$.candidate", "shard": "$.shard"},
    "Report": {"run": "$.run", "dataset": "$.dataset", "candidate": "$.candidate"},
    "Gate": {"run": "$.run"},
    "Promote": {"run": "$.run", "training": "$.training"},
    "CompareAnew": {"run": "$.run", "dataset": "$.dataset"},
    "CheckPromotion": {"run": "$.run", "champion": "$.champion"},
    "SmokeTest": {"run": "$.run", "champion": "$.champion"},
    "Prune": {"run": "$.run", "smoke_test": "$.smoke_test"},
    "Retire": {"state": "$"},
    "Notify": {"state": "$", "execution_id": "$$.Execution.Id"},
    "CleanUp": {"state": "$"},
}

# Where each Task's result goes in the state; Plan's becomes the state, a shard's is dropped.
_RESULTS: Final[Mapping[str, str]] = {
    "AssembleDataset": "$.dataset",
    "Preflight": "$.preflight",
    "StartTraining": "$.training",
    "CheckTraining": "$.training",
    "ImportModel": "$.training",
    "CheckModel": "$.training",
    "DeployCandidate": "$.candidate",
    "CheckDeployment": "$.candidate",
    "WarmUp": "$.warm_up",
    "MeasureLatency": "$.latency",
    "Report": "$.evaluation",
    "Gate": "$.gate",
    "Promote": "$.champion",
    "CompareAnew": "$.run",
    "CheckPromotion": "$.champion",
    "SmokeTest": "$.smoke_test",
    "Prune": "$.pruned",
    "Retire": "$.retired",
    "Notify": "$.notification",
    "CleanUp": "$.cleanup",
}


@dataclass(frozen=True, kw_only=True)
class WorkflowSettings:
    """How fast the workflow goes.

    Attributes:
        poll_seconds: between two looks at a job or deployment; retries wait at most twice as long.
        preparation_concurrency, evaluation_concurrency: shards at a time.
    """

    poll_seconds: int
    preparation_concurrency: int
    evaluation_concurrency: int


class WorkflowStates:
    """Makes the states and connects them.

    Args:
        scope: the construct that the states belong to.
        functions: the stages' functions, by folder.
        runs: the bucket with the manifests that the maps read.
        settings: how fast to go.
    """

    def __init__(
        self,
        scope: Construct,
        *,
        functions: Mapping[str, lambda_.IFunction],
        runs: s3.IBucket,
        settings: WorkflowSettings,
    ) -> None:
        self._scope, self._functions, self._runs, self._settings = scope, functions, runs, settings
        self._failure = self._clean_up()

    def wire(self) -> sfn.IChainable:
        """The whole workflow, from Plan."""
        return (
            sfn.Chain.start(self._task("Plan"))
            .next(self._map("Prepare", "$.shards.key", concurrency=self._settings.preparation_concurrency))
            .next(self._task("AssembleDataset"))
            .next(self._task("Preflight"))
            .next(self._task("StartTraining"))
            .next(self._poll("Training", "$.training.status", "Completed", then=self._import()))
        )

    def _import(self) -> sfn.Choice:
        """Import what SageMaker has trained, a checkpoint; Bedrock's own jobs make their model."""
        release = self._release()
        model = sfn.Chain.start(self._task("ImportModel")).next(
            self._poll("Model", "$.training.model_status", "Active", then=release)
        )
        choice = sfn.Choice(self._scope, "NeedsImport")
        return choice.when(sfn.Condition.is_present("$.training.checkpoint"), model).otherwise(release)

    def _release(self) -> sfn.Chain:
        return sfn.Chain.start(self._task("DeployCandidate")).next(
            self._poll("Deployment", "$.candidate.status", "Active", then=self._measure())
        )

    def _measure(self) -> sfn.Chain:
        concurrency = self._settings.evaluation_concurrency
        latency = self._bare_task("MeasureLatency", "MeasureLatency")
        evaluate = (
            sfn.Chain.start(self._map("Evaluate", "$.dataset.evaluation_shards_key", concurrency=concurrency))
            .next(self._task("Report"))
            .next(self._task("Gate"))
            .next(self._decide(latency))
        )
        # Before the evaluation, whose load would be measured too. If it fails, the run goes on without latencies.
        latency.add_catch(evaluate, errors=["States.ALL"], result_path="$.latency")
        return sfn.Chain.start(self._task("WarmUp")).next(latency).next(evaluate)

    def _decide(self, measure: tasks.LambdaInvoke) -> sfn.Choice:
        """Promote the candidate or not, and retire it either way; if the champion has changed, measure again."""
        succeeded = sfn.Succeed(self._scope, "Succeeded")
        end = sfn.Chain.start(self._task("Retire")).next(self._task("Notify")).next(succeeded)
        smoke_test = sfn.Chain.start(self._task("SmokeTest")).next(self._prune(end)).next(end)
        promotion = self._bare_task("Promote", "Promote")
        anew = self._task("CompareAnew").next(measure)
        promotion.add_catch(anew, errors=[_OTHER_CHAMPION], result_path=sfn.JsonPath.DISCARD)
        promotion.add_catch(self._failure, errors=["States.ALL"], result_path="$.failure")
        promote = promotion.next(self._poll("Promotion", "$.champion.status", "Active", then=smoke_test))
        choice = sfn.Choice(self._scope, "Promotes")
        return choice.when(sfn.Condition.boolean_equals("$.gate.promote", value=True), promote).otherwise(end)

    def _prune(self, then: sfn.Chain) -> tasks.LambdaInvoke:
        """Prune; a failure is only reported, since the promotion stands and the next one prunes again."""
        prune = self._bare_task("Prune", "Prune")
        prune.add_catch(then, errors=["States.ALL"], result_path=_RESULTS["Prune"])
        return prune

    def _clean_up(self) -> sfn.IChainable:
        """Where every failure leads; if the clean-up or the notification fails, the execution ends at once."""
        unclean = sfn.Fail(self._scope, "FailedUnclean", error="CleanUpFailed", cause_path="$.failure.Cause")
        clean_up = self._bare_task("CleanUp", "CleanUp")
        tell = self._bare_task("NotifyFailure", "Notify")
        for task in (clean_up, tell):
            task.add_catch(unclean, errors=["States.ALL"], result_path="$.failure")
        tell.next(sfn.Fail(self._scope, "Failed", error_path="$.notification.error", cause_path="$.notification.cause"))
        again = self._wait("WaitForCleanUp").next(clean_up)
        done = sfn.Condition.string_equals("$.cleanup.status", "Done")
        clean_up.next(sfn.Choice(self._scope, "Clean").when(done, tell).otherwise(again))
        return clean_up

    def _poll(self, what: str, variable: str, value: str, *, then: sfn.IChainable) -> sfn.Choice:
        """Go on once it is done, perhaps at once; until then, wait and look again."""
        done = sfn.Choice(self._scope, f"{what}Done")
        look = self._wait(f"WaitFor{what}").next(self._task(f"Check{what}")).next(done)
        return done.when(sfn.Condition.string_equals(variable, value), then).otherwise(look)

    def _wait(self, name: str) -> sfn.Wait:
        duration = cdk.Duration.seconds(self._settings.poll_seconds)
        return sfn.Wait(self._scope, name, time=sfn.WaitTime.duration(duration))

    def _map(self, verb: str, key: str, *, concurrency: int) -> sfn.DistributedMap:
        """One child for each shard that the manifest at `key` lists; `verb` is Prepare or Evaluate."""
        item = {name: path for name, path in _PAYLOADS[f"{verb}Shard"].items() if name != "shard"}
        shards = sfn.DistributedMap(
            self._scope,
            f"{verb}Shards",
            label=f"{verb}Shards",
            item_reader=sfn.S3JsonItemReader(bucket=self._runs, key=sfn.JsonPath.string_at(key)),
            item_selector=paths({**item, "shard": "$$.Map.Item.Value"}),
            max_concurrency=concurrency,
            map_execution_type=sfn.StateMachineType.EXPRESS,
            result_path=sfn.JsonPath.DISCARD,
        )
        shards.item_processor(self._shard_task(f"{verb}Shard"))
        shards.add_catch(self._failure, errors=["States.ALL"], result_path="$.failure")
        return shards

    def _task(self, name: str) -> tasks.LambdaInvoke:
        """A Task whose failure is cleaned up after."""
        task = self._bare_task(name, name)
        task.add_catch(self._failure, errors=["States.ALL"], result_path="$.failure")
        return task

    def _bare_task(self, name: str, stage: str) -> tasks.LambdaInvoke:
        task = self._invoke(name, _STAGES[stage], result_path=_RESULTS.get(stage))
        poll = self._settings.poll_seconds
        retry(task, seconds=min(5, poll), attempts=6, longest=2 * poll)
        return task

    def _shard_task(self, name: str) -> tasks.LambdaInvoke:
        """A Task of a map's child; it returns nothing, since the results of all children must fit into one state."""
        task = self._invoke(name, _STAGES[name], output_path=sfn.JsonPath.DISCARD)
        retry(task, seconds=2, attempts=3, longest=10)
        return task

    def _invoke(
        self, name: str, stage: Stage, *, result_path: str | None = None, output_path: str | None = None
    ) -> tasks.LambdaInvoke:
        return tasks.LambdaInvoke(
            self._scope,
            name,
            lambda_function=self._functions[stage.folder],
            payload=sfn.TaskInput.from_object(paths(_PAYLOADS[stage.state])),
            payload_response_only=True,
            result_path=result_path,
            output_path=output_path,
            task_timeout=sfn.Timeout.duration(cdk.Duration.seconds(stage.seconds + 10)),
        )
