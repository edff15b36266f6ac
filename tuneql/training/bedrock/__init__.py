"""Bedrock's model customization jobs, and the models that it imports from SageMaker's."""
