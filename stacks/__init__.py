"""The CDK app: `application` adds the stacks, and `settings` is what a deployment may choose.

`constructs` are the parts of the stacks, and `assets` the code of their functions.
"""
