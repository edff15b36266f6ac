"""What each state of the workflow does; `stacks/constructs/workflow_states.py` has their order.

`run` is what they pass on. In order: `planning` (of an `execution_input`), `preparing`, `assembling`, `preflight`,
`trainers` (with `training_requests` and `training_results`), `importing`, `deployment`, `warming`, `timing`,
`evaluating`, `reporting`, `gating`, `promotion`, `smoke`, `recording`, `retention`, `notification`; after a failure,
`cleanup`.

Started by a person: `releasing`, `challenging`, `stopping`.
"""
