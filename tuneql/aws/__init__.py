"""The ports of `tuneql.ports` on boto3, each with its fake beside it. Nothing else in tuneql calls AWS.

`clients` makes clients and turns AWS's errors into ours; `lean` has the endpoint's calls, which do without boto3.
"""
