"""A strict and honest stand-in for Amazon Bedrock.

`stand_in` lists the operations, and `account` holds the `resources`. Jobs, models, imports, deployments and the runtime
have a module each, and share `rules`; `model` learns and answers.
"""
