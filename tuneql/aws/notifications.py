"""Sends notifications through SNS."""

from typing import Any

from tuneql.aws.clients import translated_errors

SUBJECT_CHARACTERS = 100  # SNS's limit


class SnsNotifier:
    """Tells people through an SNS topic.

    Args:
        client: a boto3 `sns` client.
        topic_arn: where to publish.
    """

    def __init__(self, client: Any, topic_arn: str) -> None:
        self._client, self._topic_arn = client, topic_arn

    def publish(self, *, subject: str, message: str) -> None:
        """Send one notification; the subject is cut to SNS's limit."""
        with translated_errors("publish the notification"):
            self._client.publish(TopicArn=self._topic_arn, Subject=subject[:SUBJECT_CHARACTERS], Message=message)
