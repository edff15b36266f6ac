"""The endpoint's few calls to AWS, without an SDK.

Importing boto3 and making its clients takes longer than everything else that a cold endpoint does. The endpoint only
needs signatures, kept connections and a few operations.
"""
