"""Implements `tuneql.ports` on boto3, with a fake beside each port. Nothing else in tuneql calls AWS.

`clients` makes clients and turns AWS's errors into ours; `lean` has the endpoint's calls, which do without boto3.
"""
