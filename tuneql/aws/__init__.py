"""The ports of `tuneql.ports` on boto3, each with its fake beside it. Nothing else in tuneql calls AWS.

`clients` makes clients and puts AWS's errors in our words; `lean` is what the endpoint does without boto3.
"""
