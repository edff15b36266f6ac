"""Training jobs with the script for open weights, run as SageMaker would run it where PyTorch is installed."""
