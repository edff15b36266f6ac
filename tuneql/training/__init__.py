"""What each trainer is sent, and how its results are read. Nothing here calls AWS.

* `bedrock`: its customization jobs (`hyperparameters`, `request`, `job`, `acceptance`), and the models that it imports
* `nova`: LoRA recipes for Nova Micro on SageMaker (`hyperparameters`, `recipe`, `request`, `manifest`)
* `open_weights`: our script on SageMaker (`hyperparameters`, `base_weights`, `script`, `request`)
* `sagemaker`: what the jobs of `nova` and `open_weights` have in common (`job_settings`, `job`, `quota`)
* `curves`: reads the losses of any trainer, and interprets them; `hours` estimates how long a job on SageMaker takes
"""
