"""What the states of the workflow do; which follows which is in `stacks/constructs/workflow_states.py`.

`run` is what travels through them. In order: `planning` (with `plan`), `preparing`, `assembling`, `preflight`,
`training` (with `trainers`), `importing`, `deployment`, `warming`, `timing`, `evaluating`, `reporting`, `gating`,
`promotion`, `smoke`, `recording`, `retention`, `notification`; after a failure `cleanup`.

By a person's decision: `releasing`, `challenging`, `stopping`.
"""
