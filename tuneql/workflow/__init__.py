"""What each state of the workflow does; `stacks/constructs/workflow_states.py` has their order.

`run` is what they pass on. In order: `planning` (with `plan`), `preparing`, `assembling`, `preflight`, `training` (with
`trainers`), `importing`, `deployment`, `warming`, `timing`, `evaluating`, `reporting`, `gating`, `promotion`, `smoke`,
`recording`, `retention`, `notification`; after a failure, `cleanup`.

Started by a person: `releasing`, `challenging`, `stopping`.
"""
