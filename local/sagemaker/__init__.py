"""A strict and honest stand-in for SageMaker's training jobs.

`stand_in` routes requests, `rules` checks them, `account` holds the state, `statuses` moves jobs on. `recipe_jobs` and
`script_jobs` are the two kinds of jobs.
"""
