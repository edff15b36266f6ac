"""Open weights on SageMaker, trained by our script, which is in the folder `training/` of the repository."""
