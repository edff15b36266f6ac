"""The CDK app: `application` adds the stacks, `settings` is what a deployment may choose, `constructs` are parts."""
