"""Training again on corrected answers, on a schedule."""

import json

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from stacks.constructs import allowances as may
from stacks.constructs.python_function import PythonFunction
from stacks.data_stack import DataStack
from stacks.setting_types import Retraining
from tuneql.limits import FEEDBACK_FOLDER, RETRAINING_FOLDER, SCHEMAS_FOLDER

# It may read thousands of corrections, each in its own object.
_SECONDS = 300


class ScheduledRetraining(Construct):
    """A function that EventBridge calls on a schedule; it starts an execution if enough answers have been corrected.

    Attributes:
        function: to call by hand, too.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        chosen: Retraining,
        data: DataStack,
        workflow: sfn.StateMachine,
        code: lambda_.Code,
        log_retention: logs.RetentionDays,
    ) -> None:
        super().__init__(scope, id_)
        told = chosen.model_dump(mode="json", include={"minimum_corrections", "input"})
        self.function = PythonFunction(
            self,
            "Retrain",
            code=code,
            handler="lambdas.retrain.handler.handler",
            description="tuneql: starts a run when enough answers have been corrected",
            environment={
                "RUNS_BUCKET": data.runs.bucket_name,
                "CORPUS_BUCKET": data.corpus.bucket_name,
                "CORPUS_FOLDER": chosen.corpus,
                "STATE_MACHINE_ARN": workflow.state_machine_arn,
                "RETRAINING": json.dumps(told, separators=(",", ":"), sort_keys=True),
            },
            allowances=(
                may.list_objects(data.runs, FEEDBACK_FOLDER),
                may.read_objects(data.runs, FEEDBACK_FOLDER),
                may.read_objects(data.runs, RETRAINING_FOLDER),
                may.write_objects(data.runs, RETRAINING_FOLDER),
                may.read_objects(data.corpus, SCHEMAS_FOLDER),
                may.write_objects(data.corpus, chosen.corpus),
                may.Allowance(
                    actions=("states:StartExecution", "states:ListExecutions"), resources=(workflow.state_machine_arn,)
                ),
            ),
            log_retention=log_retention,
            timeout_seconds=_SECONDS,
        ).function
        rule = events.Rule(
            self,
            "Schedule",
            schedule=events.Schedule.expression(chosen.schedule),
            description="tuneql: looks whether enough answers have been corrected for another run",
        )
        rule.add_target(targets.LambdaFunction(self.function, max_event_age=cdk.Duration.hours(1)))
