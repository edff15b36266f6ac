"""The names of Service Quotas for training jobs."""


def training_quota(instance_type: str, *, spot: bool) -> str:
    """The name in Service Quotas of the number of instances of a type that training jobs may use.

    Example:
        >>> training_quota("ml.g5.2xlarge", spot=True)
        'ml.g5.2xlarge for spot training job usage'
    """
    return f"{instance_type} for {'spot ' if spot else ''}training job usage"
