"""The state machine that turns a corpus into a measured and, if it is good enough, promoted model."""

from collections.abc import Mapping

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

from stacks.constructs import allowances as may
from stacks.constructs.acknowledgements import acknowledge, wildcard_finding
from stacks.constructs.allowances import allow
from stacks.constructs.machine_parts import log_options, own_calls
from stacks.constructs.workflow_states import WorkflowSettings, WorkflowStates


class FineTuningWorkflow(Construct):
    """A Standard state machine in JSONPath; every Task is a Lambda function.

    Its input is `tuneql.workflow.execution_input.ExecutionInput`; Plan refuses unknown keys.

    An execution that SUCCEEDED, promoted or not, has an output with the result of each stage: run, estimate, shards,
    dataset, preflight, training, candidate, warm_up, latency, evaluation, gate, retired and notification, and if it
    promoted champion, smoke_test and pruned.

    An execution that FAILED has a class of `tuneql.errors` and its message as error and cause, with everything that the
    run made undone and the champion as it was; or CleanUpFailed, and the reason. After that, a time-out, or a stop by
    hand, `TakingBack` takes over.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        functions: Mapping[str, lambda_.IFunction],
        runs: s3.IBucket,
        settings: WorkflowSettings,
        timeout: cdk.Duration,
        log_retention: logs.RetentionDays,
    ) -> None:
        super().__init__(scope, id_)
        self._role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
        states = WorkflowStates(self, functions=functions, runs=runs, settings=settings)
        self.state_machine = sfn.StateMachine(
            self,
            "StateMachine",
            definition_body=sfn.DefinitionBody.from_chainable(states.wire()),
            # CDK would allow every version of each function and every object of the bucket.
            role=self._role.without_policy_updates(),
            logs=log_options(self, log_retention),
            tracing_enabled=True,
            timeout=timeout,
        )
        # CDK adds its policy for maps in spite of the immutable role, attached to nothing.
        self.state_machine.node.try_remove_child("DistributedMapPolicy")
        # Besides its own calls it reads the maps' manifests.
        allow(self._role, (*own_calls(functions.values()), may.read_objects(runs, may.RUNS_PREFIX)))
        self._allow_map_runs()

    def _allow_map_runs(self) -> None:
        """Allow it in a separate policy: that names the machine, which needs the role first."""
        machine = self.state_machine
        children = cdk.Stack.of(self).format_arn(
            service="states",
            resource="execution",
            resource_name=f"{machine.state_machine_name}:*",
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )
        policy = iam.Policy(self, "MapRuns", roles=[self._role])
        policy.add_statements(
            iam.PolicyStatement(actions=["states:StartExecution"], resources=[machine.state_machine_arn]),
            iam.PolicyStatement(actions=["states:DescribeExecution", "states:StopExecution"], resources=[children]),
        )
        acknowledge(policy, {wildcard_finding(policy, children): "Step Functions names the children of maps"})
