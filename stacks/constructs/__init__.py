"""The parts of the stacks.

* The workflow: `stages` (what each Lambda function is), `stage_allowances` (what it may do), `workflow_states` (which
  follows which), `fine_tuning_workflow` (the state machine), `training_roles` (what trains with its data)
* The endpoint: `sql_api`, `callers` (who may call it), `problem_responses`, `firewall`, `alarms`
* After runs: `taking_back` (what a run that could not clean up left behind), `retraining`, `notifications`
* What all share: `python_function`, `private_bucket`, `allowances`
"""
