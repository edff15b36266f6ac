"""An AWS account in one process, for people who have none: docs/local-account.md says what is real in it.

`account` puts it together, `front` receives every request, and `deployment` deploys the synthesized app into it. moto
serves what it can. Ours are `bedrock`, `sagemaker`, API Gateway (`api_gateway`, `rest_api`), Lambda (`lambda_runner`),
the permissions (`iam`), and the modules ending in `_api`, which add what moto lacks. `faults` makes things go wrong.
"""
