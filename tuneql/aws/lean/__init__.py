"""The few calls of the endpoint on AWS, without an SDK.

To import boto3 and to make its clients takes longer than everything else that a cold endpoint does together. What it
needs of AWS is a signature, a kept connection and four operations.
"""
