"""The workflow from a corpus to a champion."""

import json
from collections.abc import Mapping
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from stacks.constructs.fine_tuning_workflow import FineTuningWorkflow
from stacks.constructs.log_retention import retention
from stacks.constructs.notifications import add_alarm, let_alarms_publish, notifications_topic, tell_of_bad_ends
from stacks.constructs.retraining import ScheduledRetraining
from stacks.constructs.stage_allowances import Resources
from stacks.constructs.stage_functions import stage_functions
from stacks.constructs.taking_back import TakingBack
from stacks.constructs.training_roles import CustomizationRole, ImportRole, TrainingRole
from stacks.constructs.workflow_states import WorkflowSettings
from stacks.data_stack import DataStack
from stacks.setting_checks import longest_execution_seconds
from stacks.setting_types import Retraining
from stacks.settings import Settings, run_defaults


class TrainingStack(cdk.Stack):
    """The state machines, their functions, the trainers' roles, and the topic that hears of every run."""

    def __init__(
        self, scope: Construct, id_: str, *, settings: Settings, data: DataStack, code: lambda_.Code, **kwargs: Any
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        self._settings, self._data, self._code = settings, data, code
        self._log_retention = retention(settings.log_retention_days)
        self._topic = notifications_topic(self, "Notifications", email=settings.notification_email)
        if settings.alarms:
            let_alarms_publish(self._topic)
        functions = stage_functions(self, self._resources(), code=code, log_retention=self._log_retention)
        workflow = self._workflow(functions)
        after = self._taking_back(workflow, functions)
        tell_of_bad_ends(self, "BadEnds", machine=after, topic=self._topic)
        if settings.retraining is not None:
            self._retrain(workflow, settings.retraining)
        self._outputs(
            StateMachineArn=workflow.state_machine_arn,
            TakingBackArn=after.state_machine_arn,
            CorpusBucket=data.corpus.bucket_name,
            RunsBucket=data.runs.bucket_name,
            ChampionParameter=data.champion.parameter_name,
            TopicArn=self._topic.topic_arn,
        )

    def _workflow(self, functions: Mapping[str, lambda_.IFunction]) -> sfn.StateMachine:
        settings = self._settings
        return FineTuningWorkflow(
            self,
            "FineTuning",
            functions=functions,
            runs=self._data.runs,
            settings=WorkflowSettings(
                poll_seconds=settings.poll_seconds,
                preparation_concurrency=settings.preparation_concurrency,
                evaluation_concurrency=settings.evaluation_concurrency,
            ),
            timeout=cdk.Duration.seconds(longest_execution_seconds(settings)),
            log_retention=self._log_retention,
        ).state_machine

    def _taking_back(self, workflow: sfn.StateMachine, functions: Mapping[str, lambda_.IFunction]) -> sfn.StateMachine:
        """The machine that cleans up after executions of the workflow that could not do so themselves."""
        return TakingBack(
            self,
            "TakingBack",
            workflow=workflow,
            functions=functions,
            code=self._code,
            topic=self._topic,
            alarm=self._settings.alarms,
            poll_seconds=self._settings.poll_seconds,
            log_retention=self._log_retention,
        ).state_machine

    def _retrain(self, workflow: sfn.StateMachine, chosen: Retraining) -> None:
        """Start the workflow on a schedule, and have an alarm tell if that fails."""
        retraining = ScheduledRetraining(
            self,
            "Retraining",
            chosen=chosen,
            data=self._data,
            workflow=workflow,
            code=self._code,
            log_retention=self._log_retention,
        )
        if self._settings.alarms:
            failures, says = retraining.function.metric_errors(), "starting a run on corrections fails; see its log"
            add_alarm(retraining, "Failures", failures, topic=self._topic, above=0, says=says)

    def _resources(self) -> Resources:
        """What the stages' functions work with."""
        settings, data = self._settings, self._data
        return Resources(
            stack=self,
            corpus=data.corpus,
            runs=data.runs,
            champion=data.champion,
            customization_role=CustomizationRole(
                self, "Customization", runs=data.runs, model_key=settings.model_kms_key
            ).role,
            training_role=TrainingRole(self, "SageMakerTraining", data=data, settings=settings).role,
            import_role=ImportRole(
                self,
                "ModelImport",
                runs=data.runs,
                output_key=settings.output_kms_key,
                model_key=settings.model_kms_key,
            ).role,
            topic=self._topic,
            base_model_id=settings.base_model_id,
            base_inference_id=settings.base_inference_id,
            judge_model_id=settings.judge_model_id,
            detect_personal_data=settings.detect_personal_data,
            output_key=settings.output_kms_key,
            model_key=settings.model_kms_key,
            settings=json.dumps(run_defaults(settings), sort_keys=True),
        )

    def _outputs(self, **values: str) -> None:
        for name, value in values.items():
            cdk.CfnOutput(self, name, value=value)
