"""An AWS account in one process, for people who have none: docs/local-account.md says what is real in it.

`account` puts it together, and `front` receives every request. moto serves what it can. Ours are `bedrock`,
`sagemaker`, `api_gateway`, Lambda (`functions`), the permissions (`iam`), and the modules ending in `_api`, each with
its service's name, which add what moto lacks. `cloudformation` deploys the synthesized app, and `faults` makes things
go wrong.
"""
