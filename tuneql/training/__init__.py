"""The requests for each trainer, and how its results are read. Nothing here calls AWS.

* Bedrock: `hyperparameters`, `bedrock`; `watchdog` reads a job's status, `acceptance` its manifest
* SageMaker with a Nova recipe: `nova`, `recipe`, `sagemaker`, `manifest`
* SageMaker with our script for open weights: `open_weights`, `base_weights`, `script`, `script_job`
* all of them: `curve` reads the losses, and `reading` interprets them
"""
