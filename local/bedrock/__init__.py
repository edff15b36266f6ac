"""A strict and honest stand-in for Amazon Bedrock.

`stand_in` routes requests, `service_model` checks them against botocore's own, `account` remembers. A module each for
jobs, models, imports, deployments and the runtime, which share `rules`; `model` is what learns and answers.
"""
