"""Bedrock's model customization jobs, and the models that it imports from SageMaker's.

`hyperparameters` are what a user may set, and `request` is what starts a job; `job` tells how it goes, and `acceptance`
which records it took. `model_imports` has the requests for models from SageMaker, and `parts` what all requests share.
"""
