"""The workflow from a corpus to a champion."""

import json
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_sns as sns
from constructs import Construct

from stacks.constructs.fine_tuning_workflow import FineTuningWorkflow
from stacks.constructs.log_retention import retention
from stacks.constructs.notifications import add_alarm, let_alarms_publish, notifications_topic, tell_of_bad_ends
from stacks.constructs.retraining import ScheduledRetraining
from stacks.constructs.stage_allowances import Resources
from stacks.constructs.stage_functions import stage_functions
from stacks.constructs.taking_back import TakingBack
from stacks.constructs.training_roles import CustomizationRole, ImportRole, TrainingRole
from stacks.constructs.workflow_states import Knobs
from stacks.data_stack import DataStack
from stacks.setting_checks import longest_execution_seconds
from stacks.settings import Settings, run_defaults


class TrainingStack(cdk.Stack):
    """The state machines, their functions, the trainers' roles, and the topic that hears of every run."""

    def __init__(
        self, scope: Construct, id_: str, *, settings: Settings, data: DataStack, code: lambda_.Code, **kwargs: Any
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        topic = notifications_topic(self, "Notifications", email=settings.notification_email)
        if settings.alarms:
            let_alarms_publish(topic)
        resources = self._resources(settings, data, topic)
        log_retention = retention(settings.log_retention_days)
        functions = stage_functions(self, resources, code=code, log_retention=log_retention)
        workflow = FineTuningWorkflow(
            self,
            "FineTuning",
            functions=functions,
            runs=data.runs,
            knobs=Knobs(
                poll_seconds=settings.poll_seconds,
                preparation_concurrency=settings.preparation_concurrency,
                evaluation_concurrency=settings.evaluation_concurrency,
            ),
            timeout=cdk.Duration.seconds(longest_execution_seconds(settings)),
            log_retention=log_retention,
        )
        after = TakingBack(
            self,
            "TakingBack",
            workflow=workflow.state_machine,
            functions=functions,
            code=code,
            topic=topic,
            alarm=settings.alarms,
            poll_seconds=settings.poll_seconds,
            log_retention=log_retention,
        )
        tell_of_bad_ends(self, "BadEnds", machine=after.state_machine, topic=topic)
        if settings.retraining is not None:
            retraining = ScheduledRetraining(
                self,
                "Retraining",
                chosen=settings.retraining,
                data=data,
                workflow=workflow.state_machine,
                code=code,
                log_retention=log_retention,
            )
            if settings.alarms:
                failures, says = retraining.function.metric_errors(), "starting a run on corrections fails; see its log"
                add_alarm(retraining, "Failures", failures, topic=topic, above=0, says=says)
        self._outputs(
            StateMachineArn=workflow.state_machine.state_machine_arn,
            TakingBackArn=after.state_machine.state_machine_arn,
            CorpusBucket=data.corpus.bucket_name,
            RunsBucket=data.runs.bucket_name,
            ChampionParameter=data.champion.parameter_name,
            TopicArn=topic.topic_arn,
        )

    def _resources(self, settings: Settings, data: DataStack, topic: sns.ITopic) -> Resources:
        """What the stages' functions work with."""
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
            topic=topic,
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
