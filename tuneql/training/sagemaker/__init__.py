"""SageMaker's training jobs, whatever they train: `job_settings`, `job` (how one goes) and its `quota`."""
