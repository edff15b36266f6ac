"""The library behind the command line, the Lambda functions and the endpoint."""

from tuneql.interpreted import follow_parent

# Before any module of ours imports sqlglot: the one thing that cannot be decided later.
follow_parent()
