"""The code of the Lambda functions, put together without Docker or network.

`bundling` writes an asset, whose `contents` are our own modules (`closure` finds those that are needed) and `wheels`.
"""
