"""What each trainer is sent, and how its results are read. Nothing here calls AWS.

* `bedrock`: its customization jobs, and the models that it imports
* `nova`: jobs on SageMaker that train Nova Micro by AWS's recipes
* `open_weights`: jobs on SageMaker that train open weights by our script
* `sagemaker`: what the jobs of these two have in common
* `curves`: reads the losses of any trainer, and interprets them
* `hours`: estimates how long a job on SageMaker trains
"""
