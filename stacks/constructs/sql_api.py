"""The REST API in front of the endpoint's function."""

import aws_cdk as cdk
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from stacks.constructs.acknowledgements import acknowledge
from stacks.constructs.problem_responses import add_problem_responses
from tuneql.limits import QUESTION_CHARACTERS, SCHEMA_CHARACTERS, SCHEMA_ID_PATTERN

STAGE = "v1"


class SqlApi(Construct):
    """`POST /sql`, `/schemas`, `GET /health` and `GET /openapi.json`, all for principals that IAM allows.

    Health and OpenAPI are closed as well: an open path is an invitation to scan, and those who may ask for SQL may ask
    for these. Bodies are validated and requests throttled before the function costs anything.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        function: lambda_.IFunction,
        throttle_rate: float,
        throttle_burst: int,
        log_retention: logs.RetentionDays,
    ) -> None:
        super().__init__(scope, id_)
        self._retention = log_retention
        self.api = apigateway.RestApi(
            self,
            "Rest",
            description="tuneql: SQL for questions",
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            cloud_watch_role=True,
            deploy_options=self._stage(throttle_rate, throttle_burst),
            default_method_options=apigateway.MethodOptions(authorization_type=apigateway.AuthorizationType.IAM),
            default_integration=apigateway.LambdaIntegration(function, allow_test_invoke=False),
        )
        self._add_methods()
        self._keep_execution_logs_finite()
        add_problem_responses(self.api)
        acknowledge(self, _ACKNOWLEDGED)

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
            metrics_enabled=True,
            tracing_enabled=True,
            throttling_rate_limit=rate,
            throttling_burst_limit=burst,
        )

    def _add_methods(self) -> None:
        validator = self.api.add_request_validator(
            "Strict", validate_request_body=True, validate_request_parameters=True
        )
        self.api.root.add_resource("sql").add_method(
            "POST", request_validator=validator, request_models={"application/json": self._question()}
        )
        schemas = self.api.root.add_resource("schemas")
        schemas.add_method("GET", request_validator=validator)
        schema = schemas.add_resource("{id}")
        schema.add_method("PUT", request_validator=validator, request_models={"application/json": self._schema()})
        for method in ("GET", "DELETE"):
            schema.add_method(method, request_validator=validator)
        for path in ("health", "openapi.json"):
            self.api.root.add_resource(path).add_method("GET", request_validator=validator)

    def _question(self) -> apigateway.Model:
        """The body of `POST /sql`; what a specification holds is the function's business."""
        return self._body(
            "Question",
            one_of=(("question", "spec"), ("schema", "schema_id")),
            question=_text(QUESTION_CHARACTERS),
            spec=apigateway.JsonSchema(type=apigateway.JsonSchemaType.OBJECT, required=["table", "cols"]),
            schema=_text(SCHEMA_CHARACTERS),
            schema_id=apigateway.JsonSchema(type=apigateway.JsonSchemaType.STRING, pattern=SCHEMA_ID_PATTERN),
            dialect=_text(64),
        )

    def _schema(self) -> apigateway.Model:
        """The body of `PUT /schemas/{id}`."""
        return self._body("Schema", required=("schema",), schema=_text(SCHEMA_CHARACTERS), dialect=_text(64))

    def _body(
        self,
        name: str,
        *,
        required: tuple[str, ...] = (),
        one_of: tuple[tuple[str, ...], ...] = (),
        **properties: apigateway.JsonSchema,
    ) -> apigateway.Model:
        """A JSON object with these properties and no others; of each of `one_of` exactly one."""
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
        """The gateway would make this group itself, without an end to its logs; its name is the gateway's choice."""
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


def _text(longest: int) -> apigateway.JsonSchema:
    return apigateway.JsonSchema(type=apigateway.JsonSchemaType.STRING, min_length=1, max_length=longest)


_LOGS_POLICY = "arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
_ACKNOWLEDGED = {
    f"AwsSolutions-IAM4[Policy::{_LOGS_POLICY}]": (
        "the role belongs to API Gateway, one for the whole account, and this is the policy that it documents"
    ),
    "AwsSolutions-APIG3": "a firewall costs 5 dollars a month and more, and IAM already turns strangers away",
    "AwsSolutions-COG4": "callers are programs with IAM roles; every method has IAM authorization",
}
