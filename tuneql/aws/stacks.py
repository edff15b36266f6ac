"""Finds outputs of the deployed stacks: where the state machine, the buckets and the API are."""

from typing import Any

from tuneql.aws.clients import listed
from tuneql.errors import InvalidInput


def find_output(client: Any, name: str) -> str:
    """The value of the CloudFormation output called `name`, in any stack.

    Args:
        client: a boto3 `cloudformation` client.
        name: e.g. `StateMachineArn`.

    Raises:
        InvalidInput: no stack has it: tuneql is not deployed in this account and region.
    """
    for stack in listed(client, "describe_stacks", "Stacks", doing="look at the stacks"):
        for output in stack.get("Outputs", ()):
            if output["OutputKey"] == name:
                return str(output["OutputValue"])
    raise InvalidInput(
        field="account",
        value=client.meta.endpoint_url,
        rule=f"has no stack with the output {name}",
        remedy="deploy tuneql there with `cdk deploy --all`, or point the AWS environment to where it is",
    )
