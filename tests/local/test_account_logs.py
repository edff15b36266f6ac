"""What functions write is found in CloudWatch Logs, under the group that their template names."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.account import LocalAccount
from tuneql.aws.log_lines import find_lines

HANDLER = """
import json, sys

def handler(event, context):
    print("said", event)
    sys.stdout.write(json.dumps({"mark": "wanted", "number": event["number"]}) + "\\n")
    sys.stdout.flush()
"""


@pytest.fixture(scope="module")
def write(account: LocalAccount, assembly: Any, kit: Any) -> Callable[[int], object]:
    code = assembly.asset("code", {"main.py": HANDLER})
    resources = {
        "Role": kit.role(),
        "Group": {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 1}},
        "Quiet": {"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 1}},
        "Writer": kit.function(code, role="Role", LoggingConfig={"LogGroup": {"Ref": "Group"}}),
    }
    account.deploy(assembly.stack("Main", resources))
    return lambda number: kit.invoke(account, kit.physical(account, "Writer"), {"number": number})


def test_every_line_is_found_once_however_often_it_is_looked_for(
    account: LocalAccount, kit: Any, write: Callable[[int], object]
) -> None:
    def numbers(group: str) -> list[int]:
        since = datetime.now(UTC) - timedelta(hours=1)
        found = find_lines(account.client("logs"), [kit.physical(account, group)], mark="wanted", since=since)
        return [line["number"] for line in found]

    write(1)
    assert (numbers("Group"), numbers("Quiet")) == ([1], [])
    write(2)
    assert numbers("Group") == numbers("Group") == [1, 2]


def test_lines_without_the_mark_and_lines_from_before_are_left_out(
    account: LocalAccount, kit: Any, write: Callable[[int], object]
) -> None:
    write(3)
    client, group = account.client("logs"), kit.physical(account, "Group")
    now = datetime.now(UTC)
    assert list(find_lines(client, [group], mark="never", since=now - timedelta(hours=1))) == []
    assert list(find_lines(client, [group], mark="said", since=now - timedelta(hours=1))) == []  # which are no JSON
    assert list(find_lines(client, [group], mark="wanted", since=now + timedelta(hours=1))) == []
