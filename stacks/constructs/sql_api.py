"""The REST API in front of the endpoint's function."""

from collections.abc import Mapping

import aws_cdk as cdk
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from stacks.constructs import callers
from stacks.constructs.acknowledgements import acknowledge
from stacks.constructs.firewall import add_firewall
from stacks.constructs.problem_responses import add_problem_responses
from stacks.settings import Settings
from tuneql.limits import (
    DIALECT_CHARACTERS,
    FEEDBACK_NOTE_CHARACTERS,
    FEEDBACK_SQL_CHARACTERS,
    QUESTION_CHARACTERS,
    REQUEST_ID_PATTERN,
    SCHEMA_CHARACTERS,
    SCHEMA_ID_PATTERN,
)

STAGE = "v1"


class SqlApi(Construct):
    """`/sql`, `/schemas`, `/feedback`, `/health`, `/openapi.json` and the playground's page, for those who may call.

    Health and OpenAPI are closed, too: open paths invite scanners, and whoever may ask for SQL may ask for these.
    Bodies are validated and requests throttled before the function costs anything.

    Attributes:
        api: the REST API.
        keys: the names of the API keys; empty unless callers have keys.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        function: lambda_.IFunction,
        authorizer: lambda_.IFunction | None,
        settings: Settings,
        log_retention: logs.RetentionDays,
    ) -> None:
        super().__init__(scope, id_)
        self._retention, self._settings = log_retention, settings
        self._closed = callers.closed(self, settings, authorizer)
        self.api = apigateway.RestApi(
            self,
            "Rest",
            rest_api_name=f"tuneql-{settings.stage}",  # a dimension of its metrics
            description="tuneql: SQL for questions",
            endpoint_configuration=callers.endpoint(self, settings),
            policy=callers.resource_policy(settings),
            cloud_watch_role=True,
            deploy_options=self._stage(settings.throttle_rate, settings.throttle_burst),
            default_method_options=self._closed,
            default_integration=apigateway.LambdaIntegration(function, allow_test_invoke=False),
        )
        self._add_methods()
        self._keep_execution_logs_finite()
        self.keys = callers.add_keys(self.api, settings) if settings.authorization == "api-key" else ()
        if settings.waf is not None:
            limit = settings.waf.requests_per_5_minutes
            add_firewall(self, stage_arn=self.api.deployment_stage.stage_arn, requests_per_5_minutes=limit)
        add_problem_responses(self.api, authorization=settings.authorization)
        acknowledge(self, _acknowledged(settings))

    def _stage(self, rate: float, burst: int) -> apigateway.StageOptions:
        access = logs.LogGroup(self, "AccessLogs", retention=self._retention, removal_policy=cdk.RemovalPolicy.DESTROY)
        return apigateway.StageOptions(
            stage_name=STAGE,
            access_log_destination=apigateway.LogGroupLogDestination(access),
            access_log_format=apigateway.AccessLogFormat.json_with_standard_fields(
                caller=True,
                http_method=True,
                ip=True,
                protocol=True,
                request_time=True,
                resource_path=True,
                response_length=True,
                status=True,
                user=True,
            ),
            logging_level=apigateway.MethodLoggingLevel.ERROR,
            data_trace_enabled=False,  # questions and schemas are confidential
            metrics_enabled=False,  # of single methods, each paid like one's own; those of the stage cost nothing
            tracing_enabled=True,
            throttling_rate_limit=rate,
            throttling_burst_limit=burst,
        )

    def _add_methods(self) -> None:
        validator = self.api.add_request_validator(
            "Strict", validate_request_body=True, validate_request_parameters=True
        )
        for path, model in (("sql", self._question()), ("feedback", self._feedback())):
            self.api.root.add_resource(path).add_method(
                "POST", request_validator=validator, request_models={"application/json": model}
            )
        schemas = self.api.root.add_resource("schemas")
        schemas.add_method("GET", request_validator=validator)
        schema = schemas.add_resource("{id}")
        schema.add_method("PUT", request_validator=validator, request_models={"application/json": self._schema()})
        for method in ("GET", "DELETE"):
            schema.add_method(method, request_validator=validator)
        for path in ("health", "openapi.json"):
            self.api.root.add_resource(path).add_method("GET", request_validator=validator)
        page = callers.for_browsers(self._closed, self._settings)
        self.api.root.add_method(
            "GET",
            request_validator=validator,
            authorization_type=page.authorization_type,
            api_key_required=page.api_key_required,
        )

    def _question(self) -> apigateway.Model:
        """The body of `POST /sql`; the function validates what a specification holds."""
        return self._model(
            "Question",
            one_of=(("question", "spec"), ("schema", "schema_id")),
            question=_text(QUESTION_CHARACTERS),
            spec=apigateway.JsonSchema(type=apigateway.JsonSchemaType.OBJECT, required=["table", "cols"]),
            schema=_text(SCHEMA_CHARACTERS),
            schema_id=_matching(SCHEMA_ID_PATTERN),
            dialect=_text(DIALECT_CHARACTERS),
        )

    def _schema(self) -> apigateway.Model:
        """The body of `PUT /schemas/{id}`."""
        return self._model(
            "Schema", required=("schema",), schema=_text(SCHEMA_CHARACTERS), dialect=_text(DIALECT_CHARACTERS)
        )

    def _feedback(self) -> apigateway.Model:
        """The body of `POST /feedback`."""
        return self._model(
            "Feedback",
            required=("request_id", "verdict"),
            request_id=_matching(REQUEST_ID_PATTERN),
            verdict=apigateway.JsonSchema(type=apigateway.JsonSchemaType.STRING, enum=["good", "bad"]),
            sql=_text(FEEDBACK_SQL_CHARACTERS),
            note=_text(FEEDBACK_NOTE_CHARACTERS),
            question=_text(QUESTION_CHARACTERS),
            schema=_text(SCHEMA_CHARACTERS),
            schema_id=_matching(SCHEMA_ID_PATTERN),
            dialect=_text(DIALECT_CHARACTERS),
        )

    def _model(
        self,
        name: str,
        *,
        required: tuple[str, ...] = (),
        one_of: tuple[tuple[str, ...], ...] = (),
        **properties: apigateway.JsonSchema,
    ) -> apigateway.Model:
        """A JSON object with these properties and no others, and with exactly one of each of `one_of`."""
        return self.api.add_model(
            name,
            content_type="application/json",
            schema=apigateway.JsonSchema(
                schema=apigateway.JsonSchemaVersion.DRAFT4,
                type=apigateway.JsonSchemaType.OBJECT,
                required=list(required) or None,
                all_of=[_one_of(names) for names in one_of] or None,
                properties=properties,
                additional_properties=False,
            ),
        )

    def _keep_execution_logs_finite(self) -> None:
        """Make the log group by the name that the gateway expects: in one that it made itself, logs never expire."""
        name = f"API-Gateway-Execution-Logs_{self.api.rest_api_id}/{STAGE}"
        group = logs.LogGroup(
            self,
            "ExecutionLogs",
            log_group_name=name,
            retention=self._retention,
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        self.api.deployment_stage.node.add_dependency(group)


def _one_of(names: tuple[str, ...]) -> apigateway.JsonSchema:
    return apigateway.JsonSchema(one_of=[apigateway.JsonSchema(required=[each]) for each in names])


def _matching(pattern: str) -> apigateway.JsonSchema:
    return apigateway.JsonSchema(type=apigateway.JsonSchemaType.STRING, pattern=pattern)


def _text(longest: int) -> apigateway.JsonSchema:
    return apigateway.JsonSchema(type=apigateway.JsonSchemaType.STRING, min_length=1, max_length=longest)


_LOGS_POLICY = "arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
_OPEN = {
    "api-key": "by setting, callers have API keys; the page that asks for one is open, and holds nothing but itself",
    "jwt": "a browser sends no token when it opens the page that asks for one, which holds nothing but itself",
}


def _acknowledged(settings: Settings) -> Mapping[str, str]:
    found = {
        f"AwsSolutions-IAM4[Policy::{_LOGS_POLICY}]": (
            "the role belongs to API Gateway, one for the whole account, and this is the policy that it documents"
        ),
        "AwsSolutions-COG4": "callers are programs, with IAM roles, API keys or tokens of the deployment's own issuer",
    }
    if settings.waf is None:
        found["AwsSolutions-APIG3"] = (
            "a firewall costs 5 dollars a month and more, and strangers are turned away anyway"
        )
    if settings.authorization in _OPEN:
        found["AwsSolutions-APIG4"] = _OPEN[settings.authorization]
    return found
