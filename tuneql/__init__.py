"""The library behind the command line, the Lambda functions and the endpoint.

By the way that data takes: `corpus` is prepared, `prompt` words it, `training` says what trainers are sent,
`evaluation` measures, `release` decides, `serving` answers. `workflow` is what the states of the run do with all of
these, `sql` what they know of statements and schemas, `pricing` what it costs. They reach AWS through the protocols
in `ports`, which `aws` implements; `limits` and `errors` are what everything shares.
"""

from tuneql.interpreted import follow_parent

# Before any other module imports sqlglot, since it cannot be decided later.
follow_parent()
