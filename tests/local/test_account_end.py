"""An account that ends while something goes on in it."""

import time
from pathlib import Path
from typing import Any

import pytest
from moto.stepfunctions.parser.utils import TMP_THREADS

from local.account import LocalAccount

HANDLER = """
import pathlib, time

def handler(event, context):
    pathlib.Path(event["sign"]).touch()
    time.sleep(600)
"""


def test_an_execution_that_is_cut_off_says_nothing(
    tmp_path: Path, assembly: Any, kit: Any, caplog: pytest.LogCaptureFixture
) -> None:
    sign = tmp_path / "at-work"
    with LocalAccount(directory=tmp_path / "account") as account:
        resources = {
            "FunctionRole": kit.role(),
            "Worker": kit.function(assembly.asset("code", {"main.py": HANDLER}), role="FunctionRole"),
            "MachineRole": kit.role(
                {"Effect": "Allow", "Action": "lambda:InvokeFunction", "Resource": kit.get_att("Worker")}
            ),
            "Machine": kit.state_machine(
                '{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}', role="MachineRole"
            ),
        }
        arn = account.deploy(assembly.stack("Main", resources)).state_machine_arn
        function = f"arn:aws:lambda:us-east-1:123456789012:function:{kit.physical(account, 'Worker')}"
        states = account.client("stepfunctions")
        definition = f'{{"StartAt":"A","States":{{"A":{{"Type":"Task","Resource":"{function}","End":true}}}}}}'
        states.update_state_machine(stateMachineArn=arn, definition=definition)
        states.start_execution(stateMachineArn=arn, input=f'{{"sign": "{sign}"}}')
        while not sign.exists():
            time.sleep(0.05)
    for thread in TMP_THREADS:
        thread.join(30)
    assert [record for record in caplog.records if record.name.startswith("moto")] == []
