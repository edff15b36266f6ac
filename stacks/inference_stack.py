"""The endpoint: question in, checked SQL out."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from stacks.constructs import allowances as may
from stacks.constructs.alarms import EndpointAlarms
from stacks.constructs.log_retention import retention
from stacks.constructs.python_function import PythonFunction
from stacks.constructs.sql_api import SqlApi
from stacks.data_stack import DataStack
from stacks.setting_checks import databases_variable
from stacks.setting_types import Jwt
from stacks.settings import Settings
from tuneql.limits import CORE_MEMORY_MB, FEEDBACK_FOLDER, SCHEMAS_FOLDER

# API Gateway waits 29 seconds; the endpoint itself gives up before that (tuneql.limits.ENDPOINT_DEADLINE_SECONDS).
_SECONDS = 28


class InferenceStack(cdk.Stack):
    """The REST API and its function, which asks the champion."""

    def __init__(
        self, scope: Construct, id_: str, *, settings: Settings, data: DataStack, code: lambda_.Code, **kwargs: Any
    ) -> None:
        super().__init__(scope, id_, **kwargs)
        self._settings, self._data, self._code = settings, data, code
        self._log_retention = retention(settings.log_retention_days)
        alarms = EndpointAlarms(self, "Alarms", email=settings.notification_email) if settings.alarms else None
        spending = self._spending(alarms)
        shadow = self._shadow() if settings.challenger_share else None
        endpoint = self._endpoint(shadow, limit=spending if settings.refuse_above_daily_spend else None)
        asking = [endpoint] if shadow is None else [endpoint, shadow]
        api = self._api(endpoint)
        if alarms is not None:
            alarms.watch_requests(stage=api.api.deployment_stage, function=endpoint.function)
        if alarms is not None and spending is not None:
            alarms.read_spending((each.log_group for each in asking), stage=settings.stage)
        self._outputs(
            ApiUrl=api.api.url,
            ApiKeyNames=",".join(api.keys),
            AlarmTopicArn=alarms.topic.topic_arn if alarms else None,
            SpendingAlarm=spending.alarm_name if spending else None,
            QueryLogs=",".join(each.log_group.log_group_name for each in asking),
            ChallengerShare=str(settings.challenger_share) if shadow else None,
        )

    def _api(self, endpoint: PythonFunction) -> SqlApi:
        jwt = self._settings.jwt
        return SqlApi(
            self,
            "SqlApi",
            function=endpoint.function,
            authorizer=None if jwt is None else self._authorizer(jwt),
            settings=self._settings,
            log_retention=self._log_retention,
        )

    def _outputs(self, **values: str | None) -> None:
        """The outputs of the stack, without those that this deployment has no use for."""
        for name, value in values.items():
            if value:
                cdk.CfnOutput(self, name, value=value)

    def _spending(self, alarms: EndpointAlarms | None) -> cloudwatch.Alarm | None:
        """The alarm on what a day's questions cost, if there is a limit."""
        daily_usd = self._settings.daily_spend_usd
        if alarms is None or daily_usd is None:
            return None
        return alarms.watch_spending(stage=self._settings.stage, daily_usd=daily_usd)

    def _endpoint(self, shadow: PythonFunction | None, *, limit: cloudwatch.Alarm | None) -> PythonFunction:
        """The function that answers, except while the alarm `limit` is on."""
        settings, data = self._settings, self._data
        return PythonFunction(
            self,
            "Endpoint",
            code=self._code,
            handler="lambdas.api.handler.handler",
            description="tuneql: answers questions with checked SQL",
            environment={
                **_asking(settings),
                **_challenging(settings, shadow),
                **_databases(settings),
                **({} if limit is None else {"SPENDING_ALARM": limit.alarm_name}),
                "CHAMPION_PARAMETER": data.champion.parameter_name,
                "RUNS_BUCKET": data.runs.bucket_name,
                "AUTHORIZATION": settings.authorization,
                "SCHEMAS_BUCKET": data.corpus.bucket_name,
            },
            allowances=(
                may.parameter(data.champion, "GetParameter"),
                *self._ask_models(),
                *(() if limit is None else (may.look_at_alarm(limit),)),
                *(() if shadow is None else (may.invoke(shadow.function),)),
                may.write_objects(data.runs, FEEDBACK_FOLDER),
                *may.keep_objects(data.corpus, SCHEMAS_FOLDER),
                *(each for named in settings.databases for each in may.plan_statements(named.cluster, named.secret)),
            ),
            log_retention=self._log_retention,
            timeout_seconds=_SECONDS,
            memory_mb=CORE_MEMORY_MB,
        )

    def _shadow(self) -> PythonFunction:
        """The function that asks a shadow; made only if there may be challengers.

        The endpoint's function could call itself, but its policy would name it, a circle for CloudFormation, and a
        shadow needs few of its permissions. There is no queue, since polling one costs money.
        """
        return PythonFunction(
            self,
            "Shadow",
            code=self._code,
            handler="lambdas.shadow.handler.handler",
            description="tuneql: asks a challenger what users ask the champion",
            environment=_asking(self._settings),
            allowances=self._ask_models(),
            log_retention=self._log_retention,
            timeout_seconds=_SECONDS,
            events_retried=0,  # a question that cannot be asked is one less to count
        )

    def _authorizer(self, jwt: Jwt) -> lambda_.IFunction:
        """The function that checks callers' tokens."""
        return PythonFunction(
            self,
            "Authorizer",
            code=self._code,
            handler="lambdas.authorizer.handler.handler",
            description="tuneql: tells callers with a valid token from strangers",
            environment={"ISSUER": jwt.issuer, "AUDIENCE": jwt.audience},
            allowances=(),
            log_retention=self._log_retention,
            timeout_seconds=10,
            memory_mb=256,
        ).function

    def _ask_models(self) -> Iterator[may.Allowance]:
        yield may.bedrock(self, ("InvokeModel",), "custom-model-deployment", "imported-model")
        yield from may.ask_encrypted_models(self, self._settings.model_kms_key)
        if self._settings.guardrail is not None:
            yield may.apply_guardrail(self, self._settings.guardrail.identifier)


def _asking(settings: Settings) -> Mapping[str, str]:
    """The variables of functions that ask models."""
    guardrail = settings.guardrail
    return {
        "MAX_TOKENS": str(settings.max_tokens),
        "BASE_MODEL_ID": settings.base_inference_id,
        "REPAIRS": str(settings.repairs),
        "KEEP_QUESTIONS": "true" if settings.keep_questions else "false",
        **({} if guardrail is None else {"GUARDRAIL_ID": guardrail.identifier, "GUARDRAIL_VERSION": guardrail.version}),
    }


def _challenging(settings: Settings, shadow: PythonFunction | None) -> Mapping[str, str]:
    """The endpoint's variables about challengers."""
    if shadow is None:
        return {}
    return {"CHALLENGER_SHARE": str(settings.challenger_share), "SHADOW_FUNCTION": shadow.function.function_name}


def _databases(settings: Settings) -> Mapping[str, str]:
    """The endpoint's variables about databases that plan answers."""
    known = databases_variable(settings)
    return {"DATABASES": json.dumps(known, separators=(",", ":"))} if known else {}
