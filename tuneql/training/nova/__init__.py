"""Nova Micro on SageMaker, trained by AWS's LoRA recipes.

`hyperparameters` are what a user may set, `recipe` the file that they go into, and `request` what starts a job;
`manifest` names the trained checkpoint.
"""
