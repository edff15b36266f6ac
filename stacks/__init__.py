"""The CDK app: `application` adds the stacks, `settings` is what a deployment may choose.

Nothing is deployed that is not here; `constructs` holds the parts, one a module.
"""
