"""Nova Micro on SageMaker, trained by AWS's LoRA recipes."""
