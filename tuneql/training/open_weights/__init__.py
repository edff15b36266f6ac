"""Open weights on SageMaker, trained by our script, which is in the folder `training/` of the repository.

`hyperparameters` are what a user may set, `base_weights` the model to train, `script` the files that a job is sent, and
`request` what starts it.
"""
