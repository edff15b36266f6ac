"""Notify: tell people how the run ended, once."""

import os
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.notifications import SnsNotifier
from tuneql.aws.objects import S3Objects
from tuneql.workflow.notification import describe, find_cause


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{state, execution_id}` in; `{subject, error, cause}` out; error and cause are empty for a success."""
    state = event["state"]
    failure = find_cause(state, S3Objects(patient_client("s3")))
    subject, message = describe(state, failure, execution_id=event["execution_id"])
    SnsNotifier(patient_client("sns"), os.environ["TOPIC_ARN"]).publish(subject=subject, message=message)
    return {"subject": subject, "error": failure.error if failure else "", "cause": failure.cause if failure else ""}
