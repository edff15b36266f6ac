"""The library behind the command line, the Lambda functions and the endpoint.

In the order of the workflow: `corpus` prepares data, `prompt` writes the model's prompts, `training` makes the requests
to trainers, `evaluation` measures, `release` decides, `serving` answers. `workflow` has what each state does with
these; `sql` knows statements and schemas, and `pricing` costs. They reach AWS through the protocols in `ports`, which
`aws` implements. All share `limits` and `errors`.
"""

from tuneql.interpreted import follow_parent

# Before any of our modules imports sqlglot: which build of it runs cannot be changed later.
follow_parent()
