"""The parts of the stacks.

* The workflow: `stages` (what each Lambda function is), `stage_allowances` (what it may do), `workflow_states` (which
  follows which), `fine_tuning_workflow` (the state machine)
* The endpoint: `sql_api`, `callers` (who may call it), `problem_responses`, `firewall`, `alarms`
* What all share: `python_function`, `private_bucket`, `allowances`; `bundling` puts the code of the functions together
"""
