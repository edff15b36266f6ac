import json
from datetime import timedelta
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.account import LocalAccount
from local.step_functions import portable

HANDLER = """
class Throttled(Exception): pass
class TrainingFailed(Exception): pass

tries = {}

def handler(event, context):
    do = event.get("do")
    if do == "fail":
        raise TrainingFailed("the job has failed")
    if do == "retry":
        tries[event["id"]] = tries.get(event["id"], 0) + 1
        if tries[event["id"]] < 3:
            raise Throttled("later")
        return tries[event["id"]]
    if do == "pick" and event["shard"]["bad"]:
        raise TrainingFailed("a bad shard")
    return event
"""


@pytest.fixture(scope="module")
def run(account: LocalAccount, assembly: Any, kit: Any) -> Any:
    code = assembly.asset("code", {"main.py": HANDLER})
    resources = {
        "FunctionRole": kit.role(),
        "Worker": kit.function(code, role="FunctionRole"),
        "Hidden": kit.function(code, role="FunctionRole"),
        "Items": {"Type": "AWS::S3::Bucket"},
        "MachineRole": kit.role(
            {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": kit.get_att("Worker")},
            {
                "Effect": "Allow",
                "Action": ["s3:GetObject", "s3:ListBucket"],
                "Resource": [kit.get_att("Items"), {"Fn::Join": ["", [kit.get_att("Items"), "/*"]]}],
            },
        ),
        "Machine": kit.state_machine('{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}', role="MachineRole"),
    }
    deployment = account.deploy(assembly.stack("Main", resources))
    arn, states = deployment.state_machine_arn, account.client("stepfunctions")
    bucket = kit.physical(account, "Items")
    for name, flags in {"good": (0, 0, 0), "one-bad": (0, 1, 0)}.items():
        items = [{"number": number, "bad": bool(flag)} for number, flag in enumerate(flags)]
        account.client("s3").put_object(Bucket=bucket, Key=f"{name}.json", Body=json.dumps(items))

    def execute(definition: dict[str, Any], given: Any = None) -> dict[str, Any]:
        functions = {name: kit.physical(account, name) for name in ("Worker", "Hidden")}
        text = json.dumps(definition).replace("ITEMS", bucket)
        for name, physical in functions.items():
            text = text.replace(f'"{name}"', f'"arn:aws:lambda:us-east-1:123456789012:function:{physical}"')
        states.update_state_machine(stateMachineArn=arn, definition=text)
        started = states.start_execution(stateMachineArn=arn, input=json.dumps(given or {}))
        return dict(kit.finished(account, started["executionArn"]))

    execute.arn = arn  # type: ignore[attr-defined]
    return execute


def task(do: str | None = None, resource: str = "Worker", **fields: Any) -> dict[str, Any]:
    parameters = {"Parameters": {"do": do, "id.$": "$$.Execution.Id"}} if do else {}
    return {"Type": "Task", "Resource": resource, "End": True, **parameters, **fields}


def single(state: dict[str, Any], **others: Any) -> dict[str, Any]:
    return {"StartAt": "Only", "States": {"Only": state, **others}}


def spread(do: str = "pick", **fields: Any) -> dict[str, Any]:
    child = single({"Type": "Task", "Resource": "Worker", "End": True})
    return {
        "Type": "Map",
        "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}, **child},
        "ItemReader": {
            "Resource": "arn:aws:states:::s3:getObject",
            "ReaderConfig": {"InputType": "JSON"},
            "Parameters": {"Bucket": "ITEMS", "Key.$": "$.key"},
        },
        "ItemSelector": {"do": do, "shard.$": "$$.Map.Item.Value"},
        "MaxConcurrency": 2,
        "ResultPath": None,
        "End": True,
        **fields,
    }


CATCH = [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": "Failed"}]
FAILED = {"Type": "Fail", "Error": "Reported", "CausePath": "$.failure.Cause"}


def test_a_machine_made_by_cloudformation_runs(run: Any) -> None:
    ended = run(single(task(ResultPath="$.result")), {"a": 1})
    assert (ended["status"], json.loads(ended["output"])) == ("SUCCEEDED", {"a": 1, "result": {"a": 1}})


def test_a_function_that_raises_fails_the_execution_with_its_error_and_cause(run: Any) -> None:
    ended = run(single(task("fail")))
    assert (ended["status"], ended["error"]) == ("FAILED", "TrainingFailed")
    assert json.loads(ended["cause"])["errorMessage"] == "the job has failed"


def test_a_named_error_is_retried(run: Any) -> None:
    retry = {"ErrorEquals": ["Throttled"], "IntervalSeconds": 1, "MaxAttempts": 5, "BackoffRate": 1.0}
    jitter = {"MaxDelaySeconds": 2, "JitterStrategy": "FULL"}
    assert run(single(task("retry", Retry=[retry | jitter])))["output"] == "3"


def test_a_caught_error_is_handed_on(run: Any) -> None:
    ended = run(single(task("fail", Catch=CATCH), Failed=FAILED))
    assert (ended["error"], json.loads(ended["cause"])["errorType"]) == ("Reported", "TrainingFailed")


def test_a_distributed_map_runs_express_children_over_items_from_s3(run: Any) -> None:
    assert json.loads(run(single(spread()), {"key": "good.json"})["output"]) == {"key": "good.json"}


def test_a_distributed_map_fails_when_more_children_fail_than_it_tolerates(run: Any) -> None:
    ended = run(single(spread()), {"key": "one-bad.json"})
    assert ended["error"] == "States.ExceedToleratedFailureThreshold"
    assert ended["cause"] == "The specified tolerated failure threshold was exceeded"


@pytest.mark.parametrize("tolerance", [{"ToleratedFailureCount": 1}, {"ToleratedFailurePercentage": 50}], ids=str)
def test_a_distributed_map_tolerates_what_it_says(run: Any, tolerance: dict[str, Any]) -> None:
    assert run(single(spread(**tolerance)), {"key": "one-bad.json"})["status"] == "SUCCEEDED"


def test_an_item_reader_without_an_object_says_so(run: Any) -> None:
    assert run(single(spread()), {"key": "absent.json"})["error"] == "States.ItemReaderFailed"


def test_a_machine_invokes_only_what_its_role_allows(run: Any) -> None:
    ended = run(single(task(resource="Hidden")))
    assert "is not authorized to perform: lambda:InvokeFunction" in ended["cause"]


def test_a_definition_is_described_as_it_was_deployed(run: Any, account: LocalAccount) -> None:
    run(single(spread()), {"key": "good.json"})
    described = account.client("stepfunctions").describe_state_machine(stateMachineArn=run.arn)
    assert '"ExecutionType": "EXPRESS"' in described["definition"]


@pytest.fixture
def waiting(run: Any, account: LocalAccount) -> Any:
    states = account.client("stepfunctions")
    definition = json.dumps(single({"Type": "Wait", "Seconds": 600, "End": True}))
    states.update_state_machine(stateMachineArn=run.arn, definition=definition)
    return states


def test_the_same_start_is_the_same_execution(waiting: Any, run: Any) -> None:
    request = {"stateMachineArn": run.arn, "name": "once", "input": '{"a": 1}'}
    first, second = waiting.start_execution(**request), waiting.start_execution(**request)
    waiting.stop_execution(executionArn=first["executionArn"])
    assert first["executionArn"] == second["executionArn"]


REFUSED_STARTS = [
    ({"name": "taken", "input": '{"other": 1}'}, "ExecutionAlreadyExists"),
    ({"name": "no spaces"}, "InvalidName"),
    ({"input": "not json"}, "InvalidExecutionInput"),
]


@pytest.mark.parametrize(("request_", "code"), REFUSED_STARTS, ids=[row[1] for row in REFUSED_STARTS])
def test_a_start_is_refused_as_aws_does(waiting: Any, run: Any, request_: dict[str, str], code: str) -> None:
    taken = waiting.start_execution(stateMachineArn=run.arn, name=f"taken-{code}")
    request = {**request_, **({"name": f"taken-{code}"} if request_.get("name") == "taken" else {})}
    with pytest.raises(ClientError) as caught:
        waiting.start_execution(stateMachineArn=run.arn, **request)
    waiting.stop_execution(executionArn=taken["executionArn"])
    assert caught.value.response["Error"]["Code"] == code


def test_a_stopped_execution_tells_why(waiting: Any, run: Any, account: LocalAccount, kit: Any) -> None:
    started = waiting.start_execution(stateMachineArn=run.arn)["executionArn"]
    waiting.stop_execution(executionArn=started, error="Stopped", cause="by a person")
    ended = kit.finished(account, started)
    assert (ended["status"], ended["error"], ended["cause"]) == ("ABORTED", "Stopped", "by a person")


def test_a_history_has_pages_in_both_directions(run: Any, account: LocalAccount) -> None:
    arn = run(single(task()))["executionArn"]
    states = account.client("stepfunctions")
    whole = states.get_execution_history(executionArn=arn)["events"]
    pages = states.get_paginator("get_execution_history").paginate(executionArn=arn, PaginationConfig={"PageSize": 2})
    assert [event["id"] for page in pages for event in page["events"]] == [event["id"] for event in whole]
    last = states.get_execution_history(executionArn=arn, reverseOrder=True, maxResults=1)["events"]
    assert [event["type"] for event in last] == ["ExecutionSucceeded"]


def test_a_history_tells_what_happened_and_when(run: Any, account: LocalAccount) -> None:
    ended = run(single(task()), {"crate": "plum"})
    history = account.client("stepfunctions").get_execution_history(executionArn=ended["executionArn"])
    first, *_, last = history["events"]
    started, succeeded = first["executionStartedEventDetails"], last["executionSucceededEventDetails"]
    assert json.loads(started["input"]) == {"crate": "plum"}
    assert json.loads(succeeded["output"]) == json.loads(ended["output"])
    moment = timedelta(seconds=1)  # each is cut to its milliseconds or seconds
    assert ended["startDate"] - moment <= first["timestamp"] <= last["timestamp"] <= ended["stopDate"] + moment


def test_an_execution_that_is_not_there_has_no_history(run: Any, account: LocalAccount) -> None:
    arn = run(single(task()))["executionArn"] + "x"
    with pytest.raises(ClientError, match="Execution Does Not Exist"):
        account.client("stepfunctions").get_execution_history(executionArn=arn)


def test_what_is_not_json_is_left_to_the_parser() -> None:
    assert portable("{") == "{"


@pytest.mark.parametrize(
    ("left", "cause"), [([], None), (["stop_job", "delete_model"], 'left by a: ["stop_job","delete_model"]')]
)
def test_an_array_is_looked_into_and_told_in_a_cause(run: Any, left: list[str], cause: str | None) -> None:
    told = "States.Format('left by {}: {}', $.run.id, States.JsonToString($.left))"
    choice = {
        "Type": "Choice",
        "Choices": [{"Variable": "$.left[0]", "IsPresent": True, "Next": "Left"}],
        "Default": "Gone",
    }
    fail = {"Type": "Fail", "Error": "LeftBehind", "CausePath": told}
    ended = run(single(choice, Left=fail, Gone={"Type": "Succeed"}), {"run": {"id": "a"}, "left": left})
    assert (ended["status"], ended.get("cause")) == ("FAILED" if left else "SUCCEEDED", cause)
