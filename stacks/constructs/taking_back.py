"""Cleans up after executions that could not do so themselves, and tells people."""

from collections.abc import Mapping
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_sns as sns
from aws_cdk import aws_sqs as sqs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from stacks.constructs.acknowledgements import acknowledge
from stacks.constructs.allowances import Allowance, allow
from stacks.constructs.machine_parts import log_options, own_calls, paths, retry
from stacks.constructs.notifications import add_alarm, executions_ended
from stacks.constructs.python_function import PythonFunction

# A Task is tried again after every error, since nothing cleans up after this machine.
_ANY: Final = ("States.ALL",)
_NAMED_LATER: Final = "executions are named by those who start them"
_TASK_SECONDS: Final = 70
_UNDELIVERED: Final = (
    "executions ended and were not cleaned up after; the queue holds them. Run `tuneql stop` with each ARN, then purge "
    "the queue"
)


class TakingBack(Construct):
    """A state machine that EventBridge starts when an execution of the workflow was stopped, timed out or failed.

    It looks at the execution's history, waits until its last function has ended, and calls the workflow's own CleanUp
    until nothing is left, except what serves users by then. It does nothing if the execution cleaned up and told people
    itself.

    Input: `{"execution": ARN, "by_hand": bool}`; by hand (`tuneql stop`) only the caller is told, and even a run that
    has cleaned up is cleaned up again.

    Output if it SUCCEEDED: `{execution, by_hand, ended, run?, cleanup?: {left, kept, ...}}`. It FAILED with LeftBehind
    if something is left after two hours.

    Attributes:
        state_machine: the machine.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        workflow: sfn.StateMachine,
        functions: Mapping[str, lambda_.IFunction],
        code: lambda_.Code,
        topic: sns.Topic,
        alarm: bool,
        poll_seconds: int,
        log_retention: logs.RetentionDays,
    ) -> None:
        super().__init__(scope, id_)
        self._poll_seconds = poll_seconds
        self._functions = {
            "LookBack": self._look_back(workflow, code=code, log_retention=log_retention),
            "CleanUp": functions["clean_up"],
            "Notify": functions["notify"],
        }
        role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("states.amazonaws.com"))
        self.state_machine = sfn.StateMachine(
            self,
            "StateMachine",
            definition_body=sfn.DefinitionBody.from_chainable(self._wire()),
            role=role.without_policy_updates(),
            logs=log_options(self, log_retention),
            tracing_enabled=True,
        )
        allow(role, own_calls(self._functions.values()))
        undelivered = self._start_after(workflow)
        if alarm:
            waiting = undelivered.metric_approximate_number_of_messages_visible()
            add_alarm(self, "UndeliveredAlarm", waiting, topic=topic, above=0, says=_UNDELIVERED)

    def _look_back(
        self, workflow: sfn.StateMachine, *, code: lambda_.Code, log_retention: logs.RetentionDays
    ) -> lambda_.Function:
        executions = cdk.Stack.of(self).format_arn(
            service="states",
            resource="execution",
            resource_name=f"{workflow.state_machine_name}:*",
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )
        actions = ("states:DescribeExecution", "states:GetExecutionHistory")
        return PythonFunction(
            self,
            "Look",
            code=code,
            handler="lambdas.look_back.handler.handler",
            description="tuneql: finds what an execution that was stopped may have left",
            environment={},
            allowances=(Allowance(actions=actions, resources=(executions,), because=_NAMED_LATER),),
            log_retention=log_retention,
            timeout_seconds=60,
        ).function

    def _wire(self) -> sfn.IChainable:
        nothing = sfn.Succeed(self, "NothingToDo")
        clean_up = self._task("CleanUp", {"state": "$"}, result_path="$.cleanup")
        settle = sfn.Wait(self, "LetLastWorkEnd", time=sfn.WaitTime.seconds_path("$.ended.settle_seconds"))
        settle.next(clean_up)
        clean_up.next(self._until_clean(clean_up))
        needed = sfn.Condition.boolean_equals("$.ended.needed", value=True)
        look_back = self._task("LookBack", {"execution": "$.execution", "by_hand": "$.by_hand"}, result_path="$")
        return look_back.next(sfn.Choice(self, "Needed").when(needed, settle).otherwise(nothing))

    def _until_clean(self, clean_up: tasks.LambdaInvoke) -> sfn.Choice:
        duration = cdk.Duration.seconds(self._poll_seconds)
        again = sfn.Wait(self, "WaitForCleanUp", time=sfn.WaitTime.duration(duration)).next(clean_up)
        done = sfn.Condition.string_equals("$.cleanup.status", "Done")
        return sfn.Choice(self, "Clean").when(done, self._tell()).otherwise(again)

    def _tell(self) -> sfn.Choice:
        end = self._end()
        notify = self._task("Notify", {"state": "$", "execution_id": "$.execution"}, result_path="$.notification")
        notify.next(end)
        by_hand = sfn.Condition.boolean_equals("$.by_hand", value=True)
        return sfn.Choice(self, "ByHand").when(by_hand, end).otherwise(notify)

    def _end(self) -> sfn.Choice:
        left = sfn.Condition.is_present("$.cleanup.left[0]")
        steps = sfn.JsonPath.json_to_string(sfn.JsonPath.object_at("$.cleanup.left"))
        run = sfn.JsonPath.string_at("$.run.id")
        cause = sfn.JsonPath.format("not all of {} could be taken back: {}", run, steps)
        failed = sfn.Fail(self, "LeftSomething", error="LeftBehind", cause_path=cause)
        return sfn.Choice(self, "AllGone").when(left, failed).otherwise(sfn.Succeed(self, "TakenBack"))

    def _task(self, name: str, payload: Mapping[str, str], *, result_path: str) -> tasks.LambdaInvoke:
        task = tasks.LambdaInvoke(
            self,
            name,
            lambda_function=self._functions[name],
            payload=sfn.TaskInput.from_object(paths(payload)),
            payload_response_only=True,
            result_path=result_path,
            task_timeout=sfn.Timeout.duration(cdk.Duration.seconds(_TASK_SECONDS)),
        )
        retry(task, seconds=min(5, self._poll_seconds), attempts=6, longest=2 * self._poll_seconds, errors=_ANY)
        return task

    def _start_after(self, workflow: sfn.StateMachine) -> sqs.IQueue:
        """Have EventBridge start the machine; returns the queue of events that it could not deliver within a day."""
        queue = sqs.Queue(
            self,
            "Undelivered",
            enforce_ssl=True,
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            retention_period=cdk.Duration.days(14),
        )
        acknowledge(queue, {"AwsSolutions-SQS3": "this is the dead-letter queue: of a rule, which cdk-nag cannot see"})
        rule = events.Rule(
            self,
            "Ends",
            event_pattern=executions_ended(workflow),
            description="tuneql: executions that did not succeed are cleaned up after",
        )
        given = {"execution": events.EventField.from_path("$.detail.executionArn"), "by_hand": False}
        rule.add_target(
            targets.SfnStateMachine(
                self.state_machine,
                input=events.RuleTargetInput.from_object(given),
                dead_letter_queue=queue,
                retry_attempts=185,
                max_event_age=cdk.Duration.hours(24),
            )
        )
        return queue
