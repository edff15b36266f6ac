"""SageMaker's training jobs, whatever they train."""
