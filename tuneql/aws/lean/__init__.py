"""The few calls of the endpoint on AWS, without an SDK.

Importing boto3 and making its clients takes longer than everything else that a cold endpoint does. It only needs
signatures, kept connections and four operations.
"""
