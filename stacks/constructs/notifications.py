"""The topic on which every run says how it ended."""

from aws_cdk import aws_sns as sns
from aws_cdk import aws_sns_subscriptions as subscriptions
from constructs import Construct


def notifications_topic(scope: Construct, id_: str, *, email: str | None) -> sns.Topic:
    """A topic that takes messages by TLS only; subscribed to by an address if there is one."""
    topic = sns.Topic(scope, id_, enforce_ssl=True)
    if email:
        topic.add_subscription(subscriptions.EmailSubscription(email))
    return topic
